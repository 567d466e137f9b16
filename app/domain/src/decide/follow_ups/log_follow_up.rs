use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, own_customer};
use crate::decide::merge::Conflict;
use crate::decide::needs::Needs;
use crate::decide::tasks::made;
use crate::decide::verb::Decide;
use crate::records::follow_up::FollowUp;
use crate::records::task::{Task, TaskEnd, TaskOrigin, TaskProfile, TaskReview};
use crate::rules::dictionary::{Activity, Term};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, FollowUpId, Key, PersonId, TaskId};
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::{json, text};

/// Log a follow-up (FU-01, FU-05).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogFollowUp {
    pub id: FollowUpId,
    pub customer: CustomerId,
    pub on: Day,
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    #[serde(default)]
    pub next_step: String,
    /// The day the next step is due.
    #[serde(default)]
    pub next_on: Option<Day>,
    /// 预计成交时间.
    #[serde(default)]
    pub expected_close: Option<Day>,
    /// 客户反馈 (FU-05).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// 活动: the activity, for a contact by [`Method::Event`] (E-21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activity: Option<Term<Activity>>,
    /// The id of the task that the next step creates (FU-05). Requires the step and its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_task: Option<TaskId>,
    /// Open tasks of this customer that the follow-up completes (FU-06).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub completes: Vec<TaskId>,
}

impl Decide for LogFollowUp {
    const VERB: &'static str = "log_follow_up";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into(), self.customer.into()]).and(self.next_task).and(self.completes.iter().copied())
    }

    fn makes(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.follow_up(self.id).is_some(), Field::Id, Refusal::Exists);
        let customer = own_customer(self.customer, book, moment, &mut refusals);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let content = refusals.keep(Field::Content, text::required(&self.content, text::NOTE));
        let next_step = refusals.keep(Field::NextStep, text::optional(&self.next_step, text::NOTE)).flatten().unwrap_or_default();
        let feedback = refusals.keep(Field::Feedback, text::optional(&self.feedback, text::NOTE)).flatten().unwrap_or_default();
        for (field, day) in [(Field::NextOn, self.next_on), (Field::ExpectedClose, self.expected_close)] {
            refusals.refuse_if(day.is_some_and(|it| it < self.on), field, Refusal::TooEarly { first: self.on });
            refusals.refuse_if(day.is_some_and(|it| Day::LAST < it), field, Refusal::TooLate { last: Day::LAST });
        }
        let named = self.activity.as_ref().and_then(|it| refusals.keep(Field::Activity, it.checked()));
        refusals.refuse_if(self.activity.is_some() && self.method != Method::Event, Field::Activity, Refusal::NotAllowed);
        if let Some(id) = self.next_task {
            refusals.refuse_if(book.task(id).is_some(), Field::NextTask, Refusal::Exists);
            refusals.refuse_if(next_step.is_empty(), Field::NextStep, Refusal::Missing);
            refusals.refuse_if(self.next_on.is_none(), Field::NextOn, Refusal::Missing);
        }
        let settled: Vec<&Task> =
            self.completes.iter().filter_map(|it| book.task(*it)).filter(|it| customer.is_some_and(|of| of.id == it.customer)).collect();
        refusals.refuse_if(settled.len() != self.completes.len(), Field::Completes, Refusal::NotYours);
        let (Some(customer), Some(content), true) = (customer, content, refusals.is_empty()) else { return Err(refusals) };

        let by = moment.author(customer.owner);
        let mut decision = Decision::put(FollowUp {
            id: self.id,
            customer: customer.id,
            by,
            team: book.team_on(by, moment.today),
            on: self.on,
            method: self.method,
            content,
            next_step: next_step.clone(),
            next_on: self.next_on,
            expected_close: self.expected_close,
            feedback,
            activity: named,
            made_at: moment.now,
            arrived_at: None,
            clock_said: None,
            review: None,
        });
        for task in settled {
            let end = TaskEnd::Done { on: self.on, by, follow_up: Some(self.id) };
            match &task.end {
                // An ongoing task comes back after its interval.
                None if task.is_ongoing() => {
                    let note = TaskReview { on: self.on, by, at: moment.now, follow_up: Some(self.id), note: String::new() };
                    decision = decision.and(task.reviewed(note));
                }
                None => decision = decision.and(Task { end: Some(end), ..task.clone() }),
                // The contact was made anyway: it is kept, and its author is told that the task was cancelled meanwhile.
                Some(stands @ TaskEnd::Cancelled { by, .. }) => decision.conflicts.push(gave_way(task, &end, stands, *by, book)),
                Some(TaskEnd::Done { .. }) => {}
            }
        }
        if let Some((id, due_on)) = self.next_task.zip(self.next_on) {
            let profile = TaskProfile { goal: next_step, method: None, due_on, every: None };
            decision = decision.and(made(id, customer, by, TaskOrigin::Promised { by: self.id }, profile, book, moment));
        }
        Ok(decision)
    }
}

impl LogFollowUp {
    /// A follow-up with only its content.
    pub fn of(id: FollowUpId, customer: CustomerId, on: Day, method: Method, content: &str) -> LogFollowUp {
        LogFollowUp {
            id,
            customer,
            on,
            method,
            content: content.to_owned(),
            next_step: String::new(),
            next_on: None,
            expected_close: None,
            feedback: String::new(),
            activity: None,
            next_task: None,
            completes: Vec::new(),
        }
    }
}

fn gave_way(task: &Task, wanted: &TaskEnd, stands: &TaskEnd, by: PersonId, book: &Book) -> Conflict {
    let stamp = book.stamps(task.id.into()).get("end").copied().unwrap_or_default();
    Conflict {
        record: task.id.into(),
        field: Field::End.into(),
        yours: json::tree(wanted),
        theirs: json::tree(stands),
        by: Some(by),
        at: stamp.at,
    }
}
