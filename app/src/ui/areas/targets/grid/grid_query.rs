//! What the address of the page asks for.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use domain::records::target::CutBy;
use domain::values::calendar::{Period, WeekStart, Year};
use domain::values::kpi_name::KpiName;
use domain::values::target_of::TargetOf;

use crate::ui::fields::owners::within_reach;
use crate::ui::url::{InUrl, UrlReader, UrlState, address, routes};

/// What the rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridRows {
    /// The owner's members.
    #[default]
    Members,
    /// The parts of the owner's target.
    Cut(CutBy),
}

impl Display for GridRows {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            GridRows::Members => "members",
            GridRows::Cut(by) => by.as_str(),
        })
    }
}

impl FromStr for GridRows {
    type Err = ();

    fn from_str(text: &str) -> Result<GridRows, ()> {
        if text == "members" { Ok(GridRows::Members) } else { CutBy::parse(text).map(GridRows::Cut).ok_or(()) }
    }
}

/// The periods of the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GridPeriods {
    #[default]
    Months,
    Quarters,
    /// The weeks of one quarter of the year, from 1 to 4 (T-12). A week belongs to the quarter of its fourth day, as an ISO week to its Thursday's.
    Weeks(u8),
}

impl GridPeriods {
    pub const ALL: [GridPeriods; 6] = [
        GridPeriods::Months,
        GridPeriods::Quarters,
        GridPeriods::Weeks(1),
        GridPeriods::Weeks(2),
        GridPeriods::Weeks(3),
        GridPeriods::Weeks(4),
    ];

    pub fn of_year(self, year: Year, week_start: WeekStart) -> Vec<Period> {
        match self {
            GridPeriods::Months => Period::Year(year).months().into_iter().map(Period::Month).collect(),
            GridPeriods::Quarters => year.quarters().map(Period::Quarter).into(),
            GridPeriods::Weeks(quarter) => {
                let quarter = Period::Quarter(year.quarters()[usize::from(quarter.clamp(1, 4)) - 1]);
                let first = quarter.first().week_from(week_start);
                let weeks = (0..15).map(|by| first.shift(by));
                weeks.filter(|it| quarter.contains(it.first().plus(3))).map(Period::Week).collect()
            }
        }
    }
}

impl Display for GridPeriods {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            GridPeriods::Months => f.write_str("months"),
            GridPeriods::Quarters => f.write_str("quarters"),
            GridPeriods::Weeks(quarter) => write!(f, "weeks-{quarter}"),
        }
    }
}

impl FromStr for GridPeriods {
    type Err = ();

    fn from_str(text: &str) -> Result<GridPeriods, ()> {
        GridPeriods::ALL.into_iter().find(|it| it.to_string() == text).ok_or(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridQuery {
    pub year: Year,
    pub metric: KpiName,
    pub of: TargetOf,
    pub rows: GridRows,
    pub periods: GridPeriods,
}

pub type GridInUrl = UrlState<GridQuery>;

impl InUrl for GridQuery {
    const PATH: &'static str = routes::TARGETS_GRID;
    const REPLACES: bool = false;

    fn read(query: &dyn Fn(&str) -> Option<String>, reader: &UrlReader) -> GridQuery {
        let calendar = reader.book.company().calendar_on(reader.today);
        let year = query("year").and_then(|it| address::year(&it));
        GridQuery {
            year: year.unwrap_or(calendar.year_of(reader.today)),
            metric: query("metric").and_then(|it| it.parse().ok()).unwrap_or(KpiName::SALES_AMOUNT),
            of: within_reach(address::owner(query), reader.actor, reader.book),
            rows: query("rows").and_then(|it| it.parse().ok()).unwrap_or_default(),
            periods: query("columns").and_then(|it| it.parse().ok()).unwrap_or_default(),
        }
    }

    fn parts(&self, reader: &UrlReader) -> Vec<(&'static str, String)> {
        let mut parts = vec![("year", self.year.to_string()), ("metric", self.metric.to_string())];
        parts.extend(address::owner_part(self.of).filter(|_| self.of != reader.actor.widest()));
        parts.extend((self.rows != GridRows::Members).then(|| ("rows", self.rows.to_string())));
        parts.extend((self.periods != GridPeriods::Months).then(|| ("columns", self.periods.to_string())));
        parts
    }
}

#[cfg(test)]
mod tests {
    use domain::values::calendar::Month;

    use super::*;
    use crate::ui::url::state::assert_reads_back;

    #[test]
    fn an_address_reads_back_as_the_same_state() {
        for rows in [GridRows::Members].into_iter().chain(CutBy::ALL.map(GridRows::Cut)) {
            for periods in GridPeriods::ALL {
                assert_reads_back(|ids| GridQuery {
                    year: Year(2030),
                    metric: KpiName::DEALS,
                    of: TargetOf::Team(ids.first_team),
                    rows,
                    periods,
                });
            }
        }
    }

    #[test]
    fn each_week_of_a_year_is_in_one_quarter() {
        for (number, first_month, week_start) in
            (2020..2032).flat_map(|it| [(it, 1, WeekStart::Monday), (it, 4, WeekStart::Sunday), (it, 2, WeekStart::Saturday)])
        {
            let year = Month(number * 12 + i32::from(first_month) - 1).year_from(first_month);
            let weeks: Vec<Period> = (1..=4).flat_map(|it| GridPeriods::Weeks(it).of_year(year, week_start)).collect();
            assert!((52..=53).contains(&weeks.len()), "{year}");
            assert!(weeks.is_sorted_by(|a, b| a.last().plus(1) == b.first()), "{year}");
        }
    }
}
