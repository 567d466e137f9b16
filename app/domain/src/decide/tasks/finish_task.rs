use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::task::{Task, TaskEnd};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{FollowUpId, Key, TaskId};
use crate::values::refusal::{Refusal, Refusals, check_day};

/// Finish a task (FU-06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishTask {
    pub task: TaskId,
    pub on: Day,
    /// The follow-up that completed it, if any.
    #[serde(default)]
    pub follow_up: Option<FollowUpId>,
}

impl Decide for FinishTask {
    const VERB: &'static str = "finish_task";

    fn subject(&self) -> Key {
        self.task.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.task.into()]).and(self.follow_up)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let task = book.task(self.task).filter(|it| moment.actor.may_work_on_task(it, book));
        refusals.refuse_if(task.is_none(), Field::Task, Refusal::NotYours);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let of_another =
            self.follow_up.is_some_and(|it| book.follow_up(it).map(|follow_up| follow_up.customer) != task.map(|task| task.customer));
        refusals.refuse_if(of_another, Field::FollowUp, Refusal::NotYours);
        refusals.refuse_if(matches!(task.and_then(|it| it.end.as_ref()), Some(TaskEnd::Cancelled { .. })), Field::Task, Refusal::Finished);
        let (Some(task), true) = (task, refusals.is_empty()) else { return Err(refusals) };

        // Finishing a finished task changes nothing.
        if !task.is_open() {
            return Ok(Decision::default());
        }
        let end = TaskEnd::Done { on: self.on, by: moment.actor.person, follow_up: self.follow_up };
        Ok(Decision::put(Task { end: Some(end), ..task.clone() }))
    }
}
