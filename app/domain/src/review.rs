//! Review (审核): whether somebody other than its author has looked at a record and found it right (DQ-01, R-02, A33). What waits is state that
//! follows from who did what, never a flag. An approved record is locked in one sense: what was approved stays kept beside what it was changed
//! to, and only another approval lets it go. Deliberately absent: any way to change a figure; an approval changes what is known of it.

mod figures;
mod queue;
mod settle;

pub use figures::{unreviewed, unreviewed_expense};
pub use queue::{Returned, Told, Waiting, queue, returned_to, sums, told};
pub(crate) use settle::settle;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::book::Book;
use crate::calendar::Timestamp;
use crate::expense::Expense;
use crate::follow_up::FollowUp;
use crate::ids::{CustomerId, ExpenseId, FollowUpId, Key, OpportunityId, OrderId, PaymentId, PersonId, TeamId};
use crate::opportunity::Opportunity;
use crate::order::{Order, Payment};

/// Where the review of one record stands. A record without one is not under review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
pub struct Review<T> {
    /// Who last changed what is under review: somebody else approves it.
    pub by: PersonId,
    /// The last approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approved>,
    /// What holds until the next approval, when the record was changed since it last held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Box<T>>,
    /// Sent back, and nothing was done about it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<SentBack>,
    /// What was answered when it was handed in again unchanged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

/// Who approved, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Who sent it back, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// Where a review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// 待审核.
    Pending,
    /// 已审核.
    Approved,
    /// 已退回.
    Returned,
}

impl<T> Review<T> {
    /// A review that begins.
    pub fn pending(by: PersonId) -> Review<T> {
        Review { by, approved: None, held: None, returned: None, answer: String::new() }
    }

    /// Where it stands.
    pub fn state(&self) -> ReviewState {
        match (&self.returned, &self.approved, &self.held) {
            (Some(_), ..) => ReviewState::Returned,
            (None, Some(_), None) => ReviewState::Approved,
            _ => ReviewState::Pending,
        }
    }
}

/// What is put before a reviewer: one thing that somebody recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Matter {
    /// An order.
    Order {
        /// Which one.
        order: OrderId,
    },
    /// A payment.
    Payment {
        /// Of which order.
        order: OrderId,
        /// Which one.
        payment: PaymentId,
    },
    /// How far an opportunity has come, and how it ended.
    Opportunity {
        /// Which one.
        opportunity: OpportunityId,
    },
    /// A follow-up.
    FollowUp {
        /// Which one.
        follow_up: FollowUpId,
    },
    /// An expense.
    Expense {
        /// Which one.
        expense: ExpenseId,
    },
}

/// What sort of thing is reviewed. Amounts of two sorts are never added: an order is not spent, an expense is not sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatterKind {
    /// An order.
    Order,
    /// A payment.
    Payment,
    /// An opportunity.
    Opportunity,
    /// A follow-up.
    FollowUp,
    /// An expense.
    Expense,
}

impl Matter {
    /// What sort of thing it is.
    pub fn kind(self) -> MatterKind {
        match self {
            Matter::Order { .. } => MatterKind::Order,
            Matter::Payment { .. } => MatterKind::Payment,
            Matter::Opportunity { .. } => MatterKind::Opportunity,
            Matter::FollowUp { .. } => MatterKind::FollowUp,
            Matter::Expense { .. } => MatterKind::Expense,
        }
    }

    /// The record it is in.
    pub fn record(self) -> Key {
        match self {
            Matter::Order { order } | Matter::Payment { order, .. } => order.into(),
            Matter::Opportunity { opportunity } => opportunity.into(),
            Matter::FollowUp { follow_up } => follow_up.into(),
            Matter::Expense { expense } => expense.into(),
        }
    }

    /// Whose it is, and where its review stands; nothing when there is no such thing or it is not under review.
    pub fn file(self, book: &Book) -> Option<File> {
        fn file<T: Reviewed>(it: &T, whose: Whose) -> Option<File> {
            let review = it.review().filter(|_| !it.is_moot())?;
            Some(File { whose, by: review.by, state: review.state(), mark: mark(it) })
        }
        match self {
            Matter::Order { order } => book.order(order).and_then(|it| file(it, Whose::of_order(it))),
            Matter::Payment { order, payment } => {
                let order = book.order(order)?;
                order.payments.iter().find(|it| it.id == payment).and_then(|it| file(it, Whose::of_order(order)))
            }
            Matter::Opportunity { opportunity } => book
                .opportunity(opportunity)
                .and_then(|it| file(it, Whose { credit: it.owner, team: it.team, customer: Some(it.customer) })),
            Matter::FollowUp { follow_up } => {
                book.follow_up(follow_up).and_then(|it| file(it, Whose { credit: it.by, team: it.team, customer: Some(it.customer) }))
            }
            // Whoever holds the customer sees it, but has no part in it.
            Matter::Expense { expense } => {
                book.expense(expense).and_then(|it| file(it, Whose { credit: it.owner, team: it.team, customer: None }))
            }
        }
    }
}

