//! Where the company's years and weeks begin (A43).

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Day, Period, Quarter, Week, WeekStart, Year};
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// By default calendar years and ISO weeks. The version of today divides all time, so that every day is in one year, quarter and week; periods that
/// were stored under an earlier version keep their days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalCalendar {
    /// The first month of the fiscal year, 1–12.
    pub first_month: u8,
    #[serde(default)]
    pub week_start: WeekStart,
}

impl Default for FiscalCalendar {
    fn default() -> FiscalCalendar {
        FiscalCalendar { first_month: 1, week_start: WeekStart::Monday }
    }
}

impl FiscalCalendar {
    pub fn week_of(self, day: Day) -> Week {
        day.week_from(self.week_start)
    }

    pub fn quarter_of(self, day: Day) -> Quarter {
        day.month().quarter_from(self.first_month)
    }

    pub fn year_of(self, day: Day) -> Year {
        day.month().year_from(self.first_month)
    }

    /// A year itself, otherwise the year of this calendar in which a period begins.
    pub fn year_around(self, period: Period) -> Year {
        if let Period::Year(year) = period { year } else { self.year_of(period.first()) }
    }

    /// The same period under this calendar's name: its quarter of the same months, if there is one.
    pub fn named(self, period: Period) -> Period {
        let own = Period::Quarter(self.quarter_of(period.first()));
        if own.canonical() == period.canonical() { own } else { period }
    }

    /// The longer periods that hold all days of a period, the shortest first; those of this calendar before those of the natural one.
    pub fn holders(self, period: Period) -> Vec<Period> {
        let (first, last) = period.days();
        let mut longer = vec![
            Period::Month(first.month()),
            Period::Quarter(self.quarter_of(first)),
            Period::Quarter(first.quarter()),
            Period::Year(self.year_of(first)),
            Period::natural_year(first.year()),
        ];
        longer.dedup();
        longer.into_iter().filter(|it| *it != period && it.contains(last)).collect()
    }

    /// Refuses a month that does not exist.
    pub(crate) fn check(self, refusals: &mut Refusals) {
        let exists = (1..=12).contains(&self.first_month);
        refusals.refuse_if(!exists, Field::FiscalCalendarFirstMonth, Refusal::OutOfRange { least: 1, most: 12 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    #[test]
    fn a_day_is_in_the_companys_week_quarter_and_year() {
        // A43, boundaries included.
        for (first_month, week_start, on, week, quarter, year) in [
            (1, WeekStart::Monday, "2026-11-30", "2026-W49", "2026-Q4", "2026"),
            (4, WeekStart::Sunday, "2026-03-31", "2026-W14-sun", "FY2025-04-Q4", "FY2025-04"),
            (4, WeekStart::Sunday, "2026-04-01", "2026-W14-sun", "FY2026-04-Q1", "FY2026-04"),
            (4, WeekStart::Sunday, "2026-11-28", "2026-W48-sun", "FY2026-04-Q3", "FY2026-04"),
            (4, WeekStart::Sunday, "2026-11-29", "2026-W49-sun", "FY2026-04-Q3", "FY2026-04"),
            (2, WeekStart::Saturday, "2026-11-27", "2026-W48-sat", "FY2026-02-Q4", "FY2026-02"),
            (2, WeekStart::Saturday, "2026-11-28", "2026-W49-sat", "FY2026-02-Q4", "FY2026-02"),
            (12, WeekStart::Monday, "2026-12-01", "2026-W49", "FY2026-12-Q1", "FY2026-12"),
        ] {
            let calendar = FiscalCalendar { first_month, week_start };
            let on = day(on);
            let found = [Period::Week(calendar.week_of(on)), Period::Quarter(calendar.quarter_of(on)), Period::Year(calendar.year_of(on))];
            assert_eq!(found.map(|it| it.to_string()), [week, quarter, year].map(String::from), "{on} from month {first_month}");
        }
    }

    #[test]
    fn a_period_is_planned_within_one_year() {
        let calendar = FiscalCalendar { first_month: 4, ..FiscalCalendar::default() };
        // A43: what was set for a calendar year stays there.
        for (period, year) in [("2026", "2026"), ("FY2025-04", "FY2025-04"), ("2026-Q1", "FY2025-04"), ("2026-04", "FY2026-04")] {
            assert_eq!(calendar.year_around(Period::parse(period).expect("a period")).to_string(), year);
        }
    }

    #[test]
    fn a_quarter_is_called_by_the_companys_name() {
        let of = |first_month| FiscalCalendar { first_month, ..FiscalCalendar::default() };
        for (calendar, period, expected) in [
            (of(4), "2026-Q2", "FY2026-04-Q1"),
            (of(4), "2026-Q1", "FY2025-04-Q4"),
            (of(1), "FY2026-04-Q1", "2026-Q2"),
            (of(7), "FY2026-04-Q2", "FY2026-07-Q1"),
            // Other months stay what they are.
            (of(2), "2026-Q2", "2026-Q2"),
            (of(4), "2026", "2026"),
            (of(4), "2026-04", "2026-04"),
            (of(4), "2026-W14", "2026-W14"),
        ] {
            assert_eq!(calendar.named(Period::parse(period).expect("a period")).to_string(), expected, "{period}");
        }
    }

    #[test]
    fn longer_periods_hold_shorter_ones() {
        let april = FiscalCalendar { first_month: 4, ..FiscalCalendar::default() };
        let february = FiscalCalendar { first_month: 2, ..FiscalCalendar::default() };
        for (calendar, period, holders) in [
            (FiscalCalendar::default(), "2026-11", vec!["2026-Q4", "2026"]),
            (FiscalCalendar::default(), "2026-Q4", vec!["2026"]),
            (FiscalCalendar::default(), "2026", vec![]),
            (FiscalCalendar::default(), "2026-W47", vec!["2026-11", "2026-Q4", "2026"]),
            // From Monday, 30 November, and from Monday, 28 December.
            (FiscalCalendar::default(), "2026-W49", vec!["2026-Q4", "2026"]),
            (FiscalCalendar::default(), "2026-W53", vec![]),
            // A43: an average stated for a calendar year or quarter still holds its months.
            (april, "2026-11", vec!["FY2026-04-Q3", "2026-Q4", "FY2026-04", "2026"]),
            (april, "FY2026-04-Q3", vec!["2026-Q4", "FY2026-04", "2026"]),
            (april, "2026-W53", vec!["FY2026-04"]),
            (february, "2026-W05", vec!["2026-Q1", "2026"]),
            (february, "FY2026-02-Q1", vec!["FY2026-02", "2026"]),
        ] {
            let found = calendar.holders(Period::parse(period).expect("a period"));
            assert_eq!(found.iter().map(Period::to_string).collect::<Vec<_>>(), holders, "{period} from {}", calendar.first_month);
        }
    }
}
