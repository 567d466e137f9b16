//! Filing, amending, handing over and removing customers.

mod amend_customer;
mod file_customer;
mod hand_over_customer;
mod remove_customer;

pub use amend_customer::AmendCustomer;
pub use file_customer::FileCustomer;
pub use hand_over_customer::HandOverCustomer;
pub use remove_customer::RemoveCustomer;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::records::attachment::Attachment;
use crate::records::customer::{Customer, CustomerProfile, HandOver};
use crate::records::task::Task;
use crate::values::field::Field;
use crate::values::ids::PersonId;
use crate::values::refusal::{Refusal, Refusals};

/// Hands a customer over: a separate event that changes nothing else about the customer.
pub(super) fn give(mut customer: Customer, to: PersonId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    check_receiver(to, Some(&customer), book, moment)?;
    let Some(receiver) = book.person(to) else { return Err(Refusals::of(Field::To, Refusal::NotYours)) };
    let (id, from) = (customer.id, customer.owner);
    customer.owner = to;
    customer.hand_overs.push(HandOver { from, to, by: moment.actor.person, at: moment.now, reason: reason.to_owned() });

    // Open opportunities and tasks of the old owner go to the new one; closed ones stay credited (A36).
    let open = book.opportunities_of(id).filter(|it| it.is_open() && it.owner == from);
    let moved = open.map(|before| {
        let mut opportunity = before.clone();
        opportunity.owner = to;
        opportunity.team = receiver.team;
        Record::Opportunity(opportunity)
    });
    let promised = book.tasks_of(id).filter(|it| it.is_open() && it.owner == from);
    let inherited = promised.map(|it| Record::Task(Task { owner: to, team: receiver.team, ..it.clone() }));
    let mut decision = Decision::put(customer);
    decision.puts.extend(moved.chain(inherited));
    let is_moved = |it: &Attachment| decision.puts.iter().any(|moved| moved.key() == it.of);
    // Evidence of an opportunity moves with it.
    let evidence: Vec<Record> = book
        .attachments_of(id)
        .filter(|it| is_moved(it))
        .map(|it| Record::Attachment(Attachment { owner: Some(to), ..it.clone() }))
        .collect();
    decision.puts.extend(evidence);
    Ok(decision)
}

/// Whether a customer can go to this person.
fn check_receiver(to: PersonId, customer: Option<&Customer>, book: &Book, moment: &Moment) -> Result<(), Refusals> {
    let mut refusals = Refusals::default();
    let receiver = book.person(to).filter(|it| moment.actor.may_give_customer_to(it, book));
    refusals.refuse_if(receiver.is_none(), Field::To, Refusal::NotYours);
    refusals.refuse_if(receiver.is_some_and(|it| !it.may_hold_customers()), Field::To, Refusal::Inactive);
    refusals.refuse_if(customer.is_some_and(|it| it.owner == to), Field::To, Refusal::Unchanged);
    refusals.into_result()
}

fn check_region(profile: &CustomerProfile, book: &Book, refusals: &mut Refusals) {
    let unknown = profile.region.is_some_and(|it| book.region(it).is_none());
    refusals.refuse_if(unknown, Field::Region, Refusal::NotYours);
}