/// What a reviewer must know of a matter beside its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Whose it is.
    pub whose: Whose,
    /// Who last changed it.
    pub by: PersonId,
    /// Where the review stands.
    pub state: ReviewState,
    /// See [`mark`].
    pub mark: Uuid,
}

/// Whose a matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who is credited.
    pub credit: PersonId,
    /// Their team at the time (A36).
    pub team: Option<TeamId>,
    /// The customer through whom it is reached as well, where there is one.
    pub customer: Option<CustomerId>,
}

impl Whose {
    fn of_order(order: &Order) -> Whose {
        Whose { credit: order.owner, team: order.team, customer: Some(order.customer) }
    }
}

/// Something that can be under review.
pub trait Reviewed: Clone {
    /// Its review.
    fn review(&self) -> Option<&Review<Self>>;
    /// Its review, to be changed.
    fn review_mut(&mut self) -> &mut Option<Box<Review<Self>>>;
    /// What a reviewer answers for: whatever of it a change of which must be looked at again.
    fn substance(&self) -> serde_json::Value;
    /// It without its review and without what is reviewed by itself.
    fn bare(&self) -> Self;
    /// Whether it was taken back.
    fn is_taken_back(&self) -> bool {
        false
    }
    /// Whether it was taken back before anybody found it right: there is nothing left to look at, though the days on which it counted keep saying
    /// that nobody had.
    fn is_moot(&self) -> bool {
        self.is_taken_back() && self.review().is_some_and(|it| it.approved.is_none() && it.held.is_none())
    }
}

const MARKS: Uuid = Uuid::from_u128(0x6461_6269_616f_2e72_6576_6965_7700_0001);

/// A mark of what a reviewer sees: an approval names it, so that nobody approves what they have not seen.
pub fn mark<T: Reviewed>(it: &T) -> Uuid {
    Uuid::new_v5(&MARKS, it.substance().to_string().as_bytes())
}

impl Reviewed for Order {
    fn review(&self) -> Option<&Review<Order>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Order>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        // Where the goods are is no claim on anybody's figures; what came back is.
        match self.returns.as_slice() {
            [] => serde_json::json!([self.terms, self.cancelled]),
            returns => serde_json::json!([self.terms, self.cancelled, returns]),
        }
    }

    fn bare(&self) -> Order {
        Order {
            payments: Vec::new(),
            review: None,
            nodes: Vec::new(),
            deliveries: Vec::new(),
            acceptances: Vec::new(),
            delivery_gap: None,
            rating: None,
            complaints: Vec::new(),
            anomalies: Vec::new(),
            ..self.clone()
        }
    }
}

impl Reviewed for Payment {
    fn review(&self) -> Option<&Review<Payment>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Payment>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        serde_json::json!([self.on, self.amount, self.method, self.note, self.voided])
    }

    fn bare(&self) -> Payment {
        Payment { review: None, ..self.clone() }
    }

    fn is_taken_back(&self) -> bool {
        self.voided.is_some()
    }
}

impl Reviewed for Opportunity {
    fn review(&self) -> Option<&Review<Opportunity>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Opportunity>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        serde_json::json!([self.stage, self.outcome])
    }

    fn bare(&self) -> Opportunity {
        Opportunity { review: None, ..self.clone() }
    }
}

impl Reviewed for FollowUp {
    fn review(&self) -> Option<&Review<FollowUp>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<FollowUp>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        serde_json::json!([self.on, self.method, self.content])
    }

    fn bare(&self) -> FollowUp {
        FollowUp { review: None, ..self.clone() }
    }
}

impl Reviewed for Expense {
    fn review(&self) -> Option<&Review<Expense>> {
        self.review.as_deref()
    }

    fn review_mut(&mut self) -> &mut Option<Box<Review<Expense>>> {
        &mut self.review
    }

    fn substance(&self) -> serde_json::Value {
        serde_json::json!([self.profile, self.owner, self.customer, self.voided])
    }

    fn bare(&self) -> Expense {
        Expense { review: None, ..self.clone() }
    }

    fn is_taken_back(&self) -> bool {
        !self.stands()
    }
}
