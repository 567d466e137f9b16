//! What lies on which day: tasks, contacts due by rhythm, promised steps and expected closes, for the calendar and the list. Follows from the
//! book; never typed.

use crate::book::Book;
use crate::records::task::TaskStatus;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, FollowUpId, OpportunityId, PersonId, TaskId};
use crate::values::target_of::TargetOf;
use crate::views::agenda;
use crate::views::cadence::Rhythm;

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Planned {
    /// A task.
    Task(TaskId),
    /// The next step of a follow-up that made no task.
    Step(FollowUpId),
    /// The contact that the grade asks for (FU-03).
    Cadence,
    /// An open opportunity is expected to close.
    Close(OpportunityId),
}

/// Something on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub on: Day,
    /// What.
    pub what: Planned,
    /// With whom.
    pub customer: CustomerId,
    /// Whose.
    pub owner: PersonId,
    /// In words, where somebody wrote some.
    pub words: String,
    /// How far; what the rhythm asks for is pending until the contact.
    pub status: TaskStatus,
}

impl Entry {
    /// Whether it is open and its day has passed (A35).
    pub fn is_overdue(&self, today: Day) -> bool {
        matches!(self.status, TaskStatus::Pending | TaskStatus::InProgress) && self.on < today
    }
}

/// Everything from `first` to `last`, both included, that is the work of whoever `of` stands for; by day, promises first.
pub fn entries(book: &Book, first: Day, last: Day, of: TargetOf) -> Vec<Entry> {
    let rhythm = Rhythm::of(book.company());
    let within = |on: Day| first <= on && on <= last;
    let tasks = book.tasks().map(|it| Entry {
        on: it.due_on(),
        what: Planned::Task(it.id),
        customer: it.customer,
        owner: it.owner,
        words: it.profile.goal.clone(),
        status: it.status(book),
    });
    let steps = book.customers().filter_map(|customer| {
        let (on, step) = agenda::next_step(customer.id, book)?;
        Some(Entry {
            on,
            what: Planned::Step(step.id),
            customer: customer.id,
            owner: step.by,
            words: step.next_step.clone(),
            status: TaskStatus::Pending,
        })
    });
    let contacts = book.customers().filter(|it| Rhythm::asks_for(it)).map(|it| Entry {
        on: rhythm.next_due(it, book),
        what: Planned::Cadence,
        customer: it.id,
        owner: it.owner,
        words: String::new(),
        status: TaskStatus::Pending,
    });
    let closes = book.opportunities().filter(|it| it.is_open()).filter_map(|it| {
        Some(Entry {
            on: it.profile.expected_close?,
            what: Planned::Close(it.id),
            customer: it.customer,
            owner: it.owner,
            words: it.profile.title.clone(),
            status: TaskStatus::Pending,
        })
    });
    let all = tasks.chain(steps).chain(contacts).chain(closes);
    let mut entries: Vec<Entry> = all.filter(|it| within(it.on) && stands_for(of, it.owner, book)).collect();
    entries.sort_by_key(|it| (it.on, it.what, it.customer));
    entries
}

/// Whether somebody's plans are an owner's: by where they are now.
fn stands_for(of: TargetOf, person: PersonId, book: &Book) -> bool {
    of.counts(person, book.person(person).and_then(|it| it.team), book)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::company;

    #[test]
    fn every_customer_has_one_next_contact_and_every_task_its_day() {
        let today = Day(20_591);
        let book = company(today).book();
        let all = entries(&book, Day::FIRST, Day::LAST, TargetOf::Company);
        let count = |is: fn(&Planned) -> bool| all.iter().filter(|it| is(&it.what)).count();
        assert_eq!(count(|it| matches!(it, Planned::Cadence)), book.customers().filter(|it| Rhythm::asks_for(it)).count());
        assert_eq!(count(|it| matches!(it, Planned::Task(_))), book.tasks().len());
        assert!(all.is_sorted_by_key(|it| it.on));
        // Each is one person's, so the people's calendars are the company's.
        let of_people: usize = book.people().map(|it| entries(&book, Day::FIRST, Day::LAST, TargetOf::Person(it.id)).len()).sum();
        assert_eq!(of_people, all.len());
        // A day's entries are those of the range that lie on it.
        let day = entries(&book, today, today, TargetOf::Company);
        assert_eq!(day, all.into_iter().filter(|it| it.on == today).collect::<Vec<_>>());
        assert!(
            day.iter().all(|it| !it.is_overdue(today)
                && (it.is_overdue(today.plus(1)) != matches!(it.status, TaskStatus::Done | TaskStatus::Cancelled)))
        );
    }
}
