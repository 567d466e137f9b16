//! Targets (目标): so much of a metric, by an owner, in a period (T-01, T-04, T-06, T-12). Deviation is watched elsewhere (T-13).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::Actor;
use crate::book::Book;
use crate::calendar::{Period, Quarter};
use crate::ids::{DepartmentId, PersonId, TargetId, TeamId};

/// Whose target it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetOf {
    /// The whole company's.
    Company,
    /// A department's.
    Department(DepartmentId),
    /// A team's.
    Team(TeamId),
    /// One person's.
    Person(PersonId),
}

/// What is counted towards it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 销售额, in the smallest currency unit.
    SalesAmount,
    /// 成交单数.
    Deals,
    /// 回款金额, in the smallest currency unit.
    Collected,
}

impl Metric {
    /// All metrics.
    pub const ALL: [Metric; 3] = [Metric::SalesAmount, Metric::Deals, Metric::Collected];

    /// The word in the database and in [`Target::id_of`].
    pub fn as_str(self) -> &'static str {
        match self {
            Metric::SalesAmount => "sales_amount",
            Metric::Deals => "deals",
            Metric::Collected => "collected",
        }
    }

    /// Whether it is an amount of money.
    pub fn is_money(self) -> bool {
        self != Metric::Deals
    }
}

/// A target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Follows from owner, metric and period, so that two phones setting the same target speak of the same record.
    pub id: TargetId,
    /// Whose.
    pub of: TargetOf,
    /// Of what.
    pub metric: Metric,
    /// For when.
    pub period: Period,
    /// How much, in the metric's unit; nothing takes the target away.
    pub value: Option<i64>,
    /// What it rests on (T-02).
    #[serde(default)]
    pub basis: String,
}

impl Target {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e74_6172_6765_7400_0001);

    /// The id of the one target of this owner, metric and period.
    pub fn id_of(of: TargetOf, metric: Metric, period: Period) -> TargetId {
        let owner = match of {
            TargetOf::Company => "company".to_owned(),
            TargetOf::Department(id) => format!("department:{id}"),
            TargetOf::Team(id) => format!("team:{id}"),
            TargetOf::Person(id) => format!("person:{id}"),
        };
        let name = format!("{owner}/{}/{period}", metric.as_str());
        TargetId(Uuid::new_v5(&Target::NAMESPACE, name.as_bytes()))
    }
}

impl TargetOf {
    /// Whether what is credited to somebody, in the team they were in at the time, counts for this owner (A36). A manager sells without a team,
    /// for the department.
    pub fn counts(self, person: PersonId, team: Option<TeamId>, book: &Book) -> bool {
        match self {
            TargetOf::Company => true,
            TargetOf::Department(id) => match team.and_then(|it| book.team(it)) {
                Some(team) => team.department == id,
                None => book.person(person).and_then(|it| Actor::of(it, book).department) == Some(id),
            },
            TargetOf::Team(id) => team == Some(id),
            TargetOf::Person(id) => person == id,
        }
    }
}

/// The target that holds for a period: the one set for it, else the sum of its months or quarters, else what the owner's people have
/// together (A38 shows the difference elsewhere). `None` when nothing was set (A3).
pub fn value_of(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    let set = book.target(Target::id_of(of, metric, period)).and_then(|it| it.value);
    set.or_else(|| sum_of_parts(book, of, metric, period)).or_else(|| sum_of_members(book, of, metric, period))
}

fn sum_of_parts(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    let parts: Vec<Period> = match period {
        Period::Year(year) => (0..4).map(|by| Period::Quarter(Quarter(year.saturating_mul(4).saturating_add(by)))).collect(),
        Period::Quarter(_) => period.months().into_iter().map(Period::Month).collect(),
        Period::Month(_) | Period::Week(_) => Vec::new(),
    };
    let own = |part: Period| {
        let set = book.target(Target::id_of(of, metric, part)).and_then(|it| it.value);
        set.or_else(|| sum_of_parts(book, of, metric, part))
    };
    sum(parts.into_iter().map(own))
}

fn sum_of_members(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    let value = |of| value_of(book, of, metric, period);
    match of {
        TargetOf::Person(_) => None,
        TargetOf::Team(team) => sum(book.people().filter(|it| it.team == Some(team)).map(|it| value(TargetOf::Person(it.id)))),
        TargetOf::Department(department) => {
            let teams = book.teams().filter(|it| it.department == department).map(|it| value(TargetOf::Team(it.id)));
            // A manager sells without a team.
            let others = book.people().filter(|it| it.team.is_none() && it.department == Some(department));
            sum(teams.chain(others.map(|it| value(TargetOf::Person(it.id)))))
        }
        TargetOf::Company => sum(book.departments().map(|it| value(TargetOf::Department(it.id)))),
    }
}

/// The sum of what is there; nothing when nothing is.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(i64::saturating_add(sum.unwrap_or(0), it)))
}
