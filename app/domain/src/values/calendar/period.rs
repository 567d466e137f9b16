//! Reporting periods and stretches of days.

use serde::{Deserialize, Serialize};

use super::start::WeekStart;
use super::{Day, Month, Quarter, Week, Year};

/// A reporting period (AN-01, T-12). Displayed and parsed as `2017`, `2017-Q3`, `2017-07`, `2017-W29`; shifted ones (A43) as `FY2017-04`,
/// `FY2017-04-Q3`, `2017-W29-sun`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    Week(Week),
    Month(Month),
    Quarter(Quarter),
    Year(Year),
}

impl Period {
    /// First and last day.
    pub fn days(self) -> (Day, Day) {
        (self.first(), self.next().first().plus(-1))
    }

    pub fn first(self) -> Day {
        match self {
            Period::Week(week) => week.first(),
            Period::Month(month) => month.first(),
            Period::Quarter(quarter) => quarter.first_month().first(),
            Period::Year(year) => year.first_month().first(),
        }
    }

    pub fn last(self) -> Day {
        self.days().1
    }

    pub fn contains(self, day: Day) -> bool {
        let (first, last) = self.days();
        first <= day && day <= last
    }

    /// The period `by` steps later (negative: earlier).
    pub fn shift(self, by: i32) -> Period {
        match self {
            Period::Week(week) => Period::Week(week.shift(by)),
            Period::Month(month) => Period::Month(Month(month.0.saturating_add(by))),
            Period::Quarter(quarter) => Period::Quarter(quarter.shift(by)),
            Period::Year(year) => Period::Year(year.shift(by)),
        }
    }

    /// The following period.
    pub fn next(self) -> Period {
        self.shift(1)
    }

    /// The preceding period, for 环比.
    pub fn previous(self) -> Period {
        self.shift(-1)
    }

    /// The same period a year earlier, for 同比. For weeks see [`Week::year_before`].
    pub fn year_before(self) -> Period {
        match self {
            Period::Week(week) => Period::Week(week.year_before()),
            Period::Month(_) => self.shift(-12),
            Period::Quarter(_) => self.shift(-4),
            Period::Year(_) => self.shift(-1),
        }
    }

    /// The months it covers; empty for a week.
    pub fn months(self) -> Vec<Month> {
        match self {
            Period::Week(_) => Vec::new(),
            Period::Month(month) => vec![month],
            Period::Quarter(quarter) => (0..3).map(|by| Month(quarter.first_month().0.saturating_add(by))).collect(),
            Period::Year(year) => (0..12).map(|by| Month(year.first_month().0.saturating_add(by))).collect(),
        }
    }

    /// A calendar year.
    pub const fn natural_year(year: i32) -> Period {
        Period::Year(Year(year))
    }

    /// The same for every period of these days, so that what is stored for one is found by the other: a quarter of a year from April is a calendar
    /// quarter.
    pub fn canonical(self) -> Period {
        match self {
            Period::Quarter(quarter) => Period::Quarter(quarter.canonical()),
            other => other,
        }
    }

    /// Whether the first month of its year or its first weekday is the company's own.
    pub fn is_shifted(self) -> bool {
        match self {
            Period::Week(week) => week.start() != WeekStart::Monday,
            Period::Month(_) => false,
            Period::Quarter(quarter) => !quarter.year_quarter().0.is_natural(),
            Period::Year(year) => !year.is_natural(),
        }
    }

    /// Parses what [`Display`](std::fmt::Display) prints.
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        let (year_text, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let (year_text, is_fiscal) = year_text.strip_prefix("FY").map_or((year_text, false), |it| (it, true));
        let year: i32 = year_text.parse().ok().filter(|it| (1900..=2200).contains(it))?;
        if is_fiscal {
            let (first_month, quarter) = rest?.split_once('-').map_or((rest?, None), |(month, quarter)| (month, Some(quarter)));
            let first_month: u8 = first_month.parse().ok().filter(|it| (2..=12).contains(it))?;
            return of_year(Month(year * 12 + i32::from(first_month) - 1).year_from(first_month), quarter);
        }
        let Some(rest) = rest.filter(|it| !it.starts_with('Q')) else { return of_year(Year(year), rest) };
        if let Some(week) = rest.strip_prefix('W') {
            let (week, start) =
                week.split_once('-').map_or((week, Some(WeekStart::Monday)), |(week, start)| (week, WeekStart::parse(start)));
            let week: i32 = week.parse().ok().filter(|it| (1..=53).contains(it))?;
            return Some(Period::Week(Week::of_iso(year, week)?.from_day(start?)));
        }
        let month: u8 = rest.parse().ok().filter(|it| (1..=12).contains(it))?;
        Some(Period::Month(Month(year * 12 + i32::from(month) - 1)))
    }
}

/// The year, or the quarter written like `Q3`.
fn of_year(year: Year, quarter: Option<&str>) -> Option<Period> {
    let Some(quarter) = quarter else { return Some(Period::Year(year)) };
    let at: usize = quarter.strip_prefix('Q')?.parse().ok()?;
    year.quarters().get(at.checked_sub(1)?).copied().map(Period::Quarter)
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Period::Week(week) => {
                let (year, number) = week.iso();
                write!(f, "{year:04}-W{number:02}{}", week.start().suffix())
            }
            Period::Month(month) => {
                let (year, month) = month.year_month();
                write!(f, "{year:04}-{month:02}")
            }
            Period::Quarter(quarter) => {
                let (year, quarter) = quarter.year_quarter();
                write!(f, "{year}-Q{quarter}")
            }
            Period::Year(year) => year.fmt(f),
        }
    }
}

/// A range of days, both ends included; empty if `last` is before `first`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    pub first: Day,
    pub last: Day,
}

impl Stretch {
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Number of days.
    pub fn days(self) -> i32 {
        self.last.0.saturating_sub(self.first.0).saturating_add(1).max(0)
    }
}

impl From<Period> for Stretch {
    fn from(period: Period) -> Stretch {
        let (first, last) = period.days();
        Stretch { first, last }
    }
}
