//! The queue of a reviewer, and what was sent back to the people who recorded it. Derived from the book, never entered.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::access::actor::Actor;
use crate::access::review_file::{File, WorkOwner};
use crate::book::Book;
use crate::records::expense::Expense;
use crate::records::order::{Order, Payment};
use crate::records::organisation::Role;
use crate::records::review::{Approved, Matter, MatterKind, Review, ReviewState, SentBack};
use crate::records::reviewed::Reviewed;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, PersonId};
use crate::values::money::Money;
use crate::views::entry_time::{EntryTime, in_company};
use crate::views::evidence::{self, Missing};

/// One item in a reviewer's queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub matter: Matter,
    /// The customer it belongs to, if any.
    pub customer: Option<CustomerId>,
    /// The person credited.
    pub credit: PersonId,
    /// Who last changed it.
    pub by: PersonId,
    pub told: ReviewDetails,
    /// The mark that the approval must quote.
    pub mark: Uuid,
    /// Whether nobody closer to it can approve it.
    pub is_first: bool,
}

/// An item that was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub matter: Matter,
    /// The customer it belongs to, if any.
    pub customer: Option<CustomerId>,
    /// The value in money, if it has one.
    pub amount: Option<Money>,
    pub back: SentBack,
}

/// Everything that the actor may approve or send back, by the person credited, then oldest first.
pub fn queue(book: &Book, actor: &Actor) -> Vec<Waiting> {
    if !actor.may_review() {
        return Vec::new();
    }
    let waiting = |matter: Matter| {
        let file = matter.file(book).filter(|it| it.state == ReviewState::Pending && actor.may_decide_review(it, book))?;
        Some(Waiting {
            matter,
            customer: customer_of(matter, file.whose, book),
            credit: file.whose.credit,
            by: file.by,
            told: told(matter, book)?,
            mark: file.mark,
            is_first: is_first(actor, &file, book),
        })
    };
    let mut waiting: Vec<Waiting> = open(book).into_iter().filter_map(waiting).collect();
    waiting.sort_by_key(|it| (it.credit, it.told.on, it.matter));
    waiting
}

/// Items sent back that are credited to this person or were last changed by them, newest first.
pub fn returned_to(book: &Book, person: PersonId) -> Vec<Returned> {
    let returned = |matter: Matter| {
        let file = matter.file(book).filter(|it| it.state == ReviewState::Returned && (it.whose.credit == person || it.by == person))?;
        let told = told(matter, book)?;
        Some(Returned { matter, customer: customer_of(matter, file.whose, book), amount: told.amount, back: told.back? })
    };
    let mut returned: Vec<Returned> = open(book).into_iter().filter_map(returned).collect();
    returned.sort_by(|a, b| b.back.at.cmp(&a.back.at).then_with(|| a.matter.cmp(&b.matter)));
    returned
}

/// The customer to show it with.
fn customer_of(matter: Matter, whose: WorkOwner, book: &Book) -> Option<CustomerId> {
    match matter {
        Matter::Expense { expense } => book.expense(expense).and_then(|it| it.customer),
        _ => whose.customer,
    }
}

/// Whether nobody with a narrower reach can decide it: a manager handles what no supervisor may, a director what no manager may.
fn is_first(actor: &Actor, file: &File, book: &Book) -> bool {
    let rank = |role: Role| match role {
        Role::Supervisor => 1,
        Role::Manager => 2,
        Role::Director => 3,
        Role::Rep | Role::Administrator | Role::Support => 0,
    };
    let nearer = book.people().filter(|it| it.active && 0 < rank(it.role) && rank(it.role) < rank(actor.role));
    !nearer.map(|it| Actor::of(it, book)).any(|it| it.may_decide_review(file, book))
}

/// The total value of the waiting items of each kind, for kinds with a value.
pub fn sums(of: &[Waiting]) -> BTreeMap<MatterKind, Money> {
    let mut sums = BTreeMap::new();
    for (kind, amount) in of.iter().filter_map(|it| Some((it.matter.kind(), it.told.amount?))) {
        let sum = sums.entry(kind).or_insert(Money::ZERO);
        *sum = *sum + amount;
    }
    sums
}

/// The details of an item under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDetails {
    pub state: ReviewState,
    pub approved: Option<Approved>,
    /// Set while it is sent back and nothing was done about it yet.
    pub back: Option<SentBack>,
    /// The answer to the last return.
    pub answer: String,
    /// The day it is about.
    pub on: Day,
    /// The value in money, if it has one.
    pub amount: Option<Money>,
    /// The value of the version in force, if it was changed since.
    pub held: Option<Money>,
    /// Whether it was changed since a version came into force.
    pub is_changed: bool,
    /// When it was recorded.
    pub made_at: Option<Timestamp>,
    /// When it reached the server, if that was notably later.
    pub arrived_at: Option<Timestamp>,
    /// What the device's clock said, if it was wrong.
    pub clock_said: Option<Timestamp>,
    /// Whether it was recorded in time (A46).
    pub entry: EntryTime,
    /// Whether evidence is missing (A32).
    pub lacks_evidence: bool,
}

