//! Adding, amending, finishing and cancelling tasks.

use super::customers::keep_all;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::AddTask;
use crate::decide::decision::{Decision, amend as amend_fields, own_customer};
use crate::records::customer::Customer;
use crate::records::task::{Origin, Task, TaskEnd, TaskProfile, TaskReview};
use crate::values::calendar::Day;
use crate::values::ids::{FollowUpId, PersonId, TaskId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn add(asked: &AddTask, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.task(asked.id).is_some(), "id", Refusal::Exists);
    let customer = own_customer(asked.customer, book, moment, &mut refusals);
    let owner = asked.owner.unwrap_or(moment.actor.person);
    let within_reach = moment.actor.may_write_for(owner, book);
    refusals.refuse_if(!within_reach, "owner", Refusal::NotYours);
    refusals.refuse_if(within_reach && book.person(owner).is_some_and(|it| !it.may_hold_customers()), "owner", Refusal::Inactive);
    refuse_past(asked.profile.due_on, moment, &mut refusals);
    let profile = keep_all(asked.profile.checked(), &mut refusals);
    let (Some(customer), Some(profile), true) = (customer, profile, refusals.is_empty()) else { return Err(refusals) };

    let origin = if owner == moment.actor.person { Origin::Planned } else { Origin::Assigned };
    Ok(Decision::put(made(asked.id, customer, owner, origin, profile, book, moment)))
}

/// A new task.
pub(super) fn made(
    id: TaskId,
    customer: &Customer,
    owner: PersonId,
    origin: Origin,
    profile: TaskProfile,
    book: &Book,
    moment: &Moment,
) -> Task {
    Task {
        id,
        customer: customer.id,
        customer_name: customer.profile.name.clone(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        made_by: moment.actor.person,
        made_at: moment.now,
        origin,
        reviews: Vec::new(),
        put_off_after: None,
        end: None,
        profile,
    }
}

pub(super) fn amend(id: TaskId, was: &TaskProfile, now: &TaskProfile, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let task = open_and_own(id, book, moment, &mut refusals);
    if was.due_on != now.due_on {
        refuse_past(now.due_on, moment, &mut refusals);
    }
    let now = keep_all(now.checked(), &mut refusals);
    let (Some(task), Some(now), true) = (task, now, refusals.is_empty()) else { return Err(refusals) };

    let (profile, conflicts) = amend_fields(id.into(), was, &now, &task.profile, &[], book, moment);
    // The due day shown of an ongoing task may differ from the stored one: the chosen day counts even if it is already stored.
    let is_put_off = was.due_on != now.due_on && profile.due_on == now.due_on;
    let put_off_after = if is_put_off { Some(task.reviews.len()) } else { task.put_off_after };
    Ok(Decision::put(Task { profile, put_off_after, ..task.clone() }).with(conflicts))
}

pub(super) fn finish(id: TaskId, on: Day, follow_up: Option<FollowUpId>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let task = book.task(id).filter(|it| moment.actor.may_work_on_task(it, book));
    refusals.refuse_if(task.is_none(), "task", Refusal::NotYours);
    check_day(&mut refusals, "on", on, moment.server_today);
    let of_another = follow_up.is_some_and(|it| book.follow_up(it).map(|it| it.customer) != task.map(|it| it.customer));
    refusals.refuse_if(of_another, "follow_up", Refusal::NotYours);
    refusals.refuse_if(matches!(task.and_then(|it| it.end.as_ref()), Some(TaskEnd::Cancelled { .. })), "task", Refusal::Finished);
    let (Some(task), true) = (task, refusals.is_empty()) else { return Err(refusals) };

    // Finishing a finished task changes nothing.
    if !task.is_open() {
        return Ok(Decision::default());
    }
    let end = TaskEnd::Done { on, by: moment.actor.person, follow_up };
    Ok(Decision::put(Task { end: Some(end), ..task.clone() }))
}

/// Reviews an ongoing task, which comes back after its interval (E-23).
pub(super) fn review(id: TaskId, on: Day, note: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let task = open_and_own(id, book, moment, &mut refusals);
    refusals.refuse_if(task.is_some_and(|it| it.is_open() && !it.is_ongoing()), "task", Refusal::NotAllowed);
    check_day(&mut refusals, "on", on, moment.server_today);
    let note = refusals.keep("note", text::optional(note, text::NOTE)).flatten().unwrap_or_default();
    let (Some(task), true) = (task, refusals.is_empty()) else { return Err(refusals) };
    Ok(Decision::put(task.reviewed(TaskReview { on, by: moment.actor.person, at: moment.now, follow_up: None, note })))
}

pub(super) fn cancel(id: TaskId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let task = open_and_own(id, book, moment, &mut refusals);
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(task), Some(reason), true) = (task, reason, refusals.is_empty()) else { return Err(refusals) };

    let end = TaskEnd::Cancelled { on: moment.today, by: moment.actor.person, reason };
    Ok(Decision::put(Task { end: Some(end), ..task.clone() }))
}

fn open_and_own<'a>(id: TaskId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Task> {
    let task = book.task(id).filter(|it| moment.actor.may_work_on_task(it, book));
    match task {
        None => refusals.refuse("task", Refusal::NotYours),
        Some(task) => refusals.refuse_if(!task.is_open(), "task", Refusal::Finished),
    }
    task
}

/// Refuses due days in the past.
fn refuse_past(due_on: Day, moment: &Moment, refusals: &mut Refusals) {
    refusals.refuse_if(Day::FIRST <= due_on && due_on < moment.today, "due_on", Refusal::TooEarly { first: moment.today });
}
