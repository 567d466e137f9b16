//! One figure with what it is held against: target, the period before, the year before (F-01, F-02, F-03).

use serde::{Deserialize, Serialize};

use super::{Figure, Filter, totals};
use crate::book::Book;
use crate::calendar::{Day, Period};
use crate::fact::Fact;
use crate::money::{Share, ratio};
use crate::target;
use crate::working_days::WorkingDays;

/// How a value compares with an earlier one (F-03, A45).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Growth {
    /// By so much.
    By(Share),
    /// There was nothing before: 新增.
    New,
    /// Nothing to compare: —.
    Unknown,
}

/// One figure of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which figure.
    pub figure: Figure,
    /// Its value.
    pub actual: Option<i64>,
    /// What it should be.
    pub target: Option<i64>,
    /// 完成率 = actual ÷ target (F-01); nothing without a target (A3).
    pub completion: Option<Share>,
    /// 差额 = actual − target, negative when short (F-02, A1).
    pub gap: Option<i64>,
    /// Completion against the share of working days gone by (A4); nothing once the period is over or before it begins.
    pub pace: Option<Share>,
    /// The value of the period before.
    pub previous: Option<i64>,
    /// 环比.
    pub on_previous: Growth,
    /// The value a year before.
    pub last_year: Option<i64>,
    /// 同比.
    pub on_last_year: Growth,
    /// 含未审核: what part of it nobody but its author has approved (A33).
    pub unreviewed: Option<i64>,
}

/// A figure's value now and then.
pub(super) struct Values {
    pub actual: Option<i64>,
    pub previous: Option<i64>,
    pub last_year: Option<i64>,
    pub unreviewed: Option<i64>,
}

/// The figure of a period for what a filter lets through.
pub fn card(figure: Figure, facts: &[Fact], period: Period, filter: &Filter, today: Day, book: &Book) -> Card {
    let value = |period| figure.value(&totals(facts, period, filter, book));
    let unreviewed = figure.unreviewed(&totals(facts, period, filter, book));
    let values = Values { actual: value(period), previous: value(period.previous()), last_year: value(period.year_before()), unreviewed };
    of(figure, values, period, filter, today, book)
}

/// The figure with what it is held against, once its values are known.
pub(super) fn of(figure: Figure, values: Values, period: Period, filter: &Filter, today: Day, book: &Book) -> Card {
    let Values { actual, previous, last_year, unreviewed } = values;
    let of = filter.target_of();
    let target = figure.metric().zip(of).and_then(|(metric, of)| target::value_of(book, of, metric, period));
    Card {
        figure,
        actual,
        target,
        completion: actual.zip(target).and_then(|(actual, target)| ratio(actual, target)),
        gap: actual.zip(target).map(|(actual, target)| actual.saturating_sub(target)),
        pace: actual.zip(target).and_then(|(actual, target)| pace(actual, target, period, today, &WorkingDays::of(book.company()))),
        previous,
        on_previous: growth(actual, previous),
        last_year,
        on_last_year: growth(actual, last_year),
        unreviewed,
    }
}

/// How a figure stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// There is no target to stand against (A3).
    NoTarget,
    /// 已达标.
    Reached,
    /// As far as time says it should be.
    OnPace,
    /// Behind time, not yet alarming.
    Behind,
    /// Below 80 % of what is due by now (AL-01): act.
    Alarming,
}

/// Below this share of what is due a figure is alarming (AL-01).
const ALARMING: Share = Share(8_000);

/// How a figure stands: against the whole target once the period is over, against the working days gone by while it runs (A4). Compared
/// unrounded (A2).
pub fn standing(actual: Option<i64>, target: Option<i64>, period: Period, today: Day, working_days: &WorkingDays) -> Standing {
    let Some((actual, target)) = actual.zip(target).filter(|(_, target)| 0 < *target) else { return Standing::NoTarget };
    let (gone, all) = working_days_gone(period, today, working_days);
    let (have, due) = (i128::from(actual) * i128::from(all), i128::from(target) * i128::from(gone));
    match () {
        () if target <= actual => Standing::Reached,
        () if have * 10_000 < due * i128::from(ALARMING.0) => Standing::Alarming,
        () if have < due => Standing::Behind,
        () => Standing::OnPace,
    }
}

