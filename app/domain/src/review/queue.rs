//! What waits for a reviewer, and what came back to whoever recorded it. Follows from the book; never typed.

use super::{File, Matter, Review, ReviewState, Reviewed, SentBack, Whose};
use crate::actor::Actor;
use crate::book::Book;
use crate::calendar::{Day, Timestamp};
use crate::entry_time::{EntryTime, entry_time};
use crate::ids::{CustomerId, PersonId};
use crate::money::Money;
use crate::order::Order;
use crate::organisation::Role;

/// One matter that waits for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What.
    pub matter: Matter,
    /// Whose customer.
    pub customer: CustomerId,
    /// Who is credited.
    pub credit: PersonId,
    /// Who last changed it.
    pub by: PersonId,
    /// The day it is about.
    pub on: Day,
    /// What it is worth, where it is worth something.
    pub amount: Option<Money>,
    /// What it was worth as it was approved, when it was changed since.
    pub held: Option<Money>,
    /// Whether it was changed after something held.
    pub is_changed: bool,
    /// When it was written down.
    pub made_at: Option<Timestamp>,
    /// When it reached the server, where that was notably later.
    pub arrived_at: Option<Timestamp>,
    /// Whether it was written down in time (A46).
    pub entry: EntryTime,
    /// What was answered to the last return.
    pub answer: String,
    /// What the approval must name.
    pub mark: uuid::Uuid,
    /// Whether nobody nearer to it can approve it.
    pub is_first: bool,
}

/// Something that was sent back to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// What.
    pub matter: Matter,
    /// Whose customer.
    pub customer: CustomerId,
    /// What it is worth, where it is worth something.
    pub amount: Option<Money>,
    /// By whom, when and why.
    pub back: SentBack,
}

/// Everything that somebody may approve or send back, by whose it is and by age.
pub fn queue(book: &Book, actor: &Actor) -> Vec<Waiting> {
    let mut waiting = Vec::new();
    if !actor.is_reviewer() {
        return waiting;
    }
    let rules = book.company().entry_times;
    each(book, |matter, told| {
        let Some(file) = matter.file(book).filter(|it| it.state == ReviewState::Pending && may_decide(actor, it, book)) else { return };
        let offset = book.company().utc_offset_minutes;
        waiting.push(Waiting {
            matter,
            customer: file.whose.customer,
            credit: file.whose.credit,
            by: file.by,
            on: told.on,
            amount: told.amount,
            held: told.held,
            is_changed: told.is_changed,
            made_at: told.made_at,
            arrived_at: told.arrived_at,
            entry: told.made_at.map_or(EntryTime::InTime, |it| entry_time(told.on, it, offset, &rules.on(told.on))),
            answer: told.answer,
            mark: file.mark,
            is_first: is_first(actor, &file, book),
        });
    });
    waiting.sort_by_key(|it| (it.credit, it.on, it.matter));
    waiting
}

/// What was sent back and waits for this person: what they are credited with or recorded, newest first.
pub fn returned_to(book: &Book, person: PersonId) -> Vec<Returned> {
    let mut returned = Vec::new();
    each(book, |matter, told| {
        let Some(back) = told.back else { return };
        let Some(file) = matter.file(book).filter(|it| it.whose.credit == person || it.by == person) else { return };
        returned.push(Returned { matter, customer: file.whose.customer, amount: told.amount, back });
    });
    returned.sort_by(|a, b| b.back.at.cmp(&a.back.at).then_with(|| a.matter.cmp(&b.matter)));
    returned
}

/// Whether this person may approve that, or send it back: within reach, and somebody else's work (four eyes).
pub(crate) fn may_decide(actor: &Actor, file: &File, book: &Book) -> bool {
    reaches(actor, file.whose, book) && actor.person != file.whose.credit && actor.person != file.by
}

/// Whether it is within a reviewer's reach: through who is credited, their team at the time, or who is responsible for the customer.
pub(crate) fn reaches(actor: &Actor, whose: Whose, book: &Book) -> bool {
    let own_team = actor.role == Role::Supervisor && actor.team.is_some() && actor.team == whose.team;
    actor.is_reviewer()
        && (own_team || actor.covers(whose.credit, book) || book.customer(whose.customer).is_some_and(|it| actor.covers(it.owner, book)))
}

/// Whether nobody whose reach is narrower could do it: a manager sees to what no supervisor may, a director to what no manager may.
fn is_first(actor: &Actor, file: &File, book: &Book) -> bool {
    let rank = |role: Role| match role {
        Role::Supervisor => 1,
        Role::Manager => 2,
        Role::Director => 3,
        Role::Rep | Role::Administrator => 0,
    };
    let nearer = book.people().filter(|it| it.active && 0 < rank(it.role) && rank(it.role) < rank(actor.role));
    !nearer.map(|it| Actor::of(it, book)).any(|it| may_decide(&it, file, book))
}

/// What is told of a matter under review.
struct Told {
    on: Day,
    amount: Option<Money>,
    held: Option<Money>,
    is_changed: bool,
    made_at: Option<Timestamp>,
    arrived_at: Option<Timestamp>,
    answer: String,
    back: Option<SentBack>,
}

fn told<T: Reviewed>(review: &Review<T>, on: Day, amount: impl Fn(&T) -> Option<Money>, it: &T) -> Told {
    Told {
        on,
        amount: amount(it),
        held: review.held.as_deref().and_then(amount),
        is_changed: review.held.is_some(),
        made_at: None,
        arrived_at: None,
        answer: review.answer.clone(),
        back: review.returned.clone(),
    }
}

/// Every matter under review that is not approved.
fn each(book: &Book, mut tell: impl FnMut(Matter, Told)) {
    for order in book.orders() {
        if let Some(review) = open(order.review.as_deref()) {
            let amount = |it: &Order| Some(if it.cancelled.is_some() { Money::ZERO } else { it.amount() });
            let told = told(review, order.terms.deal_on, amount, order);
            tell(Matter::Order { order: order.id }, Told { made_at: Some(order.made_at), arrived_at: order.arrived_at, ..told });
        }
        for payment in &order.payments {
            if let Some(review) = open(payment.review.as_deref()) {
                let amount = |it: &crate::order::Payment| Some(if it.voided.is_some() { Money::ZERO } else { it.amount });
                let told = told(review, payment.on, amount, payment);
                let matter = Matter::Payment { order: order.id, payment: payment.id };
                tell(matter, Told { made_at: Some(payment.made_at), arrived_at: payment.arrived_at, ..told });
            }
        }
    }
    for it in book.opportunities() {
        if let Some(review) = open(it.review.as_deref()) {
            let on = it.outcome.as_ref().map_or_else(|| it.moved_on(), |it| it.on());
            tell(Matter::Opportunity { opportunity: it.id }, told(review, on, |it| it.profile.amount, it));
        }
    }
    for it in book.follow_ups() {
        if let Some(review) = open(it.review.as_deref()) {
            let told = told(review, it.on, |_| None, it);
            tell(Matter::FollowUp { follow_up: it.id }, Told { made_at: Some(it.made_at), arrived_at: it.arrived_at, ..told });
        }
    }
}

fn open<T>(review: Option<&Review<T>>) -> Option<&Review<T>> {
    review.filter(|it| it.state() != ReviewState::Approved)
}
