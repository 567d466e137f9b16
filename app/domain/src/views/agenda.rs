//! What is due for a person today: contacts, next steps, tasks, opportunities about to close, overdue receivables, and the shortfall against the
//! target. Derived from the book, never entered.

use crate::access::actor::Actor;
use crate::book::Book;
use crate::figures::analytics::{self, Figure, Filter};
use crate::figures::fact::Fact;
use crate::records::follow_up::FollowUp;
use crate::records::opportunity::Opportunity;
use crate::records::organisation::Role;
use crate::records::task::TaskOrigin;
use crate::values::calendar::{Day, Period};
use crate::values::ids::{CustomerId, FollowUpId, OpportunityId, OrderId, TaskId};
use crate::values::money::Money;
use crate::views::cadence::Rhythm;
use crate::views::last_contact::last_follow_up;

/// An order past due with a balance (A6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    pub order: OrderId,
    pub customer: CustomerId,
    /// Days past due.
    pub days: i32,
    pub balance: Money,
}

/// A next step whose day has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDue {
    /// The follow-up that agreed on it.
    pub follow_up: FollowUpId,
    pub customer: CustomerId,
    /// The day agreed.
    pub on: Day,
    /// May be empty.
    pub step: String,
}

/// A customer due for contact by the cadence of its grade (FU-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDue {
    pub customer: CustomerId,
    /// The day it is due by.
    pub on: Day,
}

/// An open task whose day has come (FU-06).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskDue {
    pub task: TaskId,
    pub customer: CustomerId,
    pub on: Day,
    pub goal: String,
}

/// The gap between this month and its target, and the open opportunities that could close it (距达标还差).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The missing amount.
    pub gap: Money,
    /// The furthest and largest opportunities, until their sum covers the gap or `MOST_PUSHED` is reached.
    pub push: Vec<OpportunityId>,
}

/// The maximum number of opportunities named for a shortfall.
const MOST_PUSHED: usize = 5;

/// The shortfall of this month. `None` without a target or when it is reached.
pub fn shortfall(actor: &Actor, facts: &[Fact], book: &Book, today: Day) -> Option<Shortfall> {
    let (view, period) = (own_view(actor), Period::Month(today.month()));
    let sales = analytics::card(Figure::SalesAmount, facts, period, &view, today, book);
    let gap = sales.gap.map(|it| Money(it.saturating_neg())).filter(|it| Money::ZERO < *it)?;
    let mut open: Vec<&Opportunity> =
        book.opportunities().filter(|it| it.is_open() && view.person.is_none_or(|person| person == it.owner)).collect();
    open.sort_by_key(|it| std::cmp::Reverse((it.stage, it.profile.amount, it.id)));
    let mut covered = Money::ZERO;
    let mut push = Vec::new();
    for opportunity in open.into_iter().take(MOST_PUSHED) {
        if gap <= covered {
            break;
        }
        covered = covered + opportunity.profile.amount.unwrap_or(Money::ZERO);
        push.push(opportunity.id);
    }
    Some(Shortfall { gap, push })
}

/// How many days ahead an expected close is listed.
const CLOSING_SOON: i32 = 7;

/// An open opportunity with its expected close in the past or within a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    pub opportunity: OpportunityId,
    pub customer: CustomerId,
    pub expected_close: Day,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Contacts by cadence, longest overdue first.
    pub contacts: Vec<ContactDue>,
    /// Oldest first.
    pub tasks: Vec<TaskDue>,
    /// Longest overdue first.
    pub overdue: Vec<Overdue>,
    /// Oldest first.
    pub steps: Vec<StepDue>,
    /// Oldest first.
    pub lapsed: Vec<Lapsed>,
}

