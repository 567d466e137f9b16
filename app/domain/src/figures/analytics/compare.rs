//! Comparable periods: which days of another period a period is compared with, and how two values compare (F-03, A45). Every screen that shows
//! 同比 or 环比 uses this module.
//!
//! A running period is compared with the other one up to the same day: figures that follow the calendar up to the same date, activities on
//! working days up to the same number of working days. What is known in advance, such as amounts due, is compared as a whole.

use serde::{Deserialize, Serialize};

use super::{Beginnings, Figure, working_days_gone};
use crate::figures::fact::Measure;
use crate::values::calendar::{Day, Month, Period, Stretch};
use crate::values::ratio::Ratio;
use crate::values::working_days::WorkingDays;

/// The other period to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The previous period, for 环比.
    PeriodBefore,
    /// The same period a year earlier, for 同比. For a week, the week with the same number ([`crate::values::calendar::Week::year_before`]).
    YearBefore,
}

/// How a value compares with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Growth {
    /// For amounts and counts: the change relative to the earlier value.
    By(Ratio),
    /// For rates: the difference, shown in percentage points.
    Points { now: Ratio, before: Ratio },
    /// The earlier value is zero, so there is no relative change.
    FromNothing,
    /// The earlier value is negative, for example when returns exceeded sales, so there is no relative change.
    FromNegative,
    /// No working day of the period has passed yet.
    NotBegun,
    /// One of the values cannot be measured, both are zero, or the earlier records are incomplete.
    Unknown,
}

