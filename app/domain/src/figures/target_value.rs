//! What a target comes to: what is set, else what follows from its parts or its members (T-04, T-06, A38).

use crate::book::Book;
use crate::records::target::Target;
use crate::values::calendar::{Period, Quarter};
use crate::values::metric::Metric;
use crate::values::target_of::TargetOf;

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
