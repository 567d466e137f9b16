//! Adding, amending, finishing and cancelling tasks.

mod add_task;
mod amend_task;
mod cancel_task;
mod finish_task;
mod review_task;

pub use add_task::AddTask;
pub use amend_task::AmendTask;
pub use cancel_task::CancelTask;
pub use finish_task::FinishTask;
pub use review_task::ReviewTask;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::customer::Customer;
use crate::records::task::{Task, TaskOrigin, TaskProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{PersonId, TaskId};
use crate::values::refusal::{Refusal, Refusals};

/// A new task.
pub(super) fn made(
    id: TaskId,
    customer: &Customer,
    owner: PersonId,
    origin: TaskOrigin,
    profile: TaskProfile,
    book: &Book,
    moment: &Moment,
) -> Task {
    Task {
        id,
        customer: customer.id,
        customer_name: customer.profile.name.clone(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        made_by: moment.actor.person,
        made_at: moment.now,
        origin,
        reviews: Vec::new(),
        put_off_after: None,
        end: None,
        profile,
    }
}

fn open_and_own<'a>(id: TaskId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Task> {
    let task = book.task(id).filter(|it| moment.actor.may_work_on_task(it, book));
    match task {
        None => refusals.refuse(Field::Task, Refusal::NotYours),
        Some(task) => refusals.refuse_if(!task.is_open(), Field::Task, Refusal::Finished),
    }
    task
}

/// Refuses due days in the past.
fn refuse_past(due_on: Day, moment: &Moment, refusals: &mut Refusals) {
    refusals.refuse_if(Day::FIRST <= due_on && due_on < moment.today, Field::DueOn, Refusal::TooEarly { first: moment.today });
}
