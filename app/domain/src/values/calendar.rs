//! Days, weeks, months, quarters and years in the company's time zone (A43: calendar quarters, ISO weeks from Monday, unless the company shifts
//! them). A shifted week, quarter or year carries its own start, so that its days follow without the company's rules. Reads no clock: the caller
//! passes a [`Timestamp`] in.

mod start;

use serde::{Deserialize, Serialize};
use time::{Date, UtcDateTime, Weekday};

use self::start::{pack, unpack};
use crate::values::text::fold;

pub use start::WeekStart;

/// Milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    const MINUTE: i64 = 60_000;

    /// The local day where clocks are `offset_minutes` ahead of UTC.
    pub fn day(self, offset_minutes: i32) -> Day {
        let local = self.0.saturating_add(i64::from(offset_minutes) * Timestamp::MINUTE);
        let days = local.div_euclid(24 * 60 * Timestamp::MINUTE).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
        Day(i32::try_from(days).unwrap_or_default())
    }

    /// Minutes since local midnight, for displaying the time of day.
    pub fn minute_of_day(self, offset_minutes: i32) -> i32 {
        let local = self.0.saturating_add(i64::from(offset_minutes) * Timestamp::MINUTE);
        i32::try_from(local.div_euclid(Timestamp::MINUTE).rem_euclid(24 * 60)).unwrap_or(0)
    }
}

/// A calendar day, as days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

const JULIAN_1970: i32 = UtcDateTime::UNIX_EPOCH.to_julian_day();

impl Day {
    /// Earliest day a record may carry (1990-01-01); anything earlier is a typing mistake.
    pub const FIRST: Day = Day(7_305);
    /// Latest day a record may carry (2100-12-31).
    pub const LAST: Day = Day(47_846);

    /// `None` if the date does not exist.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Day> {
        let month = time::Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Day::of)
    }

    fn of(date: Date) -> Day {
        Day(date.to_julian_day() - JULIAN_1970)
    }

    /// Clamps days that the library cannot hold.
    fn date(self) -> Date {
        let clamped = self.0.clamp(-700_000, 2_900_000);
        Date::from_julian_day(clamped + JULIAN_1970).unwrap_or(Date::MIN)
    }

    /// `(year, month 1–12, day 1–31)`.
    pub fn ymd(self) -> (i32, u8, u8) {
        let (year, month, day) = self.date().to_calendar_date();
        (year, u8::from(month), day)
    }

    /// Parses year, month and day in this order: `2024-06-15`, `2024/6/15`, `2024年6月15日`, `20240615`. The year must have four digits.
    pub fn parse(text: &str) -> Option<Day> {
        let text = fold(text).replace(' ', "");
        let text = text.trim_end_matches(['日', '号', '號']);
        let number =
            |it: &str, longest: usize| it.parse::<u16>().ok().filter(|_| (1..=longest).contains(&it.len()) && !it.starts_with('+'));
        let of_parts = |year: &str, month: &str, day: &str| {
            let year = number(year, 4).filter(|_| year.len() == 4)?;
            Day::from_ymd(year.into(), u8::try_from(number(month, 2)?).ok()?, u8::try_from(number(day, 2)?).ok()?)
        };
        let is_separator = |it: char| "-/.年月‐–—−。".contains(it);
        match text.split(is_separator).collect::<Vec<_>>()[..] {
            [year, month, day] => of_parts(year, month, day),
            [digits] if digits.len() == 8 && digits.is_ascii() => of_parts(&digits[..4], &digits[4..6], &digits[6..]),
            _ => None,
        }
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i32 {
        self.date().weekday().number_days_from_monday().into()
    }

    /// The day `days` later (negative: earlier).
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The same day `months` later (negative: earlier), clamped to the end of the month.
    pub fn plus_months(self, months: i32) -> Day {
        let (_, _, of_month) = self.ymd();
        let first = Month(self.month().0.saturating_add(months)).first();
        let length = first.date().month().length(first.year());
        first.plus(i32::from(of_month.min(length)) - 1)
    }

    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(year * 12 + i32::from(month) - 1)
    }

    /// Its ISO week. The company's week is [`FiscalCalendar::week_of`](crate::rules::FiscalCalendar::week_of).
    pub fn week(self) -> Week {
        self.week_from(WeekStart::Monday)
    }

    /// Its week, where weeks begin on this weekday.
    pub fn week_from(self, start: WeekStart) -> Week {
        Week(pack(self.0.saturating_add(3 + start.before_monday()).div_euclid(7), start.before_monday()))
    }

    /// Its calendar quarter. The company's quarter is [`FiscalCalendar::quarter_of`](crate::rules::FiscalCalendar::quarter_of).
    pub fn quarter(self) -> Quarter {
        self.month().quarter_from(1)
    }

    /// Its calendar year. The company's year is [`FiscalCalendar::year_of`](crate::rules::FiscalCalendar::year_of).
    pub fn year(self) -> i32 {
        self.date().year()
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

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

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.number(), self.starts_with()) {
            (year, 1) => write!(f, "{year:04}"),
            (year, first_month) => write!(f, "FY{year:04}-{first_month:02}"),
        }
    }
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

