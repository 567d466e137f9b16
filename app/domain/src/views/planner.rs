//! The plan by day: tasks, contacts due by cadence, next steps and expected closes, for the calendar and the list. Derived from the book, never
//! entered.

use crate::book::Book;
use crate::records::task::TaskStatus;
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, FollowUpId, OpportunityId, PersonId, TaskId};
use crate::values::target_of::TargetOf;
use crate::views::agenda;
use crate::views::cadence::Rhythm;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Planned {
    Task(TaskId),
    /// The next step of a follow-up that did not become a task.
    Step(FollowUpId),
    /// The contact due by the cadence of the grade (FU-03).
    Cadence,
    /// The expected close of an open opportunity.
    Close(OpportunityId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub on: Day,
    pub what: Planned,
    pub customer: CustomerId,
    pub owner: PersonId,
    /// The task's goal, the agreed step or the opportunity's title; may be empty.
    pub words: String,
    /// Only tasks have other statuses than pending.
    pub status: TaskStatus,
}

impl Entry {
    /// Whether it is open and its day has passed (A35).
    pub fn is_overdue(&self, today: Day) -> bool {
        matches!(self.status, TaskStatus::Pending | TaskStatus::InProgress) && self.on < today
    }
}

/// All entries from `first` to `last`, inclusive, that belong to `of`, by the cadence of `today`; by day, tasks first.
pub fn entries(book: &Book, today: Day, first: Day, last: Day, of: TargetOf) -> Vec<Entry> {
    let rhythm = Rhythm::of(book.company(), today);
    let within = |on: Day| first <= on && on <= last;
    let tasks = book.tasks().map(|task| Entry {
        on: task.due_on(),
        what: Planned::Task(task.id),
        customer: task.customer,
        owner: task.owner,
        words: task.profile.goal.clone(),
        status: task.status(book),
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
    let contacts = book.customers().filter(|it| Rhythm::asks_for(it)).map(|customer| Entry {
        on: rhythm.next_due(customer, book),
        what: Planned::Cadence,
        customer: customer.id,
        owner: customer.owner,
        words: String::new(),
        status: TaskStatus::Pending,
    });
    let closes = book.opportunities().filter(|it| it.is_open()).filter_map(|opportunity| {
        Some(Entry {
            on: opportunity.profile.expected_close?,
            what: Planned::Close(opportunity.id),
            customer: opportunity.customer,
            owner: opportunity.owner,
            words: opportunity.profile.title.clone(),
            status: TaskStatus::Pending,
        })
    });
    let all = tasks.chain(steps).chain(contacts).chain(closes);
    let mut entries: Vec<Entry> = all.filter(|it| within(it.on) && stands_for(of, it.owner, book)).collect();
    entries.sort_by_key(|it| (it.on, it.what, it.customer));
    entries
}

/// Whether a person's plan belongs to `of`, by the person's current team.
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
        let all = entries(&book, today, Day::FIRST, Day::LAST, TargetOf::Company);
        let count = |is: fn(&Planned) -> bool| all.iter().filter(|it| is(&it.what)).count();
        assert_eq!(count(|it| matches!(it, Planned::Cadence)), book.customers().filter(|it| Rhythm::asks_for(it)).count());
        assert_eq!(count(|it| matches!(it, Planned::Task(_))), book.tasks().len());
        assert!(all.is_sorted_by_key(|it| it.on));
        // Each entry belongs to one person, so the people's calendars add up to the company's.
        let of_people: usize = book.people().map(|it| entries(&book, today, Day::FIRST, Day::LAST, TargetOf::Person(it.id)).len()).sum();
        assert_eq!(of_people, all.len());
        // The entries of one day are those of the whole range on that day.
        let day = entries(&book, today, today, today, TargetOf::Company);
        assert_eq!(day, all.into_iter().filter(|it| it.on == today).collect::<Vec<_>>());
        assert!(day.iter().all(|entry| !entry.is_overdue(today)
            && (entry.is_overdue(today.plus(1)) != matches!(entry.status, TaskStatus::Done | TaskStatus::Cancelled))));
    }
}
