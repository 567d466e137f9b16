//! The input of the follow-up form.

use domain::decide::command::{Command, LogFollowUp};
use domain::rules::dictionary::{Activity, Term};
use domain::values::calendar::Day;
use domain::values::field::Field;
use domain::values::ids::{AttachmentId, CustomerId, FollowUpId, TaskId};
use domain::values::method::Method;
use domain::values::refusal::{Refusal, Refusals};
use domain::values::text::is_blank;
use serde::{Deserialize, Serialize};

use super::{day, needed_day};
use crate::state::forms::Form;

/// The input of the follow-up form, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpForm {
    /// Its id, assigned when the form opens, so that saving twice makes one record.
    pub id: FollowUpId,
    pub customer: Option<CustomerId>,
    pub on: String,
    /// How the customer was contacted.
    pub method: Method,
    /// 沟通内容.
    pub content: String,
    /// 下一步计划.
    pub next_step: String,
    /// The day of the next step.
    pub next_on: String,
    /// 预计成交时间.
    pub expected_close: String,
    /// 客户反馈.
    #[serde(default)]
    pub feedback: String,
    /// 活动: the activity, only with the method `Event`.
    #[serde(default)]
    pub activity: Option<Term<Activity>>,
    /// The tasks that this follow-up completes, once the user has changed the selection.
    #[serde(default)]
    pub completes: Option<Vec<TaskId>>,
    /// Photos and files that are stored with the draft and attached to the record.
    #[serde(default)]
    pub photos: Vec<AttachmentId>,
    /// The default selection of completed tasks.
    #[serde(skip)]
    pub settled: Settled,
}

/// Values derived from the records. They are not input: they make no draft, and are recomputed when the form reopens.
#[derive(Clone, Debug, Default)]
pub struct Settled(pub Vec<TaskId>);

impl PartialEq for Settled {
    fn eq(&self, _: &Settled) -> bool {
        true
    }
}

impl Eq for Settled {}

impl FollowUpForm {
    /// The draft name of the form.
    pub fn name(customer: Option<CustomerId>) -> String {
        customer.map_or_else(|| "follow-up".to_owned(), |it| format!("follow-up/{it}"))
    }

    /// An empty form.
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

    /// The input of a refused command, for another try under a new id.
    pub fn of(asked: &LogFollowUp, id: FollowUpId) -> FollowUpForm {
        let day = |date: Option<Day>| date.map(|it| it.to_string()).unwrap_or_default();
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

    /// The tasks that this follow-up completes.
    pub fn closes(&self) -> &[TaskId] {
        self.completes.as_ref().unwrap_or(&self.settled.0)
    }

    /// Selects or deselects one task as completed.
    pub fn close(&mut self, task: TaskId, is_done: bool) {
        let mut tasks = self.closes().to_vec();
        tasks.retain(|it| *it != task);
        if is_done {
            tasks.push(task);
        }
        self.completes = Some(tasks);
    }

    /// Deselects tasks that are no longer open.
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
        refusals.refuse_if(self.customer.is_none(), Field::Customer, Refusal::Missing);
        refusals.refuse_if(is_blank(&self.content), Field::Content, Refusal::Missing);
        let on = needed_day(Field::On, &self.on, &mut refusals);
        let next_on = day(Field::NextOn, &self.next_on, &mut refusals);
        let expected_close = day(Field::ExpectedClose, &self.expected_close, &mut refusals);
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
            // Drops an activity that was chosen before the method changed.
            activity: self.activity.clone().filter(|_| self.method == Method::Event),
            // A next step with a day becomes a task (FU-05).
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
        // FU-06: due tasks are preselected, and an untouched form leaves no draft.
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
