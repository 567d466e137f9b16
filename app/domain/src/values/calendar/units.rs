//! Weeks, months, quarters and years, each of which knows where it begins.

use serde::{Deserialize, Serialize};
use time::{Date, Weekday};

use super::start::{WeekStart, pack, unpack};
use super::{Day, Period};

/// A week: weeks since the one that contains 1970-01-01, and the weekday it begins on. An ISO week is its bare number; a shifted week lies
/// beyond every date (see `start.rs`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Week(pub i32);

impl Week {
    pub fn first(self) -> Day {
        let (number, before_monday) = unpack(self.0, WeekStart::FURTHEST);
        Day(number.saturating_mul(7).saturating_sub(3 + before_monday))
    }

    /// The weekday it begins on.
    pub fn start(self) -> WeekStart {
        WeekStart::of(unpack(self.0, WeekStart::FURTHEST).1)
    }

    /// Weeks since the one of 1970-01-01, the same for the ISO week of its Monday. Compare weeks with different first days by it.
    pub fn number(self) -> i32 {
        unpack(self.0, WeekStart::FURTHEST).0
    }

    /// The week `by` weeks later (negative: earlier).
    pub fn shift(self, by: i32) -> Week {
        Week(self.0.saturating_add(by))
    }

    pub fn last(self) -> Day {
        self.first().plus(6)
    }

    pub fn contains(self, day: Day) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// Year and number of the ISO week of its Monday.
    pub fn iso(self) -> (i32, i32) {
        let monday = self.first().plus(self.start().before_monday());
        let (year, number, _) = monday.date().to_iso_week_date();
        (year, i32::from(number))
    }

    /// `None` if that ISO year has no such week: one in five or six years has a week 53.
    pub fn of_iso(year: i32, number: i32) -> Option<Week> {
        let monday = Date::from_iso_week_date(year, u8::try_from(number).ok()?, Weekday::Monday).ok()?;
        Some(Day::of(monday).week())
    }

    /// The week that begins a day or two earlier, or on the Monday.
    pub fn from_day(self, start: WeekStart) -> Week {
        Week(pack(self.number(), start.before_monday()))
    }

    /// The week of the same number in the previous ISO year; week 53 maps to week 52 if that year has no week 53.
    pub fn year_before(self) -> Week {
        let (year, number) = self.iso();
        let last = year.saturating_sub(1);
        let before = Week::of_iso(last, number).or_else(|| Week::of_iso(last, 52));
        before.map_or_else(|| self.shift(-52), |it| it.from_day(self.start()))
    }
}

/// A calendar month: `year * 12 + month - 1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(pub i32);

impl Month {
    /// `(year, month 1–12)`.
    pub fn year_month(self) -> (i32, u8) {
        (self.0.div_euclid(12), u8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1))
    }

    pub fn first(self) -> Day {
        let (year, month) = self.year_month();
        Day::from_ymd(year, month, 1).unwrap_or(if year < 0 { Day(i32::MIN) } else { Day(i32::MAX) })
    }

    /// Its year, where years begin with this month, 1–12.
    pub fn year_from(self, first_month: u8) -> Year {
        let shift = i32::from(first_month.clamp(1, 12)) - 1;
        Year(pack(self.0.saturating_sub(shift).div_euclid(12), shift))
    }

    /// Its quarter, where years begin with this month, 1–12.
    pub fn quarter_from(self, first_month: u8) -> Quarter {
        let shift = i32::from(first_month.clamp(1, 12)) - 1;
        Quarter(pack(self.0.saturating_sub(shift).div_euclid(3), shift))
    }
}

/// A year of twelve months. A calendar year is its bare number; a fiscal year that begins with another month lies beyond every date (see
/// `start.rs`) and is named by the calendar year in which it begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(pub i32);

impl Year {
    /// The calendar year in which it begins.
    pub fn number(self) -> i32 {
        unpack(self.0, 11).0
    }

    /// The month it begins with, 1–12.
    pub fn starts_with(self) -> u8 {
        u8::try_from(unpack(self.0, 11).1 + 1).unwrap_or(1)
    }

    /// Whether it is a calendar year.
    pub fn is_natural(self) -> bool {
        self.starts_with() == 1
    }

    /// The year `by` years later (negative: earlier).
    pub fn shift(self, by: i32) -> Year {
        Year(self.0.saturating_add(by))
    }

    pub fn first_month(self) -> Month {
        let (number, shift) = unpack(self.0, 11);
        Month(number.saturating_mul(12).saturating_add(shift))
    }

    pub fn quarters(self) -> [Quarter; 4] {
        let (number, shift) = unpack(self.0, 11);
        [0, 1, 2, 3].map(|by| Quarter(pack(number.saturating_mul(4).saturating_add(by), shift)))
    }
}

/// A quarter of a year: `year * 4 + quarter - 1`. One of a fiscal year lies beyond every date (see `start.rs`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quarter(pub i32);

impl Quarter {
    /// `(year, quarter 1–4)`.
    pub fn year_quarter(self) -> (Year, i32) {
        let (number, shift) = unpack(self.0, 11);
        (Year(pack(number.div_euclid(4), shift)), number.rem_euclid(4) + 1)
    }

    pub fn last(self) -> Day {
        Period::Quarter(self).last()
    }

    /// The quarter `by` quarters later (negative: earlier).
    pub fn shift(self, by: i32) -> Quarter {
        Quarter(self.0.saturating_add(by))
    }

    pub fn first_month(self) -> Month {
        let (number, shift) = unpack(self.0, 11);
        Month(number.saturating_mul(3).saturating_add(shift))
    }

    /// The calendar quarter of the same months, if there is one: a year from April, July or October has no other quarters.
    pub fn natural(self) -> Option<Quarter> {
        let month = self.first_month();
        Some(month.quarter_from(1)).filter(|it| it.first_month() == month)
    }

    /// The same for every quarter of these months: the calendar quarter if there is one.
    pub fn canonical(self) -> Quarter {
        self.natural().unwrap_or(self)
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.number(), self.starts_with()) {
            (year, 1) => write!(f, "{year:04}"),
            (year, first_month) => write!(f, "FY{year:04}-{first_month:02}"),
        }
    }
}