/// Number of weekdays (Monday to Friday) from `first` to `last`, both included; 0 if `last` is before `first`.
pub fn weekdays_between(first: Day, last: Day) -> i64 {
    let upto = |day: Day| {
        // Weekdays from the Monday of week 0 up to and including `day`.
        let since = i64::from(day.0) + 3;
        since.div_euclid(7) * 5 + (since.rem_euclid(7) + 1).min(5)
    };
    if last < first { 0 } else { upto(last) - upto(first.plus(-1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    #[test]
    fn days_are_read_and_printed() {
        for text in ["1970-01-01", "2024-02-29", "1999-12-31", "2026-11-21"] {
            assert_eq!(day(text).to_string(), text);
        }
        assert_eq!(Day::parse("2023-02-29"), None);
        for text in [
            "2026年11月29日",
            "2026 年 11 月 29 号",
            "2026/11/29",
            "2026.11.29",
            "20261129",
            "２０２６－１１－２９",
            "２０２６年１１月２９⽇",
            "2026—11—29",
            "\u{FEFF}2026-\u{200B}11-29\u{3000}",
        ] {
            assert_eq!(Day::parse(text), Some(day("2026-11-29")), "{text}");
        }
        for text in [
            "7.15",
            "24-03-01",
            "2026-11",
            "2026-11-29-1",
            "2026-+1-29",
            "2026-1129",
            "202611290",
            "2026-13-01",
            "29.11.2026",
            "2026年11月",
            "",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(day("1970-01-01"), Day(0));
        assert_eq!((Day::FIRST.to_string(), Day::LAST.to_string()), ("1990-01-01".into(), "2100-12-31".into()));
    }

    proptest::proptest! {
        #[test]
        fn a_day_reads_back_in_every_way_it_can_be_written(number in Day::FIRST.0..=Day::LAST.0, stray in 0_usize..=10) {
            let (year, month, of_month) = Day(number).ymd();
            for written in [
                Day(number).to_string(),
                format!("{year}年{month}月{of_month}日"),
                format!("{year}/{month}/{of_month}"),
                format!("{year}. {month}. {of_month}"),
                format!("{year}{month:02}{of_month:02}"),
            ] {
                let wide = |it: char| if it.is_ascii_graphic() { char::from_u32(u32::from(it) + 0xFEE0).expect("its wide form") } else { it };
                let mut characters: Vec<char> = written.chars().map(wide).collect();
                characters.insert(stray.min(characters.len()), '\u{200B}');
                let decorated: String = characters.into_iter().collect();
                proptest::prop_assert_eq!(Day::parse(&written), Some(Day(number)), "{}", written);
                proptest::prop_assert_eq!(Day::parse(&decorated), Some(Day(number)), "{}", decorated);
            }
        }
    }

    #[test]
    fn plus_months_is_clamped_to_the_end_of_the_month() {
        for (from, months, expected) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-05-18", 1, "2026-06-18"),
            ("2026-03-31", -1, "2026-02-28"),
        ] {
            assert_eq!(day(from).plus_months(months), day(expected), "{from} {months}");
        }
    }

    #[test]
    fn weeks_follow_iso() {
        // 2021-01-03 is still 2020-W53, 2024-12-30 is already 2025-W01.
        assert_eq!(Period::Week(day("2021-01-03").week()).to_string(), "2020-W53");
        assert_eq!(Period::Week(day("2024-12-30").week()).to_string(), "2025-W01");
        assert_eq!(day("2024-12-30").weekday(), 0);
    }

    #[test]
    fn a_week_is_compared_with_the_week_of_its_number() {
        for (week, before) in [
            ("2027-W01", "2026-W01"),
            ("2026-W48", "2025-W48"),
            ("2021-W52", "2020-W52"),
            // 2026 has a week 53, 2025 has none.
            ("2026-W53", "2025-W52"),
            ("2020-W53", "2019-W52"),
            // The previous year has 53 weeks, so the week lies 53 weeks back.
            ("2027-W52", "2026-W52"),
            ("2021-W01", "2020-W01"),
        ] {
            let of = |text: &str| Period::parse(text).expect("a week");
            assert_eq!(of(week).year_before(), of(before), "{week}");
        }
    }

    #[test]
    fn periods_read_back() {
        for text in ["2017", "2017-Q3", "2017-07", "2020-W53", "2025-W01"] {
            assert_eq!(Period::parse(text).expect("a period").to_string(), text);
        }
        for text in ["FY2017-04", "FY2017-04-Q3", "FY2017-12-Q4", "2020-W53-sun", "2025-W01-sat"] {
            assert_eq!(Period::parse(text).expect("a period").to_string(), text);
        }
        for text in ["FY2017", "FY2017-01", "FY2017-13", "FY2017-04-Q5", "FY2017-04-05", "2017-W20-mon", "2017-04-Q1", "2017-Q0"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
        for text in ["2017-13", "2017-Q5", "17", "", "2017-W54", "abc"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    proptest::proptest! {
        /// A43.
        #[test]
        fn every_day_is_in_one_week_quarter_and_year(number in Day::FIRST.0..=Day::LAST.0, first_month in 1_u8..=12, start in 0_usize..3) {
            let day = Day(number);
            let start = WeekStart::ALL[start];
            for period in [
                Period::Week(day.week_from(start)),
                Period::Month(day.month()),
                Period::Quarter(day.month().quarter_from(first_month)),
                Period::Year(day.month().year_from(first_month)),
            ] {
                proptest::prop_assert!(period.contains(day), "{}", period);
                // The neighbours adjoin, so no other period of this calendar contains the day.
                proptest::prop_assert_eq!(period.previous().last().plus(1), period.first());
                proptest::prop_assert_eq!(period.last().plus(1), period.next().first());
                proptest::prop_assert_eq!((period.next().previous(), period.previous().next()), (period, period));
                proptest::prop_assert_eq!(Period::parse(&period.to_string()), Some(period), "{}", period);
                let json = serde_json::to_string(&period).expect("JSON");
                proptest::prop_assert_eq!(serde_json::from_str::<Period>(&json).expect("a period"), period, "{}", json);
            }
        }

        #[test]
        fn the_months_make_the_quarters_and_the_quarters_the_year(number in 1990_i32..2100, first_month in 1_u8..=12) {
            let year = Month(number * 12 + i32::from(first_month) - 1).year_from(first_month);
            proptest::prop_assert_eq!((year.number(), year.starts_with()), (number, first_month));
            let months: Vec<Month> = year.quarters().into_iter().flat_map(|it| Period::Quarter(it).months()).collect();
            proptest::prop_assert_eq!(&months, &Period::Year(year).months());
            let days = |period: Period| Stretch::from(period).days();
            let by_month: i32 = months.iter().map(|it| days(Period::Month(*it))).sum();
            let by_quarter: i32 = year.quarters().map(|it| days(Period::Quarter(it))).iter().sum();
            proptest::prop_assert_eq!((by_month, by_quarter), (days(Period::Year(year)), days(Period::Year(year))));
            for (at, quarter) in year.quarters().into_iter().enumerate() {
                proptest::prop_assert_eq!(quarter.year_quarter(), (year, at as i32 + 1));
                proptest::prop_assert_eq!(Stretch::from(Period::Quarter(quarter.canonical())), Stretch::from(Period::Quarter(quarter)));
            }
        }

        #[test]
        fn no_stored_number_is_beyond_reading(number in proptest::num::i32::ANY) {
            for period in [Period::Week(Week(number)), Period::Quarter(Quarter(number)), Period::Year(Year(number))] {
                let _ = (period.days(), period.to_string(), period.year_before(), period.months().len(), period.canonical());
            }
        }
    }

    #[test]
    fn natural_periods_are_stored_as_ever() {
        for (text, json) in [
            ("2026", r#"{"year":2026}"#),
            ("2026-Q4", r#"{"quarter":8107}"#),
            ("2026-W47", r#"{"week":2968}"#),
            // A43: a shifted one is a number that no date reaches, so a device of an older release shows nothing for it.
            ("FY2026-04", r#"{"year":3002026}"#),
            ("FY2026-04-Q3", r#"{"quarter":3008106}"#),
            ("2026-W47-sun", r#"{"week":1002968}"#),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(serde_json::to_string(&period).expect("JSON"), json, "{text}");
        }
    }

    #[test]
    fn shifted_periods_have_their_days() {
        for (text, first, last, before) in [
            ("FY2026-04", "2026-04-01", "2027-03-31", "FY2025-04"),
            ("FY2026-04-Q4", "2027-01-01", "2027-03-31", "FY2025-04-Q4"),
            ("FY2026-02-Q1", "2026-02-01", "2026-04-30", "FY2025-02-Q1"),
            ("FY2023-12", "2023-12-01", "2024-11-30", "FY2022-12"),
            // The week of the same Monday, from the day or two before it.
            ("2026-W47-sun", "2026-11-15", "2026-11-21", "2025-W47-sun"),
            ("2026-W47-sat", "2026-11-14", "2026-11-20", "2025-W47-sat"),
            ("2026-W53-sat", "2026-12-26", "2027-01-01", "2025-W52-sat"),
        ] {
            let period = Period::parse(text).expect("a period");
            assert_eq!(period.days(), (day(first), day(last)), "{text}");
            assert_eq!(period.year_before().to_string(), before, "{text}");
        }
        assert_eq!(Period::parse("FY2026-04-Q1").map(Period::canonical), Period::parse("2026-Q2"));
        assert_eq!(Period::parse("FY2026-10-Q2").map(Period::canonical), Period::parse("2027-Q1"));
        assert_eq!(Period::parse("FY2026-02-Q1").map(Period::canonical), Period::parse("FY2026-02-Q1"));
    }

    #[test]
    fn a_year_ends_on_its_last_day() {
        let (first, last) = Period::natural_year(2017).days();
        assert_eq!((first, last), (day("2017-01-01"), day("2017-12-31")));
        assert_eq!(Period::parse("2017-Q1").expect("a period").days(), (day("2017-01-01"), day("2017-03-31")));
        assert_eq!(Period::Month(day("2024-02-10").month()).last(), day("2024-02-29"));
    }

    #[test]
    fn months_end_where_they_end() {
        // A34: clamped to the end of the month.
        for (from, months, expected) in [
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2026-11-30", 2, "2027-01-30"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-01-15", -2, "2025-11-15"),
        ] {
            assert_eq!(day(from).plus_months(months), day(expected), "{from} {months}");
        }
    }

    #[test]
    fn the_day_turns_at_local_midnight() {
        let late_evening_utc = Timestamp(16 * 3_600_000); // 1970-01-02 00:00 in Shanghai
        assert_eq!(late_evening_utc.day(480), Day(1));
        assert_eq!(Timestamp(late_evening_utc.0 - 1).day(480), Day(0));
    }

    #[test]
    fn weekdays_are_counted_inclusively() {
        assert_eq!(weekdays_between(day("2026-11-16"), day("2026-11-20")), 5);
        assert_eq!(weekdays_between(day("2026-11-21"), day("2026-11-22")), 0);
        assert_eq!(weekdays_between(day("2026-11-01"), day("2026-11-30")), 21);
        assert_eq!(weekdays_between(day("2026-11-20"), day("2026-11-16")), 0);
    }
}
