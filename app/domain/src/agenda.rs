//! What waits for somebody today: money overdue, next steps due, opportunities whose day has passed. Follows from the book; never typed.

use crate::actor::Actor;
use crate::analytics::Filter;
use crate::book::Book;
use crate::calendar::Day;
use crate::follow_up::FollowUp;
use crate::ids::{CustomerId, FollowUpId, OpportunityId, OrderId};
use crate::money::Money;
use crate::organisation::Role;

/// An order past due with something still owed (A6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Which one.
    pub order: OrderId,
    /// Whose.
    pub customer: CustomerId,
    /// Days past due.
    pub days: i32,
    /// What is still owed.
    pub balance: Money,
}

/// A next step whose day has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDue {
    /// The follow-up that agreed on it.
    pub follow_up: FollowUpId,
    /// With whom.
    pub customer: CustomerId,
    /// The day agreed.
    pub on: Day,
    /// What was agreed; may be empty.
    pub step: String,
}

/// An open opportunity that should have been decided by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// Which one.
    pub opportunity: OpportunityId,
    /// With whom.
    pub customer: CustomerId,
    /// The day it was expected to close.
    pub expected_close: Day,
}

/// What waits today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Money, longest overdue first.
    pub overdue: Vec<Overdue>,
    /// Next steps, oldest first.
    pub steps: Vec<StepDue>,
    /// Opportunities, oldest first.
    pub lapsed: Vec<Lapsed>,
}

impl Agenda {
    /// What waits in a book, which holds only what its person may see.
    pub fn of(book: &Book, today: Day) -> Agenda {
        let mut overdue: Vec<Overdue> = book
            .orders()
            .map(|it| Overdue { order: it.id, customer: it.customer, days: it.days_overdue(today), balance: it.balance() })
            .filter(|it| 0 < it.days)
            .collect();
        overdue.sort_by_key(|it| (-it.days, it.order));
        let mut steps: Vec<StepDue> = book.customers().filter_map(|it| step_due(it.id, book, today)).collect();
        steps.sort_by_key(|it| (it.on, it.follow_up));
        let mut lapsed: Vec<Lapsed> = book
            .opportunities()
            .filter(|it| it.is_open())
            .filter_map(|it| it.profile.expected_close.map(|day| Lapsed { opportunity: it.id, customer: it.customer, expected_close: day }))
            .filter(|it| it.expected_close < today)
            .collect();
        lapsed.sort_by_key(|it| (it.expected_close, it.opportunity));
        Agenda { overdue, steps, lapsed }
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.overdue.is_empty() && self.steps.is_empty() && self.lapsed.is_empty()
    }
}

/// The last follow-up with a customer: a later one settles what an earlier one agreed.
pub fn last_follow_up(customer: CustomerId, book: &Book) -> Option<&FollowUp> {
    book.follow_ups_of(customer).max_by_key(|it| (it.on, it.made_at, it.id))
}

fn step_due(customer: CustomerId, book: &Book, today: Day) -> Option<StepDue> {
    let last = last_follow_up(customer, book)?;
    let on = last.next_on.filter(|it| *it <= today)?;
    Some(StepDue { follow_up: last.id, customer, on, step: last.next_step.clone() })
}

/// What somebody's own figures are: a rep's own, a supervisor's team's, a manager's department's, else everything in reach.
pub fn own_view(actor: &Actor) -> Filter {
    match actor.role {
        Role::Rep => Filter { person: Some(actor.person), ..Filter::default() },
        Role::Supervisor => Filter { team: actor.team, ..Filter::default() },
        Role::Manager => Filter { department: actor.department, ..Filter::default() },
        Role::Director | Role::Administrator => Filter::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Timestamp;
    use crate::customer::{Customer, CustomerProfile};
    use crate::follow_up::Method;
    use crate::ids::PersonId;
    use crate::record::Record;
    use uuid::Uuid;

    fn follow_up(n: u128, on: i32, next_on: Option<i32>) -> Record {
        Record::FollowUp(FollowUp {
            id: FollowUpId(Uuid::from_u128(n)),
            customer: CustomerId::default(),
            by: PersonId::default(),
            team: None,
            on: Day(on),
            method: Method::Visit,
            content: "x".to_owned(),
            next_step: format!("step {n}"),
            next_on: next_on.map(Day),
            expected_close: None,
            feedback: String::new(),
            made_at: Timestamp(0),
            arrived_at: None,
            review: None,
        })
    }

    #[test]
    fn a_later_follow_up_settles_what_an_earlier_one_agreed() {
        let mut book = Book::default();
        let (nobody, profile) = (PersonId::default(), CustomerProfile::default());
        book.put(Record::Customer(Customer::filed(CustomerId::default(), "C001".to_owned(), Day(0), nobody, nobody, profile)));
        book.put(follow_up(1, 10_000, Some(10_005)));
        let steps = |book: &Book, today| Agenda::of(book, Day(today)).steps.into_iter().map(|it| it.step).collect::<Vec<_>>();
        assert!(steps(&book, 10_004).is_empty());
        assert_eq!(steps(&book, 10_005), ["step 1"]);
        book.put(follow_up(2, 10_006, None));
        assert!(steps(&book, 10_007).is_empty());
    }
}