/// How `now` compares with `before` (A45).
pub fn growth(now: Option<i64>, before: Option<i64>) -> Growth {
    match (now, before) {
        (Some(now), Some(before)) if before != 0 => {
            ratio(now.saturating_sub(before), before.saturating_abs()).map_or(Growth::Unknown, Growth::By)
        }
        (Some(now), _) if now != 0 => Growth::New,
        _ => Growth::Unknown,
    }
}

/// The working days of a period that are gone, and all of them (A4). Today is not gone while the period runs: what is sold today still comes in,
/// and nobody is behind on the first morning. AL-01 and every figure read this one rule, so that no card says "behind" of somebody for whom
/// no alert is raised.
pub fn working_days_gone(period: Period, today: Day, working_days: &WorkingDays) -> (i64, i64) {
    let (first, last) = period.days();
    let all = working_days.count(first, last).max(1);
    match () {
        () if today <= first => (0, all),
        () if last < today => (all, all),
        () => (working_days.count(first, today.plus(-1)), all),
    }
}

/// 时间进度完成率 = actual ÷ (target × working days gone ÷ working days in all), while the period runs (A4).
pub fn pace(actual: i64, target: i64, period: Period, today: Day, working_days: &WorkingDays) -> Option<Share> {
    if !period.contains(today) {
        return None;
    }
    let (gone, all) = working_days_gone(period, today, working_days);
    let actual = i128::from(actual) * i128::from(all);
    let expected = i128::from(target) * i128::from(gone);
    if expected <= 0 {
        return None;
    }
    i64::try_from((actual * 20_000 + expected).div_euclid(2 * expected)).ok().map(Share)
}

/// 时间进度: the share of a period's working days that are gone while the period runs (A4).
pub fn time_passed(period: Period, today: Day, working_days: &WorkingDays) -> Option<Share> {
    let (gone, all) = working_days_gone(period, today, working_days);
    if period.contains(today) { ratio(gone, all) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::Company;

    #[test]
    fn time_passes_on_working_days() {
        // A4: November 2026 has 21 working days, 15 of them gone by Sunday the 22nd; today is never gone.
        let working_days = WorkingDays::of(&Company::default());
        let month = Period::parse("2026-11").expect("a period");
        for (today, expected) in [
            ("2026-11-01", Some(0)),
            ("2026-11-02", Some(0)),
            ("2026-11-20", Some(6_667)),
            ("2026-11-21", Some(7_143)),
            ("2026-11-22", Some(7_143)),
            ("2026-11-30", Some(9_524)),
            ("2026-12-01", None),
        ] {
            let today = Day::parse(today).expect("a day");
            assert_eq!(time_passed(month, today, &working_days), expected.map(Share), "{today}");
        }
    }

    #[test]
    fn eighty_percent_of_what_is_due_is_not_yet_alarming() {
        let working_days = WorkingDays::of(&Company::default());
        let month = Period::parse("2026-11").expect("a period");
        for (actual, target, today, expected) in [
            // Over: exactly 80 % is not below it (G9); 79.96 % is, though it shows as 80 % (A2).
            (8_000, 10_000, "2026-12-01", Standing::Behind),
            (7_996, 10_000, "2026-12-01", Standing::Alarming),
            (10_000, 10_000, "2026-12-01", Standing::Reached),
            // After ten of 21 working days 10/21 of the target is due; on the tenth 9/21, and on the last day 20/21.
            (10_000, 21_000, "2026-11-14", Standing::OnPace),
            (9_000, 21_000, "2026-11-14", Standing::Behind),
            (7_999, 21_000, "2026-11-14", Standing::Alarming),
            (9_000, 21_000, "2026-11-13", Standing::OnPace),
            (20_000, 21_000, "2026-11-30", Standing::OnPace),
            (0, 21_000, "2026-10-31", Standing::OnPace),
            (5, 0, "2026-11-13", Standing::NoTarget),
        ] {
            let today = Day::parse(today).expect("a day of the calendar");
            assert_eq!(standing(Some(actual), Some(target), month, today, &working_days), expected, "{actual} of {target} on {today}");
        }
        assert_eq!(standing(None, Some(1), month, Day(0), &working_days), Standing::NoTarget);
    }
}
