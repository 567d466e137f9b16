//! A follow-up task (跟进任务): somebody is to contact a customer by a day, for a purpose (FU-04…FU-06). What the rhythm of a grade asks for is no
//! record but follows from the last contact, see [`crate::views::cadence`]; a task is what somebody promised, planned or was given.

use serde::{Deserialize, Serialize};

use crate::rules::cadence::Interval;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CustomerId, FollowUpId, PersonId, TaskId, TeamId};
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Why there is a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum Origin {
    /// The next step of a follow-up (FU-05).
    Promised {
        /// That follow-up.
        by: FollowUpId,
    },
    /// Planned by whoever does it.
    Planned,
    /// Given by a superior.
    Assigned,
}

/// How far a task is (E-12). Overdue is not a status but follows from the day, see [`Task::days_overdue`] (A35).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// 待处理: nothing happened since it was made.
    Pending,
    /// 进行中: the customer was contacted since, and it is not finished.
    InProgress,
    /// 已完成.
    Done,
    /// 已取消.
    Cancelled,
}

impl TaskStatus {
    /// Every status, in the order of a task's life.
    pub const ALL: [TaskStatus; 4] = [TaskStatus::Pending, TaskStatus::InProgress, TaskStatus::Done, TaskStatus::Cancelled];
}

/// How a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum TaskEnd {
    /// Done.
    Done {
        /// The day.
        on: Day,
        /// Who did it.
        by: PersonId,
        /// By which follow-up, if by one.
        #[serde(default)]
        follow_up: Option<FollowUpId>,
    },
    /// Given up.
    Cancelled {
        /// The day.
        on: Day,
        /// Who said so.
        by: PersonId,
        /// Why.
        reason: String,
    },
}

/// What people write about a task. Merged field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskProfile {
    /// 目标: what is to be reached.
    pub goal: String,
    /// 跟进方式, where one was chosen.
    #[serde(default)]
    pub method: Option<Method>,
    /// The last day; of an ongoing task, the first day on which it is looked at again.
    pub due_on: Day,
    /// 持续: it has no last day but is looked at again after each interval (E-23, A44).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Interval>,
}

/// An ongoing task was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskReview {
    /// The day.
    pub on: Day,
    /// Who did.
    pub by: PersonId,
    /// When it was written down.
    pub at: Timestamp,
    /// By which follow-up, if by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpId>,
    /// How it stands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Which one.
    pub id: TaskId,
    /// With whom.
    pub customer: CustomerId,
    /// The customer's name when it was made, for whoever does it without holding the customer.
    #[serde(default)]
    pub customer_name: String,
    /// Who is to do it.
    pub owner: PersonId,
    /// Their team when it was made.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// Who made it.
    pub made_by: PersonId,
    /// When, by the clock of the device.
    pub made_at: Timestamp,
    /// Why there is one.
    pub origin: Origin,
    /// Of an ongoing one, when it was looked at, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<TaskReview>,
    /// How many of the looks there were when its day was last chosen, if it was. By their number and not by a clock: phones' clocks differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off_after: Option<usize>,
    /// How it ended, if it has.
    #[serde(default)]
    pub end: Option<TaskEnd>,
    /// What is written about it.
    pub profile: TaskProfile,
}

impl Task {
    /// Whether it goes on until somebody ends it (持续).
    pub fn is_ongoing(&self) -> bool {
        self.profile.every.is_some()
    }

    /// The day it waits for: its last one, or of an ongoing task the next on which it is looked at. Follows from the last look, so that a
    /// contact entered late moves it to where it belongs; a day chosen after that look stands, the earlier one too.
    pub fn due_on(&self) -> Day {
        let last = self.reviews.iter().enumerate().max_by_key(|(_, it)| (it.on, it.at));
        match self.profile.every.zip(last.filter(|(at, _)| self.put_off_after.is_none_or(|n| n <= *at))) {
            Some((every, (_, last))) => every.after(last.on).max(self.profile.due_on),
            None => self.profile.due_on,
        }
    }

    /// The same, looked at once more.
    pub(crate) fn reviewed(&self, review: TaskReview) -> Task {
        let mut task = self.clone();
        task.reviews.push(review);
        task
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Days past due while open; 0 on the day itself and before (A35, AL-07).
    pub fn days_overdue(&self, today: Day) -> i32 {
        if self.is_open() { today.0.saturating_sub(self.due_on().0).max(0) } else { 0 }
    }
}

impl TaskProfile {
    /// The same, cleaned; or everything wrong with it.
    pub fn checked(&self) -> Result<TaskProfile, Refusals> {
        let mut refusals = Refusals::default();
        let goal = refusals.keep("goal", text::required(&self.goal, text::NOTE));
        refusals.refuse_if(self.due_on < Day::FIRST, "due_on", Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.due_on, "due_on", Refusal::TooLate { last: Day::LAST });
        if let Some(every) = self.every {
            every.check("every", &mut refusals);
        }
        refusals.into_result()?;
        Ok(TaskProfile { goal: goal.unwrap_or_default(), ..self.clone() })
    }
}
