//! The words of a follow-up.

use domain::decide::command::{Command, LogFollowUp};
use domain::rules::dictionary::{Activity, Term};
use domain::values::calendar::Day;
use domain::values::ids::{AttachmentId, CustomerId, FollowUpId, TaskId};
use domain::values::method::Method;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use serde::{Deserialize, Serialize};

use super::{day, needed_day};
use crate::state::Form;

/// The words of a follow-up, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpForm {
    /// Its id, from the first keystroke: saving twice makes one.
    pub id: FollowUpId,
    /// With whom.
    pub customer: Option<CustomerId>,
    /// The day.
    pub on: String,
    /// The channel.
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    pub next_step: String,
    /// When.
    pub next_on: String,
    /// 预计成交时间.
    pub expected_close: String,
    /// 客户反馈.
    #[serde(default)]
    pub feedback: String,
    /// 活动: at which activity, of one by that method.
    #[serde(default)]
    pub activity: Option<Term<Activity>>,
    /// Tasks that are thereby done, once she has said so herself.
    #[serde(default)]
    pub completes: Option<Vec<TaskId>>,
    /// Photos and files that lie with the draft and go with the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
    /// Those that are done unless she says otherwise.
    #[serde(skip)]
    pub settled: Settled,
}

/// What follows from the records beside the words. It is no part of what she typed: it makes no draft, and is worked out anew when the form is
/// opened again.
#[derive(Clone, Debug, Default)]
pub struct Settled(pub Vec<TaskId>);

impl PartialEq for Settled {
    fn eq(&self, _: &Settled) -> bool {
        true
    }
}

impl Eq for Settled {}

impl FollowUpForm {
    /// The name of the form under which its draft is kept.
    pub fn name(customer: Option<CustomerId>) -> String {
        customer.map_or_else(|| "follow-up".to_owned(), |it| format!("follow-up/{it}"))
    }

    /// An empty one.
    pub fn fresh(id: FollowUpId, customer: Option<CustomerId>, today: Day) -> FollowUpForm {
        FollowUpForm {
            id,
            customer,
            on: today.to_string(),
            method: Method::Visit,
            content: String::new(),
            next_step: String::new(),
            next_on: String::new(),
            expected_close: String::new(),
            feedback: String::new(),
            activity: None,
            completes: None,
            photos: Vec::new(),
            settled: Settled::default(),
        }
    }

    /// The words of a command, for another try under a new id.
    pub fn of(asked: &LogFollowUp, id: FollowUpId) -> FollowUpForm {
        let day = |it: Option<Day>| it.map(|it| it.to_string()).unwrap_or_default();
        FollowUpForm {
            id,
            customer: Some(asked.customer),
            on: asked.on.to_string(),
            method: asked.method,
            content: asked.content.clone(),
            next_step: asked.next_step.clone(),
            next_on: day(asked.next_on),
            expected_close: day(asked.expected_close),
            feedback: asked.feedback.clone(),
            activity: asked.activity.clone(),
            completes: Some(asked.completes.clone()),
            photos: Vec::new(),
            settled: Settled::default(),
        }
    }

    /// The tasks that this contact closes.
    pub fn closes(&self) -> &[TaskId] {
        self.completes.as_ref().unwrap_or(&self.settled.0)
    }

    /// Says of one task whether this contact closes it.
    pub fn close(&mut self, task: TaskId, is_done: bool) {
        let mut tasks = self.closes().to_vec();
        tasks.retain(|it| *it != task);
        if is_done {
            tasks.push(task);
        }
        self.completes = Some(tasks);
    }

    /// Leaves out the tasks that are not open any more.
    pub fn keep_open(&mut self, is_open: impl Fn(TaskId) -> bool) {
        if let Some(tasks) = &mut self.completes {
            tasks.retain(|it| is_open(*it));
        }
    }
}

impl Form for FollowUpForm {
    fn is_begun(&self, fresh: &FollowUpForm) -> bool {
        let (id, customer, method, activity) = (self.id, self.customer, self.method, self.activity.clone());
        *self != FollowUpForm { id, customer, method, activity, ..fresh.clone() }
    }

    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.customer.is_none(), "customer", Refusal::Missing);
        refusals.refuse_if(is_blank(&self.content), "content", Refusal::Missing);
        let on = needed_day("on", &self.on, &mut refusals);
        let next_on = day("next_on", &self.next_on, &mut refusals);
        let expected_close = day("expected_close", &self.expected_close, &mut refusals);
        let (Some(customer), Some(on), true) = (self.customer, on, refusals.is_empty()) else { return Err(refusals) };
        Ok(Command::LogFollowUp(LogFollowUp {
            id: self.id,
            customer,
            on,
            method: self.method,
            content: self.content.clone(),
            next_step: self.next_step.clone(),
            next_on,
            expected_close,
            feedback: self.feedback.clone(),
            // What was chosen before another channel was is of no account.
            activity: self.activity.clone().filter(|_| self.method == Method::Event),
            // A step with a day is a task (FU-05).
            next_task: next_on.filter(|_| !is_blank(&self.next_step)).map(|_| TaskId::promised_by(self.id)),
            completes: self.closes().to_vec(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn choosing_a_customer_and_a_channel_is_no_draft() {
        let fresh = FollowUpForm::fresh(FollowUpId(Uuid::from_u128(1)), None, Day(20_000));
        let mut form = FollowUpForm { customer: Some(CustomerId(Uuid::from_u128(2))), method: Method::Phone, ..fresh.clone() };
        assert!(!form.is_begun(&fresh));
        form.content.push('谈');
        assert!(form.is_begun(&fresh));
    }

    #[test]
    fn what_follows_from_the_records_is_no_draft() {
        let task = |it: u128| TaskId(Uuid::from_u128(it));
        let fresh = FollowUpForm::fresh(FollowUpId(Uuid::from_u128(1)), None, Day(20_000));
        let mut opened = fresh.clone();
        opened.settled = Settled(vec![task(1), task(2)]);
        // FU-06: the tasks that are due are ticked, and an untouched form leaves nothing behind.
        assert_eq!((opened.closes(), &opened), (&[task(1), task(2)][..], &fresh));
        opened.close(task(1), false);
        assert_ne!(opened, fresh);
        let text = serde_json::to_string(&opened).expect("words can be written");
        let again: FollowUpForm = serde_json::from_str(&text).expect("and read");
        assert_eq!(again.closes(), [task(2)]);
        opened.keep_open(|it| it != task(2));
        assert!(opened.closes().is_empty());
    }
}
