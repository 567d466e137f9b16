//! The effective value of a target: the value set, else the sum of its parts or members (T-04, T-06, A38).

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::figures::kpis::{is_summed_on, unit_of};
use crate::records::customer::{Scale, Source};
use crate::records::kpi::Buyer;
use crate::records::organisation::{Person, Posting, Role};
use crate::records::target::{CutBy, Target, TargetCut, TargetLine};
use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::target_of::TargetOf;
use crate::values::working_days::WorkingDays;

/// The target of everything for a period; see [`value_in`].
pub fn value_of(book: &Book, of: TargetOf, metric: KpiName, period: Period) -> Option<i64> {
    value_in(book, &TargetLine::whole(of, metric), period)
}

/// The target for a period (T-04, T-06): the value set for it, else a sum whose parts follow the same rule. If the owner has its own targets for
/// parts of the period, it is the sum over the quarters or months; otherwise the sum over the owner's members. So a target set for one month
/// does not affect the other months. `None` when nothing is set (A3).
///
/// Only where the KPI adds up. Of a rate, everybody states their own.
pub fn value_in(book: &Book, line: &TargetLine, period: Period) -> Option<i64> {
    if !is_summed_on(line.metric, period.last(), book) {
        return own(book, line, period);
    }
    if let Period::Week(_) = period {
        return own(book, line, period)
            .or_else(|| has_weeks_of_members(book, line, period).then(|| sum_of_members(book, line, period)).flatten())
            .or_else(|| of_months(book, line, period));
    }
    own(book, line, period)
        .or_else(|| if has_own_parts(book, line, period) { sum_of_parts(book, line, period) } else { sum_of_members(book, line, period) })
}

/// What the targets of its months give to a week, by working days, so that the days of a month have the month's target together; a week over the end of a
/// month has a part of each (T-06). Only whole months are divided: `None` where none of them has a target.
fn of_months(book: &Book, line: &TargetLine, week: Period) -> Option<i64> {
    let working = WorkingDays::of(book.company());
    // Amounts are planned in whole yuan.
    let step = if unit_of(line.metric, book) == Some(KpiUnit::Money) { 100 } else { 1 };
    let part = |month: Month| {
        let whole = Stretch::from(Period::Month(month));
        let target = value_in(book, line, Period::Month(month))?;
        let (first, last) = (whole.first.max(week.first()), whole.last.min(week.last()));
        // Differences of what has come due by a day: they add up to the month, whatever each of them is rounded by.
        let by = |day: Day| part_by(target, working.count(whole.first, day), working.count(whole.first, whole.last), step);
        Some(by(last) - by(first.plus(-1)))
    };
    sum(months_of(week).map(part))
}

/// The one or two months that a week lies in.
fn months_of(week: Period) -> impl Iterator<Item = Month> {
    (week.first().month().0..=week.last().month().0).map(Month)
}

/// The part of a target that has come due after some of its days, rounded down to a multiple of `step`; after all of them the target itself.
fn part_by(target: i64, n_days: i64, n_all: i64, step: i64) -> i64 {
    if 0 < n_all && n_all <= n_days {
        return target;
    }
    let part = i128::from(target) * i128::from(n_days) / i128::from(n_all.max(1));
    let part = i64::try_from(part).unwrap_or_default();
    part - part % step
}

/// Whether a week's target comes from the targets of its months.
pub fn is_of_months(book: &Book, line: &TargetLine, period: Period) -> bool {
    matches!(period, Period::Week(_))
        && own(book, line, period).is_none()
        && !has_weeks_of_members(book, line, period)
        && value_in(book, line, period).is_some()
}

/// Whether a member, or a member's member, has a target set for this very week.
fn has_weeks_of_members(book: &Book, line: &TargetLine, week: Period) -> bool {
    let has = |it: TargetLine| own(book, &it, week).is_some() || has_weeks_of_members(book, &it, week);
    members_on(week.last(), book, line.of).into_iter().any(|it| has(line.of_member(it)))
}

/// The sum over the quarters of a year or the months of a quarter.
pub fn sum_of_parts(book: &Book, line: &TargetLine, period: Period) -> Option<i64> {
    if !is_summed_on(line.metric, period.last(), book) {
        return None;
    }
    sum(parts(period).into_iter().map(|part| value_in(book, line, part)))
}

/// The sum over an owner's members.
pub fn sum_of_members(book: &Book, line: &TargetLine, period: Period) -> Option<i64> {
    if !is_summed_on(line.metric, period.last(), book) {
        return None;
    }
    sum(members_on(period.last(), book, line.of).into_iter().map(|member| value_in(book, &line.of_member(member), period)))
}

/// The cuts that have targets, by kind. Look them up once for many sums.
pub fn cuts_in_use(book: &Book) -> BTreeMap<CutBy, BTreeSet<TargetCut>> {
    let mut cuts: BTreeMap<CutBy, BTreeSet<TargetCut>> = BTreeMap::new();
    for cut in book.targets().filter_map(|it| it.cut.as_ref()) {
        cuts.entry(cut.by()).or_default().insert(cut.clone());
    }
    cuts
}