impl Growth {
    /// The direction of the change; `Equal` if there is none or it is unknown.
    pub fn sign(self) -> std::cmp::Ordering {
        match self {
            Growth::By(ratio) => ratio.sign(),
            Growth::Points { now, before } => now.cmp(&before),
            Growth::FromNothing | Growth::FromNegative | Growth::NotBegun | Growth::Unknown => std::cmp::Ordering::Equal,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub other: Period,
    /// Whether the other period counts only up to the same day because this one is still running.
    pub is_to_date: bool,
    has_begun: bool,
    /// The days of the other period to compare with, for figures that follow the calendar.
    pub by_date: Stretch,
    by_working_days: Stretch,
}

/// What to compare a period with, as of today.
pub fn compare(period: Period, against: Against, today: Day, working_days: &WorkingDays) -> Comparison {
    let other = match against {
        Against::PeriodBefore => period.previous(),
        Against::YearBefore => period.year_before(),
    };
    let whole = Stretch::from(other);
    let is_to_date = period.contains(today) && today < period.last();
    let until = |last: Day| Stretch { last: last.clamp(whole.first.plus(-1), whole.last), ..whole };
    let (by_date, by_working_days) = if is_to_date {
        (until(same_date(period, other, today)), until(same_working_day(period, other, today, working_days)))
    } else {
        (whole, whole)
    };
    Comparison { other, is_to_date, has_begun: 0 < working_days_gone(period, today, working_days).0, by_date, by_working_days }
}

/// The day of the other period that corresponds to today. The last day of a month corresponds to the last day of another.
fn same_date(period: Period, other: Period, today: Day) -> Day {
    if let Period::Week(_) = period {
        return Day(other.first().0.saturating_add(today.0.saturating_sub(period.first().0)));
    }
    let months = other.first().month().0.saturating_sub(period.first().month().0);
    let last_of_month = |month: Month| Period::Month(month).last();
    if today == last_of_month(today.month()) {
        return last_of_month(Month(today.month().0.saturating_add(months)));
    }
    today.plus_months(months)
}

/// The day of the other period by which the same number of working days has passed. Days off belong to the working day before them.
fn same_working_day(period: Period, other: Period, today: Day, working_days: &WorkingDays) -> Day {
    let before = other.first().plus(-1);
    let gone = u32::try_from(working_days.count(period.first(), today)).unwrap_or(0);
    if working_days.is_working(today) { working_days.after(before, gone) } else { working_days.after(before, gone + 1).plus(-1) }
}

impl Comparison {
    /// The days of the other period in which facts of this measure count.
    pub fn days_of(&self, measure: Measure) -> Stretch {
        match measure {
            Measure::Due | Measure::Settled => self.other.into(),
            Measure::FollowUps | Measure::Activities => self.by_working_days,
            _ => self.by_date,
        }
    }

    /// The days of the other period to compare a figure with.
    pub fn days(&self, figure: Figure) -> Stretch {
        figure.measures().first().map_or(self.by_date, |it| self.days_of(*it))
    }

    /// Compares the two values of a figure.
    pub fn growth(&self, figure: Figure, now: Option<Ratio>, before: Option<Ratio>, beginnings: &Beginnings) -> Growth {
        self.growth_between(now, before, figure.is_ratio(), beginnings.covers(figure, self.days(figure)))
    }

    /// Compares two values. `is_covered` says whether the records reach back far enough to compare.
    pub fn growth_between(&self, now: Option<Ratio>, before: Option<Ratio>, is_rate: bool, is_covered: bool) -> Growth {
        let Some((now, before)) = now.zip(before) else { return Growth::Unknown };
        match before.sign() {
            _ if !self.has_begun => Growth::NotBegun,
            _ if !is_covered => Growth::Unknown,
            _ if is_rate => Growth::Points { now, before },
            std::cmp::Ordering::Less => Growth::FromNegative,
            std::cmp::Ordering::Equal if now.sign().is_eq() => Growth::Unknown,
            std::cmp::Ordering::Equal => Growth::FromNothing,
            std::cmp::Ordering::Greater => now.growth_on(before).map_or(Growth::Unknown, Growth::By),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fact::{Fact, FactKey};
    use crate::records::organisation::Company;
    use crate::values::ids::{CustomerId, PersonId};
    use crate::values::ratio::ratio;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    fn compared(of: &str, against: Against, today: &str) -> Comparison {
        compare(period(of), against, day(today), &WorkingDays::of(&Company::default()))
    }

    #[test]
    fn a_running_period_is_compared_up_to_the_same_day() {
        for (of, against, today, last) in [
            ("2026", Against::YearBefore, "2026-11-29", "2025-11-29"),
            ("2026", Against::YearBefore, "2026-02-28", "2025-02-28"),
            ("2024", Against::YearBefore, "2024-02-29", "2023-02-28"),
            ("2025", Against::YearBefore, "2025-02-28", "2024-02-29"),
            ("2026-11", Against::PeriodBefore, "2026-11-29", "2026-10-29"),
            ("2026-03", Against::PeriodBefore, "2026-03-30", "2026-02-28"),
            ("2026-12", Against::PeriodBefore, "2026-12-01", "2026-11-01"),
            ("2026-Q4", Against::PeriodBefore, "2026-11-30", "2026-08-31"),
            ("2026-Q4", Against::YearBefore, "2026-11-15", "2025-11-15"),
            ("2026-W48", Against::PeriodBefore, "2026-11-25", "2026-11-18"),
            ("2026-W53", Against::YearBefore, "2026-12-30", "2025-12-24"),
        ] {
            let comparison = compared(of, against, today);
            assert!(comparison.is_to_date, "{of} on {today}");
            let days = comparison.days(Figure::SalesAmount);
            assert_eq!((days.first, days.last), (comparison.other.first(), day(last)), "{of} on {today}");
            assert_eq!(comparison.days_of(Measure::Due), comparison.other.into(), "what falls due is known beforehand");
        }
    }

    #[test]
    fn a_finished_period_is_compared_whole() {
        for (of, today) in [("2026-11", "2026-12-01"), ("2026-11", "2026-11-30"), ("2025", "2026-11-29"), ("2026-02", "2026-02-28")] {
            let comparison = compared(of, Against::PeriodBefore, today);
            assert!(!comparison.is_to_date, "{of} on {today}");
            for figure in Figure::ALL {
                assert_eq!(comparison.days(figure), comparison.other.into(), "{of} on {today}");
            }
        }
    }

    #[test]
    fn working_day_figures_are_compared_by_working_days() {
        // A18: October 2026 begins with the holidays, so its third working day is the 10th, a make-up day. November's third working day is
        // Wednesday the 4th.
        let third = compared("2026-11", Against::PeriodBefore, "2026-11-04");
        assert_eq!(third.days(Figure::FollowUps).last, day("2026-10-10"));
        assert_eq!(third.days(Figure::SalesAmount).last, day("2026-10-04"));
        // A weekend belongs to the Friday before it. The fifth working day of October is Tuesday the 13th.
        assert_eq!(compared("2026-11", Against::PeriodBefore, "2026-11-08").days(Figure::FollowUps).last, day("2026-10-13"));
    }

    fn beginning(on: &str) -> Beginnings {
        let fact = |measure| {
            let key =
                FactKey { measure, on: day(on), person: PersonId::default(), team: None, product: None, customer: CustomerId::default() };
            Fact::of(key, 1)
        };
        Beginnings::of(&Measure::ALL.map(fact))
    }

    #[test]
    fn growth_matches_the_golden_numbers() {
        // F-03, A45.
        let year = compared("2026", Against::YearBefore, "2026-11-29");
        let growth = |now: Option<i64>, before: Option<i64>| {
            year.growth(Figure::Deals, now.map(Ratio::whole), before.map(Ratio::whole), &beginning("2020-01-01"))
        };
        let by = |of, to| ratio(of, to).map(Growth::By).expect("a ratio");
        for (case, now, before, expected) in [
            ("G5", Some(480), Some(450), by(1, 15)),
            ("G6", Some(18), Some(15), by(1, 5)),
            ("half", Some(1), Some(2), by(-1, 2)),
            ("from nothing", Some(5), Some(0), Growth::FromNothing),
            ("from nowhere", Some(5), None, Growth::Unknown),
            ("still nothing", Some(0), Some(0), Growth::Unknown),
            ("not measured", None, Some(5), Growth::Unknown),
            ("after more came back than was sold", Some(5), Some(-3), Growth::FromNegative),
        ] {
            assert_eq!(growth(now, before), expected, "{case}");
        }
    }

    #[test]
    fn rates_differ_by_points() {
        let year = compared("2025", Against::YearBefore, "2026-11-29");
        let (now, before) = (ratio(232, 1_000), ratio(169, 1_000));
        let growth = year.growth(Figure::WinRate, now, before, &beginning("2020-01-01"));
        assert_eq!(Some(growth), now.zip(before).map(|(now, before)| Growth::Points { now, before }));
        assert!(growth.sign().is_gt());
        let from_none = year.growth(Figure::WinRate, now, Some(Ratio::NONE), &beginning("2020-01-01"));
        assert!(matches!(from_none, Growth::Points { .. }), "0 % is a rate to differ from");
    }

    #[test]
    fn no_comparison_before_the_first_working_day_has_passed() {
        let growth = |of, today| {
            let comparison = compared(of, Against::PeriodBefore, today);
            comparison.growth(Figure::SalesAmount, Some(Ratio::NONE), Some(Ratio::whole(9)), &beginning("2020-01-01"))
        };
        let all_of_it = Growth::By(Ratio::whole(-1));
        assert_eq!(growth("2026-12", "2026-12-01"), Growth::NotBegun);
        assert_eq!(growth("2026-12", "2026-12-02"), all_of_it);
        assert_eq!(growth("2026-08", "2026-08-03"), Growth::NotBegun, "a Monday after a weekend");
        assert_eq!(growth("2026-W49", "2026-11-29"), Growth::NotBegun, "tomorrow's week");
        assert_eq!(growth("2026-11", "2026-12-01"), all_of_it);
    }

    #[test]
    fn no_comparison_with_a_period_without_records() {
        let year = compared("2025", Against::YearBefore, "2026-11-29");
        let growth = |begins| year.growth(Figure::Deals, Some(Ratio::whole(4)), Some(Ratio::whole(2)), &beginning(begins));
        for (begins, is_known) in [("2023-06-01", true), ("2024-01-05", true), ("2024-06-01", false), ("2025-03-01", false)] {
            assert_eq!(growth(begins) != Growth::Unknown, is_known, "{begins}");
        }
    }
}