/// The details of an item; `None` if it is not under review.
pub fn told(matter: Matter, book: &Book) -> Option<ReviewDetails> {
    match matter {
        Matter::Order { order } => {
            let order = book.order(order)?;
            let amount = |it: &Order| Some(if it.cancelled.is_some() { Money::ZERO } else { it.amount() });
            let lacks = evidence::of_order(order, book).contains(&Missing::Deal);
            Some(of(order, order.terms.deal_on, amount, lacks)?.written((order.made_at, order.arrived_at, order.clock_said), book))
        }
        Matter::Payment { order, payment: id } => {
            let order = book.order(order)?;
            let payment = order.payments.iter().find(|it| it.id == id)?;
            let amount = |it: &Payment| Some(if it.voided.is_some() { Money::ZERO } else { it.amount });
            let lacks = evidence::of_order(order, book).contains(&Missing::Payment(id));
            Some(of(payment, payment.on, amount, lacks)?.written((payment.made_at, payment.arrived_at, payment.clock_said), book))
        }
        Matter::Opportunity { opportunity } => {
            let opportunity = book.opportunity(opportunity)?;
            let on = opportunity.outcome.as_ref().map_or_else(|| opportunity.moved_on(), |it| it.on());
            let lacks = !evidence::of_opportunity(opportunity, book).is_empty();
            of(opportunity, on, |it| it.profile.amount, lacks)
        }
        Matter::FollowUp { follow_up } => {
            let follow_up = book.follow_up(follow_up)?;
            let lacks = !evidence::of_follow_up(follow_up, book).is_empty();
            Some(
                of(follow_up, follow_up.on, |_| None, lacks)?
                    .written((follow_up.made_at, follow_up.arrived_at, follow_up.clock_said), book),
            )
        }
        Matter::Expense { expense } => {
            let expense = book.expense(expense)?;
            let amount = |it: &Expense| Some(if it.stands() { it.profile.amount } else { Money::ZERO });
            Some(of(expense, expense.profile.on, amount, false)?.written((expense.made_at, None, expense.clock_said), book))
        }
        // Values of different KPIs must not be added up, so none has an amount here.
        Matter::KpiEntry { entry } => {
            let entry = book.kpi_entry(entry)?;
            let lacks = !evidence::of_kpi_entry(entry, book).is_empty();
            Some(of(entry, entry.on, |_| None, lacks)?.written((entry.made_at, None, entry.clock_said), book))
        }
    }
}

fn of<T: Reviewed>(record: &T, on: Day, amount: impl Fn(&T) -> Option<Money>, lacks_evidence: bool) -> Option<ReviewDetails> {
    let review = record.review().filter(|_| !record.is_moot())?;
    Some(ReviewDetails {
        state: review.state(),
        approved: review.approved,
        back: review.returned.clone(),
        answer: review.answer.clone(),
        on,
        amount: amount(record),
        held: review.held.as_deref().and_then(amount),
        is_changed: review.held.is_some(),
        made_at: None,
        arrived_at: None,
        clock_said: None,
        entry: EntryTime::InTime,
        lacks_evidence,
    })
}

impl ReviewDetails {
    fn written(self, (made_at, arrived_at, clock_said): (Timestamp, Option<Timestamp>, Option<Timestamp>), book: &Book) -> ReviewDetails {
        ReviewDetails { made_at: Some(made_at), arrived_at, clock_said, entry: in_company(self.on, made_at, book), ..self }
    }
}

/// All items under review that are not approved.
fn open(book: &Book) -> Vec<Matter> {
    fn is_open<T>(review: Option<&Review<T>>) -> bool {
        review.is_some_and(|it| it.state() != ReviewState::Approved)
    }
    let mut matters = Vec::new();
    for order in book.orders().chain(book.advances()) {
        if is_open(order.review.as_deref()) {
            matters.push(Matter::Order { order: order.id });
        }
        let payments = order.payments.iter().filter(|it| is_open(it.review.as_deref()));
        matters.extend(payments.map(|it| Matter::Payment { order: order.id, payment: it.id }));
    }
    let opportunities = book.opportunities().filter(|it| is_open(it.review.as_deref()));
    matters.extend(opportunities.map(|it| Matter::Opportunity { opportunity: it.id }));
    let follow_ups = book.follow_ups().filter(|it| is_open(it.review.as_deref()));
    matters.extend(follow_ups.map(|it| Matter::FollowUp { follow_up: it.id }));
    let expenses = book.expenses().filter(|it| is_open(it.review.as_deref()));
    matters.extend(expenses.map(|it| Matter::Expense { expense: it.id }));
    let entries = book.kpi_entries().filter(|it| is_open(it.review.as_deref()));
    matters.extend(entries.map(|it| Matter::KpiEntry { entry: it.id }));
    matters
}
