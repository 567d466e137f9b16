//! Logging follow-ups, with the tasks they complete and the one they promise, and adding the customer's feedback.

use super::tasks;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::LogFollowUp;
use crate::decide::decision::{Decision, own_customer};
use crate::decide::merge::Conflict;
use crate::records::follow_up::FollowUp;
use crate::records::task::{Origin, Task, TaskEnd, TaskProfile, TaskReview};
use crate::values::calendar::Day;
use crate::values::ids::FollowUpId;
use crate::values::json;
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

pub(super) fn log(asked: &LogFollowUp, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.follow_up(asked.id).is_some(), "id", Refusal::Exists);
    let customer = own_customer(asked.customer, book, moment, &mut refusals);
    check_day(&mut refusals, "on", asked.on, moment.server_today);
    let content = refusals.keep("content", text::required(&asked.content, text::NOTE));
    let next_step = refusals.keep("next_step", text::optional(&asked.next_step, text::NOTE)).flatten().unwrap_or_default();
    let feedback = refusals.keep("feedback", text::optional(&asked.feedback, text::NOTE)).flatten().unwrap_or_default();
    for (field, day) in [("next_on", asked.next_on), ("expected_close", asked.expected_close)] {
        refusals.refuse_if(day.is_some_and(|it| it < asked.on), field, Refusal::TooEarly { first: asked.on });
        refusals.refuse_if(day.is_some_and(|it| Day::LAST < it), field, Refusal::TooLate { last: Day::LAST });
    }
    let named = asked.activity.as_ref().and_then(|it| refusals.keep("activity", it.checked()));
    refusals.refuse_if(asked.activity.is_some() && asked.method != Method::Event, "activity", Refusal::NotAllowed);
    if let Some(id) = asked.next_task {
        refusals.refuse_if(book.task(id).is_some(), "next_task", Refusal::Exists);
        refusals.refuse_if(next_step.is_empty(), "next_step", Refusal::Missing);
        refusals.refuse_if(asked.next_on.is_none(), "next_on", Refusal::Missing);
    }
    let settled: Vec<&Task> =
        asked.completes.iter().filter_map(|it| book.task(*it)).filter(|it| customer.is_some_and(|of| of.id == it.customer)).collect();
    refusals.refuse_if(settled.len() != asked.completes.len(), "completes", Refusal::NotYours);
    let (Some(customer), Some(content), true) = (customer, content, refusals.is_empty()) else { return Err(refusals) };

    let by = moment.author(customer.owner);
    let mut decision = Decision::put(FollowUp {
        id: asked.id,
        customer: customer.id,
        by,
        team: book.person(by).and_then(|it| it.team),
        on: asked.on,
        method: asked.method,
        content,
        next_step: next_step.clone(),
        next_on: asked.next_on,
        expected_close: asked.expected_close,
        feedback,
        activity: named,
        made_at: moment.now,
        arrived_at: None,
        clock_said: None,
        review: None,
    });
    for task in settled {
        let end = TaskEnd::Done { on: asked.on, by, follow_up: Some(asked.id) };
        match &task.end {
            // An ongoing task comes back after its interval.
            None if task.is_ongoing() => {
                let note = TaskReview { on: asked.on, by, at: moment.now, follow_up: Some(asked.id), note: String::new() };
                decision = decision.and(task.reviewed(note));
            }
            None => decision = decision.and(Task { end: Some(end), ..task.clone() }),
            // The contact was made anyway: it is kept, and its author is told that the task was cancelled meanwhile.
            Some(stands @ TaskEnd::Cancelled { by, .. }) => decision.conflicts.push(gave_way(task, &end, stands, *by, book)),
            Some(TaskEnd::Done { .. }) => {}
        }
    }
    if let Some((id, due_on)) = asked.next_task.zip(asked.next_on) {
        let profile = TaskProfile { goal: next_step, method: None, due_on, every: None };
        decision = decision.and(tasks::made(id, customer, by, Origin::Promised { by: asked.id }, profile, book, moment));
    }
    Ok(decision)
}

fn gave_way(task: &Task, wanted: &TaskEnd, stands: &TaskEnd, by: crate::values::ids::PersonId, book: &Book) -> Conflict {
    let stamp = book.stamps(task.id.into()).get("end").copied().unwrap_or_default();
    Conflict {
        record: task.id.into(),
        field: "end".to_owned(),
        yours: json::tree(wanted),
        theirs: json::tree(stands),
        by: Some(by),
        at: stamp.at,
    }
}

pub(super) fn add_feedback(id: FollowUpId, feedback: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let follow_up = book.follow_up(id).filter(|it| moment.actor.may_add_feedback(it, book));
    refusals.refuse_if(follow_up.is_none(), "follow_up", Refusal::NotYours);
    // Feedback is never overwritten: a correction is another follow-up.
    refusals.refuse_if(follow_up.is_some_and(|it| !it.feedback.is_empty()), "feedback", Refusal::Exists);
    let feedback = refusals.keep("feedback", text::required(feedback, text::NOTE));
    let (Some(follow_up), Some(feedback), true) = (follow_up, feedback, refusals.is_empty()) else { return Err(refusals) };
    Ok(Decision::put(FollowUp { feedback, ..follow_up.clone() }))
}
