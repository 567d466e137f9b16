//! The status of a task, and which tasks a contact completes (FU-06).

use crate::book::Book;
use crate::records::task::{Task, TaskEnd, TaskStatus};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, PersonId, TaskId};

impl Task {
    /// Computed from its end and the follow-ups since (FU-06).
    pub fn status(&self, book: &Book) -> TaskStatus {
        match &self.end {
            Some(TaskEnd::Done { .. }) => TaskStatus::Done,
            Some(TaskEnd::Cancelled { .. }) => TaskStatus::Cancelled,
            None if book.follow_ups_of(self.customer).any(|it| self.made_at < it.made_at) => TaskStatus::InProgress,
            None => TaskStatus::Pending,
        }
    }
}

/// The open tasks that a contact with this customer on this day completes by default: those of the person that are due by then.
pub fn settled_by_contact(customer: CustomerId, by: PersonId, on: Day, book: &Book) -> Vec<TaskId> {
    let due = |it: &&Task| it.is_open() && it.owner == by && it.due_on() <= on;
    book.tasks_of(customer).filter(due).map(|it| it.id).collect()
}
