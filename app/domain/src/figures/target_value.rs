//! The effective value of a target: the value set, else the sum of its parts or members (T-04, T-06, A38).

use crate::book::Book;
use crate::figures::kpis::is_summed_on;
use crate::records::target::Target;
use crate::values::calendar::{Period, Quarter};
use crate::values::kpi_name::KpiName;
use crate::values::target_of::TargetOf;

/// The target for a period (T-04, T-06): the value set for it, else a sum whose parts follow the same rule. If the owner has its own targets for
/// parts of the period, it is the sum over the quarters or months; otherwise the sum over the owner's members. So a target set for one month
/// does not affect the other months. `None` when nothing is set (A3).
///
/// Only where the KPI adds up. Of a rate, everybody states their own.
pub fn value_of(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> Option<i64> {
    if !is_summed_on(metric, period.last(), book) {
        return own(book, of, metric, period);
    }
    own(book, of, metric, period).or_else(|| {
        if has_own_parts(book, of, metric, period) {
            sum_of_parts(book, of, metric, period)
        } else {
            sum_of_members(book, of, metric, period)
        }
    })
}

/// The sum over the quarters of a year or the months of a quarter.
pub fn sum_of_parts(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> Option<i64> {
    if !is_summed_on(metric, period.last(), book) {
        return None;
    }
    sum(parts(period).into_iter().map(|part| value_of(book, of, metric, part)))
}

/// The sum over an owner's members.
pub fn sum_of_members(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> Option<i64> {
    if !is_summed_on(metric, period.last(), book) {
        return None;
    }
    sum(members(book, of).into_iter().map(|member| value_of(book, member, metric, period)))
}

/// The quarters of a year or the months of a quarter.
pub fn parts(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => (0..4).map(|by| Period::Quarter(Quarter(year.saturating_mul(4).saturating_add(by)))).collect(),
        Period::Quarter(_) => period.months().into_iter().map(Period::Month).collect(),
        Period::Month(_) | Period::Week(_) => Vec::new(),
    }
}

/// The owners whose targets add up to this owner's. Everybody counted for the owner belongs to exactly one of them. Includes people who left,
/// because past periods still count them.
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

/// The value somebody set.
fn own(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> Option<i64> {
    book.target(Target::id_of(of, metric, period)).and_then(|it| it.value)
}

fn has_own_parts(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> bool {
    parts(period).into_iter().any(|part| own(book, of, metric, part).is_some() || has_own_parts(book, of, metric, part))
}

/// The sum of the values present; `None` if there are none.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(i64::saturating_add(sum.unwrap_or(0), it)))
}

#[cfg(test)]
mod tests;
