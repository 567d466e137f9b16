use serde::{Deserialize, Serialize};

use super::open_and_own;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::task::TaskReview;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, TaskId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Review an ongoing task: it comes back after its interval (E-23, A44).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewTask {
    pub task: TaskId,
    pub on: Day,
    #[serde(default)]
    pub note: String,
}

impl Decide for ReviewTask {
    const VERB: &'static str = "review_task";

    fn subject(&self) -> Key {
        self.task.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.task.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let task = open_and_own(self.task, book, moment, &mut refusals);
        refusals.refuse_if(task.is_some_and(|it| it.is_open() && !it.is_ongoing()), Field::Task, Refusal::NotAllowed);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let note = refusals.keep(Field::Note, text::optional(&self.note, text::NOTE)).flatten().unwrap_or_default();
        let (Some(task), true) = (task, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(task.reviewed(TaskReview { on: self.on, by: moment.actor.person, at: moment.now, follow_up: None, note })))
    }
}
