//! What still has to be proved (待补证明, A32, DQ-02): the company's policy on the day of the matter, held against what is attached. Follows from
//! the records; never typed, and never a reason to refuse anything.

use crate::book::Book;
use crate::book::record::Record;
use crate::records::attachment::Attachment;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::{Order, Payment};
use crate::rules::EvidencePolicy;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, Key, PaymentId};
use crate::values::money::Money;
use crate::values::stage::Stage;

/// What lacks evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// The deal: a contract or the like (SA-03).
    Deal,
    /// A payment: a voucher (SA-06).
    Payment(PaymentId),
    /// That an opportunity reached a stage.
    Stage(Stage),
    /// A conversation: a record of it (FU-09).
    FollowUp,
}

/// What of a record still has to be proved, in the order it happened. Nothing for records that need no evidence.
pub fn missing(record: &Record, book: &Book) -> Vec<Missing> {
    match record {
        Record::Order(it) => of_order(it, book),
        Record::Opportunity(it) => of_opportunity(it, book),
        Record::FollowUp(it) => of_follow_up(it, book),
        _ => Vec::new(),
    }
}

/// Whether anything of a customer still has to be proved.
pub fn lacks(customer: CustomerId, book: &Book) -> bool {
    book.orders_of(customer).chain(book.advances_of(customer)).any(|it| !of_order(it, book).is_empty())
        || book.opportunities_of(customer).any(|it| !of_opportunity(it, book).is_empty())
        || book.follow_ups_of(customer).any(|it| !of_follow_up(it, book).is_empty())
}

/// What of an order and its payments still has to be proved. A cancelled deal and a voided payment prove nothing and need nothing.
pub fn of_order(order: &Order, book: &Book) -> Vec<Missing> {
    let attached: Vec<&Attachment> = standing(order.id.into(), order.customer, book).collect();
    let mut missing = Vec::new();
    if deal_needs(order, &policy(order.terms.deal_on, book)) && !attached.iter().any(|it| it.payment.is_none()) {
        missing.push(Missing::Deal);
    }
    for payment in order.valid_payments().filter(|it| it.from_credit_of.is_none()) {
        if payment_needs(payment, &policy(payment.on, book)) && !attached.iter().any(|it| it.payment == Some(payment.id)) {
            missing.push(Missing::Payment(payment.id));
        }
    }
    missing
}

/// What of an opportunity still has to be proved: the stages it moved to, and of a won one the deal.
pub fn of_opportunity(opportunity: &Opportunity, book: &Book) -> Vec<Missing> {
    let attached: Vec<&Attachment> = standing(opportunity.id.into(), opportunity.customer, book).collect();
    let mut missing: Vec<Missing> = Vec::new();
    for step in &opportunity.moves {
        let needs = policy(step.on, book).stages.contains(&step.to);
        let lacks = Missing::Stage(step.to);
        if needs && !missing.contains(&lacks) && !attached.iter().any(|it| it.stage == Some(step.to)) {
            missing.push(lacks);
        }
    }
    if let Some(Outcome::Won { order, .. }) = &opportunity.outcome {
        let of_deal = book.order(*order).map(|it| of_order(it, book)).unwrap_or_default();
        missing.extend(of_deal.into_iter().filter(|it| *it == Missing::Deal));
    }
    missing
}

/// What of a follow-up still has to be proved.
pub fn of_follow_up(follow_up: &FollowUp, book: &Book) -> Vec<Missing> {
    let needs = policy(follow_up.on, book).methods.contains(&follow_up.method);
    let has = standing(follow_up.id.into(), follow_up.customer, book).next().is_some();
    if needs && !has { vec![Missing::FollowUp] } else { Vec::new() }
}

/// The attachments of a record that were not withdrawn, by age. Its customer is that of the record, the nil id where there is none.
pub fn standing(of: Key, customer: CustomerId, book: &Book) -> impl Iterator<Item = &Attachment> {
    let family = Attachment::family_of(of, Some(customer).filter(|it| *it != CustomerId::default()));
    book.attachments_of(family).filter(move |it| it.of == of && it.is_standing())
}

fn policy(on: Day, book: &Book) -> EvidencePolicy {
    book.company().evidence.on(on)
}

fn deal_needs(order: &Order, policy: &EvidencePolicy) -> bool {
    order.cancelled.is_none() && !order.is_advance() && is_above(order.amount(), policy.deal_above)
}

fn payment_needs(payment: &Payment, policy: &EvidencePolicy) -> bool {
    payment.voided.is_none() && is_above(payment.amount, policy.payment_above)
}

/// Whether a deal is to be looked at because it must be proved (A32). Here as below it does not matter what is attached by now: evidence always
/// comes after the record, and it is what the reviewer looks at.
pub(crate) fn deal_waits(order: &Order, book: &Book) -> bool {
    let policy = policy(order.terms.deal_on, book);
    policy.counts_when_reviewed && deal_needs(order, &policy)
}

/// Likewise a payment.
pub(crate) fn payment_waits(payment: &Payment, book: &Book) -> bool {
    let policy = policy(payment.on, book);
    policy.counts_when_reviewed && payment_needs(payment, &policy)
}

/// Likewise how far an opportunity has come; a won one waits as its order.
pub(crate) fn opportunity_waits(opportunity: &Opportunity, book: &Book) -> bool {
    opportunity.moves.iter().any(|step| {
        let policy = policy(step.on, book);
        policy.counts_when_reviewed && policy.stages.contains(&step.to)
    })
}

/// Likewise a follow-up.
pub(crate) fn follow_up_waits(follow_up: &FollowUp, book: &Book) -> bool {
    let policy = policy(follow_up.on, book);
    policy.counts_when_reviewed && policy.methods.contains(&follow_up.method)
}

fn is_above(amount: Money, limit: Option<Money>) -> bool {
    limit.is_some_and(|limit| limit < amount)
}

#[cfg(test)]
mod tests;
