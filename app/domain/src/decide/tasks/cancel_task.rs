use serde::{Deserialize, Serialize};

use super::open_and_own;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::task::{Task, TaskEnd};
use crate::values::field::Field;
use crate::values::ids::{Key, TaskId};
use crate::values::refusal::Refusals;
use crate::values::text;

/// Cancel a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelTask {
    pub task: TaskId,
    pub reason: String,
}

impl Decide for CancelTask {
    const VERB: &'static str = "cancel_task";

    fn subject(&self) -> Key {
        self.task.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.task.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let task = open_and_own(self.task, book, moment, &mut refusals);
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(task), Some(reason), true) = (task, reason, refusals.is_empty()) else { return Err(refusals) };

        let end = TaskEnd::Cancelled { on: moment.today, by: moment.actor.person, reason };
        Ok(Decision::put(Task { end: Some(end), ..task.clone() }))
    }
}
