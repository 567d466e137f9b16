//! Filing, amending, handing over and removing customers.

use super::merging::shown_of;
use super::{grades, observations};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::book::numbers::CUSTOMER_PREFIX;
use crate::book::record::Record;
use crate::book::stamps::{Stamp, Stamps};
use crate::decide::command::FileCustomer;
use crate::decide::decision::{Decision, amend as amend_fields, own_customer, settle_number, wanted_number};
use crate::decide::merge::{self, Circumstances};
use crate::records::attachment::Attachment;
use crate::records::customer::{Customer, CustomerProfile, GradeCause, HandOver};
use crate::records::task::Task;
use crate::values::ids::{CustomerId, PersonId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn file(asked: &FileCustomer, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let owner = asked.owner.unwrap_or(moment.actor.person);
    refusals.refuse_if(book.customer(asked.id).is_some(), "id", Refusal::Exists);
    let within_reach = moment.actor.may_write_for(owner, book);
    refusals.refuse_if(!within_reach, "owner", Refusal::NotYours);
    refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), "owner", Refusal::Inactive);
    check_day(&mut refusals, "filed_on", asked.filed_on, moment.server_today);
    let number = wanted_number(asked.number.as_deref(), &mut refusals);
    check_region(&asked.profile, book, &mut refusals);
    // 战略 and 重点 are earned and given by managers; an import brings grades decided elsewhere.
    let grade = asked.profile.grade;
    refusals.refuse_if(grade.is_major() && !moment.actor.may_grade(owner, grade, grade, book), "grade", Refusal::NotAllowed);
    let profile = keep_all(asked.profile.checked(moment.server_today), &mut refusals);
    let (Some(profile), true) = (profile, refusals.is_empty()) else { return Err(refusals) };

    let (number, conflict) = settle_number(number.as_deref(), CUSTOMER_PREFIX, asked.id.into(), book, moment);
    let customer = Customer::filed(asked.id, number, asked.filed_on, moment.actor.person, owner, profile);
    Ok(Decision::put(customer).with(conflict.into_iter().collect()))
}

pub(super) fn amend(
    id: CustomerId,
    was: &CustomerProfile,
    now: &CustomerProfile,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let Some(customer) = own_customer(id, book, moment, &mut refusals) else { return Err(refusals) };
    // Older clients change the grade in this form: only people who may decide such a change may do so (matrix, "Change grade by hand").
    let regrades = was.grade != now.grade && !moment.actor.may_grade(customer.owner, customer.profile.grade, now.grade, book);
    refusals.refuse_if(regrades, "grade", Refusal::NotAllowed);
    check_region(now, book, &mut refusals);
    // A merge may have left more contacts than the limit: existing ones are not refused.
    let n_known = if was.contacts == now.contacts { now.contacts.len() } else { customer.profile.contacts.len() };
    let now = keep_all(now.checked_beside(n_known, moment.server_today), &mut refusals);
    let (Some(now), true) = (now, refusals.is_empty()) else { return Err(refusals) };

    if customer.id != id {
        return Ok(amend_signpost(customer, was, &now, book, moment));
    }
    let (profile, conflicts) = amend_fields(id.into(), was, &now, &customer.profile, &[], book, moment);
    // Saving it unchanged confirms it. `max`: a late command from an offline device must not set the time back.
    let updated_at = customer.updated_at.max(Some(moment.now));
    let grade = profile.grade;
    let mut changed = Customer { profile: CustomerProfile { grade: customer.profile.grade, ..profile }, updated_at, ..customer.clone() };
    grades::become_grade(&mut changed, grade, GradeCause::Amendment, "", moment);
    observations::note_demand(&mut changed, &customer.profile.demand, moment);
    Ok(Decision::put(changed).with(conflicts))
}

/// Amends a customer that was merged away. Different people wrote the two records, so a field is taken only where they agreed. All other fields
/// are returned to their author as conflicts, with the current value if they may see it.
fn amend_signpost(stands: &Customer, was: &CustomerProfile, now: &CustomerProfile, book: &Book, moment: &Moment) -> Decision {
    let never_seen = Stamp { version: i64::MAX, ..Stamp::default() };
    let stamps: Stamps = merge::changed_groups(was, now, &[]).into_iter().map(|it| (it, never_seen)).collect();
    let circumstances = Circumstances { record: stands.id.into(), stamps: &stamps, base: 0, groups: &[] };
    let (profile, mut conflicts) = merge::merge(was, now, &stands.profile, &circumstances);
    conflicts.iter_mut().for_each(|it| it.theirs = shown_of(it.theirs.take(), stands, book, moment));
    let profile = CustomerProfile { grade: stands.profile.grade, ..profile };
    Decision::put(Customer { profile, ..stands.clone() }).with(conflicts)
}

