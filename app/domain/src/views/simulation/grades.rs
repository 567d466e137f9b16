//! Which customers would earn another grade (C-05…C-09, A25).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::scope::{FirstOf, SimulationScope, by_change, count};
use crate::records::customer::Customer;
use crate::rules::GradeRules;
use crate::values::grade::Grade;
use crate::values::ids::{CustomerId, TeamId};
use crate::views::grading::earned_by;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeSimulation {
    /// How many customers were graded.
    pub n_customers: u32,
    /// Best grade first.
    pub moves: Vec<GradeMove>,
    /// The teams with a customer that changes, most changes first.
    pub teams: Vec<TeamMoves>,
    /// `None` for those who may not see customers.
    pub named: Option<FirstOf<MovedCustomer>>,
}

/// So many customers change from one grade to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeMove {
    pub from: Grade,
    pub to: Grade,
    pub n: u32,
}

/// The changes of a team's customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMoves {
    /// The owner's team; `None` for those of managers.
    pub team: Option<TeamId>,
    pub n_up: u32,
    pub n_down: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedCustomer {
    pub customer: CustomerId,
    pub name: String,
    pub from: Grade,
    pub to: Grade,
}

impl GradeSimulation {
    /// How many customers change.
    pub fn n_moved(&self) -> u32 {
        self.moves.iter().map(|it| it.n).sum()
    }
}

pub(super) fn simulate(scope: &SimulationScope<'_>, rules: &GradeRules) -> GradeSimulation {
    let now = scope.book.company().grade_rules.on(scope.today);
    let (mut n_customers, mut moved) = (0, Vec::new());
    for customer in scope.customers() {
        n_customers += 1;
        let [from, to] = earned_by([&now, rules], customer, scope.book, scope.today);
        if from != to {
            moved.push((from, to, customer));
        }
    }
    moved.sort_by(|a, b| (a.0, a.1, &a.2.number).cmp(&(b.0, b.1, &b.2.number)));
    let (mut moves, mut teams) = (BTreeMap::<(Grade, Grade), u32>::new(), BTreeMap::<Option<TeamId>, TeamMoves>::new());
    for (from, to, customer) in &moved {
        *moves.entry((*from, *to)).or_default() += 1;
        let of_team = teams.entry(scope.team_of(customer.owner)).or_default();
        // Better grades compare as smaller.
        *(if to < from { &mut of_team.n_up } else { &mut of_team.n_down }) += 1;
    }
    let named = || {
        let name = |&(from, to, customer): &(Grade, Grade, &Customer)| MovedCustomer {
            customer: customer.id,
            name: customer.profile.name.clone(),
            from,
            to,
        };
        moved.iter().map(name).collect()
    };
    GradeSimulation {
        n_customers: count(n_customers),
        moves: moves.into_iter().map(|((from, to), n)| GradeMove { from, to, n }).collect(),
        teams: by_change(teams, |it| it.n_up + it.n_down).into_iter().map(|(team, of_team)| TeamMoves { team, ..of_team }).collect(),
        named: scope.named(named),
    }
}
