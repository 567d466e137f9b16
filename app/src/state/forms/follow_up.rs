//! The words of a follow-up.

use domain::calendar::Day;
use domain::command::{Command, LogFollowUp};
use domain::follow_up::Method;
use domain::ids::{CustomerId, FollowUpId, TaskId};
use domain::refusal::{Refusal, Refusals};
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
    /// Tasks that are thereby done.
    #[serde(default)]
    pub completes: Vec<TaskId>,
}

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
            completes: Vec::new(),
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
            completes: asked.completes.clone(),
        }
    }
}

impl Form for FollowUpForm {
    fn command(&self) -> Result<Command, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(self.customer.is_none(), "customer", Refusal::Missing);
        refusals.refuse_if(self.content.trim().is_empty(), "content", Refusal::Missing);
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
            // A step with a day is a task (FU-05).
            next_task: next_on.filter(|_| !self.next_step.trim().is_empty()).map(|_| TaskId::promised_by(self.id)),
            completes: self.completes.clone(),
        }))
    }
}