pub(super) fn hand_over(id: CustomerId, to: PersonId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let customer = book.customer(id).filter(|it| moment.actor.may_hand_over_customer(it, book));
    refusals.refuse_if(customer.is_none(), "customer", Refusal::NotYours);
    refusals.refuse_if(customer.is_some_and(|it| !it.stands()), "customer", Refusal::MergedAway);
    let given = keep_all(check_receiver(to, customer, book, moment), &mut refusals);
    let reason = refusals.keep("reason", text::optional(reason, text::NOTE)).flatten().unwrap_or_default();
    let (Some(customer), Some(()), true) = (customer, given, refusals.is_empty()) else { return Err(refusals) };
    give(customer.clone(), to, &reason, book, moment)
}

/// Whether a customer can go to this person.
fn check_receiver(to: PersonId, customer: Option<&Customer>, book: &Book, moment: &Moment) -> Result<(), Refusals> {
    let mut refusals = Refusals::default();
    let receiver = book.person(to).filter(|it| moment.actor.may_give_customer_to(it, book));
    refusals.refuse_if(receiver.is_none(), "to", Refusal::NotYours);
    refusals.refuse_if(receiver.is_some_and(|it| !it.may_hold_customers()), "to", Refusal::Inactive);
    refusals.refuse_if(customer.is_some_and(|it| it.owner == to), "to", Refusal::Unchanged);
    refusals.into_result()
}

/// Hands a customer over: a separate event that changes nothing else about the customer.
pub(super) fn give(mut customer: Customer, to: PersonId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    check_receiver(to, Some(&customer), book, moment)?;
    let Some(receiver) = book.person(to) else { return Err(Refusals::of("to", Refusal::NotYours)) };
    let (id, from) = (customer.id, customer.owner);
    customer.owner = to;
    customer.hand_overs.push(HandOver { from, to, by: moment.actor.person, at: moment.now, reason: reason.to_owned() });

    // Open opportunities and tasks of the old owner go to the new one; closed ones stay credited (A36).
    let open = book.opportunities_of(id).filter(|it| it.is_open() && it.owner == from);
    let moved = open.map(|it| {
        let mut opportunity = it.clone();
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

pub(super) fn remove(id: CustomerId, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let reached = own_customer(id, book, moment, &mut refusals);
    refusals.refuse_if(reached.is_some_and(|it| it.id != id || !it.stands()), "customer", Refusal::MergedAway);
    if let Some(customer) = reached.filter(|it| it.id == id) {
        let records = book.follow_ups_of(id).count() + book.tasks_of(id).count() + book.opportunities_of(id).count();
        let history = customer.observations.len() + customer.requests.len() + customer.grade_steps.len() + customer.hand_overs.len();
        let count = records
            + book.orders_of(id).count()
            + book.advances_of(id).count()
            + book.expenses_of(id).count()
            + history
            + customer.merged.len();
        refusals.refuse_if(0 < count, "customer", Refusal::InUse { count: u32::try_from(count).unwrap_or(u32::MAX) });
    }
    refusals.into_result()?;
    let alerts = book.alerts_of(id).map(|it| it.id.into());
    Ok(Decision { removes: alerts.chain([id.into()]).collect(), ..Decision::default() })
}

fn check_region(profile: &CustomerProfile, book: &Book, refusals: &mut Refusals) {
    let unknown = profile.region.is_some_and(|it| book.region(it).is_none());
    refusals.refuse_if(unknown, "region", Refusal::NotYours);
}

/// The value, or `None` with its refusals added to the others.
pub(super) fn keep_all<T>(checked: Result<T, Refusals>, refusals: &mut Refusals) -> Option<T> {
    checked
        .map_err(|more| {
            for (field, reasons) in more.0 {
                reasons.into_iter().for_each(|it| refusals.refuse(&field, it));
            }
        })
        .ok()
}
