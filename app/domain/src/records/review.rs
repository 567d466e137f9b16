//! Review (审核): whether somebody other than its author has looked at a record and found it right (DQ-01, R-02, A33). What waits is state that
//! follows from who did what, never a flag. An approved record is locked in one sense: what was approved stays kept beside what it was changed
//! to, and only another approval lets it go. Deliberately absent: any way to change a figure; an approval changes what is known of it.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::ids::{ExpenseId, FollowUpId, Key, OpportunityId, OrderId, PaymentId, PersonId};

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
}