impl Agenda {
    /// The agenda of a book, which holds only what its user may see.
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
            .filter(|it| it.expected_close <= today.plus(CLOSING_SOON))
            .collect();
        lapsed.sort_by_key(|it| (it.expected_close, it.opportunity));
        let rhythm = Rhythm::of(book.company(), today);
        let mut contacts: Vec<ContactDue> = book
            .customers()
            .filter(|it| Rhythm::asks_for(it))
            .map(|it| ContactDue { customer: it.id, on: rhythm.next_due(it, book) })
            .filter(|it| it.on <= today)
            .collect();
        contacts.sort_by_key(|it| (it.on, it.customer));
        let mut tasks: Vec<TaskDue> = book
            .tasks()
            .filter(|it| it.is_open() && it.due_on() <= today)
            .map(|it| TaskDue { task: it.id, customer: it.customer, on: it.due_on(), goal: it.profile.goal.clone() })
            .collect();
        tasks.sort_by_key(|it| (it.on, it.task));
        Agenda { contacts, tasks, overdue, steps, lapsed }
    }

    pub fn is_empty(&self) -> bool {
        self.contacts.is_empty() && self.tasks.is_empty() && self.overdue.is_empty() && self.steps.is_empty() && self.lapsed.is_empty()
    }
}

/// The day agreed in the last follow-up, and that follow-up. `None` when the step became a task, which then has the status.
pub fn next_step(customer: CustomerId, book: &Book) -> Option<(Day, &FollowUp)> {
    let last = last_follow_up(customer, book)?;
    let is_task = book.tasks_of(customer).any(|it| it.origin == TaskOrigin::Promised { by: last.id });
    last.next_on.filter(|_| !is_task).map(|on| (on, last))
}

fn step_due(customer: CustomerId, book: &Book, today: Day) -> Option<StepDue> {
    let (on, last) = next_step(customer, book).filter(|(on, _)| *on <= today)?;
    Some(StepDue { follow_up: last.id, customer, on, step: last.next_step.clone() })
}

/// The filter for a person's own figures: a rep's own, a supervisor's team, a manager's department, otherwise everything within reach.
pub fn own_view(actor: &Actor) -> Filter {
    match actor.role {
        Role::Rep => Filter { person: Some(actor.person), ..Filter::default() },
        Role::Supervisor => Filter { team: actor.team, ..Filter::default() },
        Role::Manager => Filter { department: actor.department, ..Filter::default() },
        Role::Director | Role::Administrator | Role::Support => Filter::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::record::Record;
    use crate::records::customer::{Customer, CustomerProfile};
    use crate::values::calendar::Timestamp;
    use crate::values::ids::PersonId;
    use crate::values::method::Method;
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
            activity: None,
            made_at: Timestamp(0),
            arrived_at: None,
            clock_said: None,
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

    #[test]
    fn the_day_plan_names_contacts_tasks_and_what_is_missing() {
        // FU-03, FU-06, AL-10.
        let today = Day(20_591);
        let book = crate::sample::company(today).book();
        let agenda = Agenda::of(&book, today);
        assert!(!agenda.contacts.is_empty() && agenda.contacts.iter().all(|it| it.on <= today));
        assert!(agenda.contacts.is_sorted_by_key(|it| it.on));
        assert!(!agenda.tasks.is_empty() && agenda.tasks.iter().all(|it| it.on <= today));
        assert!(agenda.tasks.iter().all(|it| book.task(it.task).is_some_and(crate::records::task::Task::is_open)));
        let promised = |it: &StepDue| book.tasks().any(|task| task.origin == TaskOrigin::Promised { by: it.follow_up });
        assert!(!agenda.steps.iter().any(promised), "a promise is said once");
        assert!(agenda.lapsed.iter().any(|it| today < it.expected_close), "what is about to close, too");

        let facts = analytics::facts_of(&book);
        let mut n_short = 0;
        for person in book.people().filter(|it| it.active && it.role != Role::Administrator) {
            let actor = Actor::of(person, &book);
            let period = Period::Month(today.month());
            let card = analytics::card(Figure::SalesAmount, &facts, period, &own_view(&actor), today, &book);
            match shortfall(&actor, &facts, &book, today) {
                Some(short) => {
                    n_short += 1;
                    assert_eq!(card.gap, Some(-short.gap.0));
                    assert!(short.push.len() <= MOST_PUSHED);
                }
                None => assert!(card.gap.is_none_or(|it| 0 <= it)),
            }
        }
        assert!(0 < n_short, "somebody is short");
    }
}
