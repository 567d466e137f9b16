use serde::{Deserialize, Serialize};

use super::{open_and_own, refuse_past};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::task::{Task, TaskProfile};
use crate::values::ids::{Key, TaskId};
use crate::values::refusal::Refusals;

/// Amend a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendTask {
    pub task: TaskId,
    pub was: TaskProfile,
    pub now: TaskProfile,
}

impl Decide for AmendTask {
    const VERB: &'static str = "amend_task";

    fn subject(&self) -> Key {
        self.task.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.task.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let task = open_and_own(self.task, book, moment, &mut refusals);
        if self.was.due_on != self.now.due_on {
            refuse_past(self.now.due_on, moment, &mut refusals);
        }
        let now = keep_all(self.now.checked(), &mut refusals);
        let (Some(task), Some(now), true) = (task, now, refusals.is_empty()) else { return Err(refusals) };

        let (profile, conflicts) = amend(self.task.into(), &self.was, &now, &task.profile, &[], book, moment);
        // The due day shown of an ongoing task may differ from the stored one: the chosen day counts even if it is already stored.
        let is_put_off = self.was.due_on != now.due_on && profile.due_on == now.due_on;
        let put_off_after = if is_put_off { Some(task.reviews.len()) } else { task.put_off_after };
        Ok(Decision::put(Task { profile, put_off_after, ..task.clone() }).with(conflicts))
    }
}
