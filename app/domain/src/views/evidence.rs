//! Missing evidence (待补凭证, A32, DQ-02): the company's policy on the day of the record, compared with the attachments. Derived from the records,
//! never entered, and never a reason to refuse a command.

use crate::book::Book;
use crate::book::record::Record;
use crate::records::attachment::Attachment;
use crate::records::follow_up::FollowUp;
use crate::records::kpi::EntryPolicy;
use crate::records::kpi_entry::KpiEntry;
use crate::records::opportunity::{Opportunity, Outcome};
use crate::records::order::{Order, Payment};
use crate::rules::EvidencePolicy;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, Key, PaymentId};
use crate::values::money::Money;
use crate::values::stage::Stage;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// A contract or similar for the deal (SA-03).
    Deal,
    /// A voucher for a payment (SA-06).
    Payment(PaymentId),
    /// Evidence that an opportunity reached a stage.
    Stage(Stage),
    /// A record of a conversation (FU-09).
    FollowUp,
    /// Evidence of a value entered for a KPI.
    KpiEntry,
}

/// The missing evidence of a record, in chronological order. Empty for records that need none.
pub fn missing(record: &Record, book: &Book) -> Vec<Missing> {
    match record {
        Record::Order(order) => of_order(order, book),
        Record::Opportunity(opportunity) => of_opportunity(opportunity, book),
        Record::FollowUp(follow_up) => of_follow_up(follow_up, book),
        Record::KpiEntry(entry) => of_kpi_entry(entry, book),
        _ => Vec::new(),
    }
}

/// Whether any record of a customer lacks evidence.
pub fn lacks(customer: CustomerId, book: &Book) -> bool {
    book.orders_of(customer).chain(book.advances_of(customer)).any(|it| !of_order(it, book).is_empty())
        || book.opportunities_of(customer).any(|it| !of_opportunity(it, book).is_empty())
        || book.follow_ups_of(customer).any(|it| !of_follow_up(it, book).is_empty())
}

/// The missing evidence of an order and its payments. Cancelled deals and voided payments need none.
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

/// The missing evidence of an opportunity: for the stages it moved to and, if won, for the deal.
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

/// The missing evidence of a follow-up.
pub fn of_follow_up(follow_up: &FollowUp, book: &Book) -> Vec<Missing> {
    let needs = policy(follow_up.on, book).methods.contains(&follow_up.method);
    let has = standing(follow_up.id.into(), follow_up.customer, book).next().is_some();
    if needs && !has { vec![Missing::FollowUp] } else { Vec::new() }
}

/// The missing evidence of a value entered for a KPI. A withdrawn one needs none.
pub fn of_kpi_entry(entry: &KpiEntry, book: &Book) -> Vec<Missing> {
    let needs = entry.stands() && kpi_entry_policy(entry, book).needs_evidence;
    let has = standing(entry.id.into(), CustomerId::default(), book).next().is_some();
    if needs && !has { vec![Missing::KpiEntry] } else { Vec::new() }
}

/// What the KPI asks of an entry, by the version that holds on the entry's day.
pub(crate) fn kpi_entry_policy(entry: &KpiEntry, book: &Book) -> EntryPolicy {
    let formula = book.kpi(entry.kpi).and_then(|it| it.formula_on(entry.on));
    formula.map(|it| it.entry_policy()).unwrap_or_default()
}

/// The attachments of a record that were not withdrawn, oldest first. `customer` is the record's customer, or the nil id if it has none.
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

/// Whether a deal needs review because it needs evidence (A32). This function and those below ignore what is attached: evidence always arrives
/// after the record and is part of the review.
pub(crate) fn deal_waits(order: &Order, book: &Book) -> bool {
    let policy = policy(order.terms.deal_on, book);
    policy.counts_when_reviewed && deal_needs(order, &policy)
}

/// The same for a payment.
pub(crate) fn payment_waits(payment: &Payment, book: &Book) -> bool {
    let policy = policy(payment.on, book);
    policy.counts_when_reviewed && payment_needs(payment, &policy)
}

/// The same for the stages of an opportunity. A won one is reviewed with its order.
pub(crate) fn opportunity_waits(opportunity: &Opportunity, book: &Book) -> bool {
    opportunity.moves.iter().any(|step| {
        let policy = policy(step.on, book);
        policy.counts_when_reviewed && policy.stages.contains(&step.to)
    })
}

/// The same for a follow-up.
pub(crate) fn follow_up_waits(follow_up: &FollowUp, book: &Book) -> bool {
    let policy = policy(follow_up.on, book);
    policy.counts_when_reviewed && policy.methods.contains(&follow_up.method)
}

/// The same for a value entered for a KPI.
pub(crate) fn kpi_entry_waits(entry: &KpiEntry, book: &Book) -> bool {
    policy(entry.on, book).counts_when_reviewed && kpi_entry_policy(entry, book).needs_evidence
}

fn is_above(amount: Money, limit: Option<Money>) -> bool {
    limit.is_some_and(|limit| limit < amount)
}

#[cfg(test)]
mod tests;