/// The sum over these cuts, as far as the owner or its members have targets of them (T-05, T-09).
pub fn sum_of_cuts(book: &Book, line: &TargetLine, cuts: &BTreeSet<TargetCut>, period: Period) -> Option<i64> {
    if !is_summed_on(line.metric, period.last(), book) || line.cut.is_some() {
        return None;
    }
    sum(cuts.iter().map(|cut| value_in(book, &TargetLine { cut: Some(cut.clone()), ..line.clone() }, period)))
}

/// Whether the target that holds for a period, or one that it is the sum of, was set or changed after that period had ended.
pub fn is_late(book: &Book, line: &TargetLine, period: Period) -> bool {
    let set = book.target(line.id(period));
    if set.is_some_and(|it| it.value.is_some()) || !is_summed_on(line.metric, period.last(), book) {
        return set.is_some_and(Target::is_late);
    }
    if is_of_months(book, line, period) {
        return months_of(period).any(|it| is_late(book, line, Period::Month(it)));
    }
    if has_own_parts(book, line, period) {
        return parts(period).into_iter().any(|part| is_late(book, line, part));
    }
    members_on(period.last(), book, line.of).into_iter().any(|member| is_late(book, &line.of_member(member), period))
}

/// The quarters of a year or the months of a quarter.
pub fn parts(period: Period) -> Vec<Period> {
    match period {
        Period::Year(year) => year.quarters().map(Period::Quarter).into(),
        Period::Quarter(_) => period.months().into_iter().map(Period::Month).collect(),
        Period::Month(_) | Period::Week(_) => Vec::new(),
    }
}

/// The owners whose targets add up to this owner's now; see [`members_on`].
pub fn members(book: &Book, of: TargetOf) -> Vec<TargetOf> {
    members_by(Person::posting, book, of)
}

/// The owners whose targets of a period that ends on this day add up to this owner's. A later move leaves them where they were (A36). Everybody counted
/// for the owner belongs to exactly one of them. Includes people who left, because past periods still count them.
pub fn members_on(last: Day, book: &Book, of: TargetOf) -> Vec<TargetOf> {
    members_by(|it| it.posted_on(last), book, of)
}

fn members_by(posting: impl Fn(&Person) -> Posting, book: &Book, of: TargetOf) -> Vec<TargetOf> {
    let those = |is_member: &dyn Fn(Posting) -> bool| -> Vec<TargetOf> {
        book.people().filter(|it| is_member(posting(it))).map(|it| TargetOf::Person(it.id)).collect()
    };
    match of {
        TargetOf::Person(_) => Vec::new(),
        TargetOf::Team(team) => those(&|it| it.team == Some(team)),
        TargetOf::Department(department) => {
            let teams = book.teams().filter(|it| it.department == department).map(|it| TargetOf::Team(it.id));
            // A manager sells without a team.
            teams.chain(those(&|it| it.team.is_none() && it.department == Some(department) && it.role != Role::Support)).collect()
        }
        TargetOf::Company => {
            let departments = book.departments().filter(|it| book.sells(it.id)).map(|it| TargetOf::Department(it.id));
            departments.chain(those(&|it| it.team.is_none() && it.department.is_none())).collect()
        }
    }
}

/// The parts that the company can cut a KPI into now, in the order in which they are read.
pub fn cuts(by: CutBy, book: &Book, today: Day) -> Vec<TargetCut> {
    match by {
        CutBy::Line => {
            let lines: BTreeSet<&String> = book.products().filter(|it| it.active).map(|it| &it.line).collect();
            lines.into_iter().cloned().map(TargetCut::Line).collect()
        }
        CutBy::Product => book.products().filter(|it| it.active).map(|it| TargetCut::Product(it.id)).collect(),
        CutBy::Region => book.regions().map(|it| TargetCut::Region(it.id)).collect(),
        CutBy::Scale => Scale::ALL.map(TargetCut::Scale).into(),
        CutBy::Buyer => vec![TargetCut::Buyer(Buyer::New), TargetCut::Buyer(Buyer::Old)],
        CutBy::Channel => {
            let sources: Vec<Source> = book.company().dictionaries_on(today).offered(None);
            sources.into_iter().map(TargetCut::Channel).collect()
        }
    }
}

/// The value somebody set.
fn own(book: &Book, line: &TargetLine, period: Period) -> Option<i64> {
    book.target(line.id(period)).and_then(|it| it.value)
}

fn has_own_parts(book: &Book, line: &TargetLine, period: Period) -> bool {
    parts(period).into_iter().any(|part| own(book, line, part).is_some() || has_own_parts(book, line, part))
}

/// The sum of the values present; `None` if there are none.
fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    parts.flatten().fold(None, |sum, it| Some(i64::saturating_add(sum.unwrap_or(0), it)))
}

#[cfg(test)]
mod tests;
