//! How many contacts a cadence costs, and who would be overdue at once (FU-03, A34, AL-10).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scope::{FirstOf, SimulationScope, by_change, count};
use crate::records::customer::Customer;
use crate::rules::cadence::Cadence;
use crate::values::calendar::Day;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, TeamId};
use crate::views::cadence::{Rhythm, contacted_on};

/// The weeks, from today, over which contacts are counted: a quarter, in which every usual interval falls due.
pub const WEEKS: i32 = 13;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CadenceSimulation {
    pub all: ContactLoad,
    /// Every grade, best first.
    pub grades: Vec<GradeContacts>,
    /// Greatest change first.
    pub teams: Vec<TeamContacts>,
    /// The customers that would be overdue at once. `None` for those who may not see customers.
    pub named: Option<FirstOf<NewlyLate>>,
}

/// The contacts that a cadence asks for within [`WEEKS`], if each is made on the day on which it is due; overdue ones today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLoad {
    pub n_customers: u32,
    /// By the cadence of today.
    pub now: u32,
    /// By the draft.
    pub then: u32,
    /// Customers that are overdue today, by the cadence of today.
    pub late_now: u32,
    /// By the draft.
    pub late_then: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeContacts {
    pub grade: Grade,
    pub load: ContactLoad,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamContacts {
    /// The owner's team; `None` for those of managers.
    pub team: Option<TeamId>,
    pub load: ContactLoad,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewlyLate {
    pub customer: CustomerId,
    pub name: String,
    /// The day on which the draft would have asked for the contact.
    pub due_on: Day,
}

impl ContactLoad {
    fn add(&mut self, one: ContactLoad) {
        self.n_customers += one.n_customers;
        self.now += one.now;
        self.then += one.then;
        self.late_now += one.late_now;
        self.late_then += one.late_then;
    }
}

pub(super) fn simulate(scope: &SimulationScope<'_>, draft: Cadence) -> CadenceSimulation {
    let today = scope.today;
    let last = today.plus(WEEKS * 7 - 1);
    let company = scope.book.company();
    let (now, then) = (Rhythm::of(company, today), Rhythm::by(draft, company));
    let mut all = ContactLoad::default();
    let mut grades: BTreeMap<Grade, ContactLoad> = Grade::ALL.into_iter().map(|it| (it, ContactLoad::default())).collect();
    let mut teams: BTreeMap<Option<TeamId>, ContactLoad> = BTreeMap::new();
    let mut late = Vec::new();
    for customer in scope.customers().filter(|it| Rhythm::asks_for(it) && scope.is_here(it.owner)) {
        let grade = customer.profile.grade;
        let since = contacted_on(customer, scope.book);
        let [due_now, due_then] = [&now, &then].map(|it| it.due_after(grade, since));
        let load = ContactLoad {
            n_customers: 1,
            now: count(now.days_due(grade, since, today, last).count()),
            then: count(then.days_due(grade, since, today, last).count()),
            late_now: u32::from(due_now < today),
            late_then: u32::from(due_then < today),
        };
        all.add(load);
        grades.entry(grade).or_default().add(load);
        teams.entry(scope.team_of(customer.owner)).or_default().add(load);
        if today <= due_now && due_then < today {
            late.push((due_then, customer));
        }
    }
    late.sort_by(|a, b| (a.0, &a.1.number).cmp(&(b.0, &b.1.number)));
    let named = || {
        let name = |(due_on, customer): &(Day, &Customer)| NewlyLate {
            customer: customer.id,
            name: customer.profile.name.clone(),
            due_on: *due_on,
        };
        late.iter().map(name).collect()
    };
    let teams = by_change(teams, |it| it.then.abs_diff(it.now));
    CadenceSimulation {
        all,
        grades: grades.into_iter().map(|(grade, load)| GradeContacts { grade, load }).collect(),
        teams: teams.into_iter().map(|(team, load)| TeamContacts { team, load }).collect(),
        named: scope.named(named),
    }
}
