//! Follow-up tasks (跟进任务): someone must contact a customer by a given day, for a purpose (FU-04…FU-06). Contacts due by grade are not records;
//! they follow from the last contact, see [`crate::views::cadence`]. A task is what someone promised, planned or was assigned.

use serde::{Deserialize, Serialize};

use crate::rules::cadence::Interval;
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, FollowUpId, PersonId, TaskId, TeamId};
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::tagged::tagged;
use crate::values::text;

/// Why a task exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum TaskOrigin {
    /// Created from the next step of a follow-up (FU-05).
    Promised { by: FollowUpId },
    /// Planned by its owner.
    Planned,
    /// Assigned by a superior.
    Assigned,
}
tagged!(TaskOrigin, "as");

/// Status of a task (E-12). Overdue is not a status; it follows from the due day, see [`Task::days_overdue`] (A35).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskStatus {
    /// 待处理: no contact since it was created.
    Pending,
    /// 进行中: the customer was contacted since, but the task is not finished.
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

/// How a task was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum TaskEnd {
    Done {
        on: Day,
        by: PersonId,
        /// The follow-up that completed it, if any.
        #[serde(default)]
        follow_up: Option<FollowUpId>,
    },
    Cancelled {
        on: Day,
        by: PersonId,
        reason: String,
    },
}
tagged!(TaskEnd, "as");

/// The fields of a task that people edit. Merged field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskProfile {
    /// 目标: the purpose of the contact.
    pub goal: String,
    /// 跟进方式, if specified.
    #[serde(default)]
    pub method: Option<Method>,
    /// Due day; for an ongoing task, the first review day.
    pub due_on: Day,
    /// 持续: no due day, but a review after each interval (E-23, A44).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Interval>,
}

/// A review of an ongoing task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskReview {
    pub on: Day,
    pub by: PersonId,
    /// When it was recorded.
    pub at: Timestamp,
    /// The follow-up that reviewed it, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpId>,
    /// Current situation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub customer: CustomerId,
    /// The customer's name at creation, for a task owner who does not own the customer.
    #[serde(default)]
    pub customer_name: String,
    pub owner: PersonId,
    /// The owner's team at creation.
    #[serde(default)]
    pub team: Option<TeamId>,
    pub made_by: PersonId,
    /// By the device's clock.
    pub made_at: Timestamp,
    pub origin: TaskOrigin,
    /// Reviews of an ongoing task, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<TaskReview>,
    /// Number of reviews when the due day was last set by hand, if ever. A count instead of a time, because phones' clocks differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub put_off_after: Option<usize>,
    /// Set once it is closed.
    #[serde(default)]
    pub end: Option<TaskEnd>,
    /// The fields people edit.
    pub profile: TaskProfile,
}

impl Task {
    /// Whether it is repeated until someone ends it (持续).
    pub fn is_ongoing(&self) -> bool {
        self.profile.every.is_some()
    }

    /// The due day; for an ongoing task, the next review day. Computed from the last review, so that a contact entered late moves it correctly.
    /// A due day set by hand after that review overrides it, even an earlier one.
    pub fn due_on(&self) -> Day {
        let last = self.reviews.iter().enumerate().max_by_key(|(_, it)| (it.on, it.at));
        match self.profile.every.zip(last.filter(|(at, _)| self.put_off_after.is_none_or(|n| n <= *at))) {
            Some((every, (_, last))) => every.after(last.on).max(self.profile.due_on),
            None => self.profile.due_on,
        }
    }

    /// A copy with another review.
    pub(crate) fn reviewed(&self, review: TaskReview) -> Task {
        let mut task = self.clone();
        task.reviews.push(review);
        task
    }

    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// Days past due while open; 0 until the due day has passed (A35, AL-07).
    pub fn days_overdue(&self, today: Day) -> i32 {
        if self.is_open() { today.0.saturating_sub(self.due_on().0).max(0) } else { 0 }
    }
}

impl TaskProfile {
    /// Returns a cleaned copy, or all refusals.
    pub fn checked(&self) -> Result<TaskProfile, Refusals> {
        let mut refusals = Refusals::default();
        let goal = refusals.keep(Field::Goal, text::required(&self.goal, text::NOTE));
        refusals.refuse_if(self.due_on < Day::FIRST, Field::DueOn, Refusal::TooEarly { first: Day::FIRST });
        refusals.refuse_if(Day::LAST < self.due_on, Field::DueOn, Refusal::TooLate { last: Day::LAST });
        if let Some(every) = self.every {
            every.check(Field::Every, &mut refusals);
        }
        refusals.into_result()?;
        Ok(TaskProfile { goal: goal.unwrap_or_default(), ..self.clone() })
    }
}
