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

/// The target that holds for a period (T-04, T-06): the one set for it, else a sum, and each part of a sum by the same rule. Where the owner has
/// targets of their own for parts of the period, it is the sum over its quarters or months; else what the owner's members have together. So a target
/// set for one month takes nothing from the months beside it. `None` when nothing was set (A3).
pub fn value_of(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    own(book, of, metric, period).or_else(|| {
        if has_own_parts(book, of, metric, period) {
            sum_of_parts(book, of, metric, period)
        } else {
            sum_of_members(book, of, metric, period)
        }
    })
}

/// What the quarters of a year or the months of a quarter have together.
pub fn sum_of_parts(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    sum(parts(period).into_iter().map(|part| value_of(book, of, metric, part)))
}

/// What an owner's members have together.
pub fn sum_of_members(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    sum(members(book, of).into_iter().map(|member| value_of(book, member, metric, period)))
}

/// What a period is made of.
pub fn parts(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => (0..4).map(|by| Period::Quarter(Quarter(year.saturating_mul(4).saturating_add(by)))).collect(),
        Period::Quarter(_) => period.months().into_iter().map(Period::Month).collect(),
        Period::Month(_) | Period::Week(_) => Vec::new(),
    }
}

/// Whose targets an owner's is the sum of: everybody counted for the owner belongs to exactly one of them. Who left is among them, because the
/// past counts them still.
pub fn members(book: &Book, of: TargetOf) -> Vec<TargetOf> {
    match of {
        TargetOf::Person(_) => Vec::new(),
        TargetOf::Team(team) => book.people().filter(|it| it.team == Some(team)).map(|it| TargetOf::Person(it.id)).collect(),
        TargetOf::Department(department) => {
            let teams = book.teams().filter(|it| it.department == department).map(|it| TargetOf::Team(it.id));
            // A manager sells without a team.
            let others = book.people().filter(|it| it.team.is_none() && it.department == Some(department));
            teams.chain(others.map(|it| TargetOf::Person(it.id))).collect()
        }
        TargetOf::Company => {
            let departments = book.departments().map(|it| TargetOf::Department(it.id));
            let others = book.people().filter(|it| it.team.is_none() && it.department.is_none());
            departments.chain(others.map(|it| TargetOf::Person(it.id))).collect()
        }
    }
}

/// What somebody set.
fn own(book: &Book, of: TargetOf, metric: Metric, period: Period) -> Option<i64> {
    book.target(Target::id_of(of, metric, period)).and_then(|it| it.value)
}

fn has_own_parts(book: &Book, of: TargetOf, metric: Metric, period: Period) -> bool {
    parts(period).into_iter().any(|part| own(book, of, metric, part).is_some() || has_own_parts(book, of, metric, part))
}

/// The sum of what is there; nothing when nothing is.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(i64::saturating_add(sum.unwrap_or(0), it)))
}

#[cfg(test)]
mod tests;
