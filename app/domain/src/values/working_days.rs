//! Working days (A18): Monday to Friday, except the days off and make-up days (调休) in the State Council's yearly notice. The notices of 2023 to
//! 2026 are built in; the administrator adds later years. A year without a notice has plain weeks, and [`WorkingDays::year_known`] reports that.

mod notice;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

pub use notice::{BadLine, Notice, NoticeDraft, NoticeLine, NoticePart, SpecialDay};

use crate::values::calendar::{Day, Timestamp, weekdays_between};

/// The built-in notices.
static OFFICIAL: LazyLock<Vec<Notice>> = LazyLock::new(|| {
    let texts = [
        include_str!("working_days/2023.csv"),
        include_str!("working_days/2024.csv"),
        include_str!("working_days/2025.csv"),
        include_str!("working_days/2026.csv"),
    ];
    texts.into_iter().filter_map(|it| Notice::read(it).ok()).collect()
});

/// A company's calendar of working days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays {
    special: BTreeMap<Day, SpecialDay>,
    years: BTreeSet<i32>,
}

impl WorkingDays {
    /// The built-in notices, with each of the company's `own` notices replacing the built-in one of its year.
    pub fn with(own: &[Notice]) -> WorkingDays {
        let years: BTreeSet<i32> = own.iter().map(|it| it.year).collect();
        let official = OFFICIAL.iter().filter(|it| !years.contains(&it.year));
        let mut working_days = WorkingDays::default();
        for notice in official.chain(own) {
            working_days.years.insert(notice.year);
            working_days.special.extend(notice.days.iter().map(|it| (it.on, it.clone())));
        }
        working_days
    }

    pub fn is_working(&self, day: Day) -> bool {
        self.special.get(&day).map_or(is_weekday(day), |it| it.works)
    }

    /// What kind of day it is in this calendar.
    pub fn kind(&self, day: Day) -> DayKind {
        match (is_weekday(day), self.special(day).map(|it| it.works)) {
            (true, None | Some(true)) => DayKind::Workday,
            (false, None) => DayKind::Weekend,
            (false, Some(true)) => DayKind::MakeUp,
            (_, Some(false)) => DayKind::Holiday,
        }
    }

    /// The days of a year, and of the notice of that year beyond it, that are not of the same kind or name in another calendar; in order.
    pub fn changes(&self, other: &WorkingDays, year: i32) -> Vec<Day> {
        let near = |it: &&Day| (year - 1..=year + 1).contains(&it.year());
        let named: BTreeSet<Day> = self.special.keys().chain(other.special.keys()).filter(near).copied().collect();
        let name = |of: &WorkingDays, day: Day| of.special(day).map(|it| it.name.clone()).unwrap_or_default();
        named.into_iter().filter(|day| self.kind(*day) != other.kind(*day) || name(self, *day) != name(other, *day)).collect()
    }

    /// The notice's entry for that day, if any: a day off or make-up day, and its holiday.
    pub fn special(&self, day: Day) -> Option<&SpecialDay> {
        self.special.get(&day)
    }

    /// Working days from `first` to `last`, both included; 0 if `last` is before `first`.
    pub fn count(&self, first: Day, last: Day) -> i64 {
        if last < first {
            return 0;
        }
        let shift = |it: &SpecialDay| i64::from(it.works) - i64::from(is_weekday(it.on));
        weekdays_between(first, last) + self.special.range(first..=last).map(|(_, it)| shift(it)).sum::<i64>()
    }

    /// Working days elapsed since `after` (day 0), up to and including `until` (A18). An order placed on Monday is on day 3 on Thursday and
    /// exceeds 3 working days on Friday. 0 if `until` is not later.
    pub fn between(&self, after: Day, until: Day) -> i32 {
        i32::try_from(self.count(after.plus(1), until)).unwrap_or(i32::MAX)
    }

    /// The day itself if it is a working day, else the last working day before it (A34).
    pub fn previous_working(&self, day: Day) -> Day {
        // No holiday lasts a month.
        (0..31).map(|back| day.plus(-back)).find(|it| self.is_working(*it)).unwrap_or(day)
    }

    /// The day itself if it is a working day, else the first working day after it.
    pub fn next_working(&self, day: Day) -> Day {
        (0..31).map(|on| day.plus(on)).find(|it| self.is_working(*it)).unwrap_or(day)
    }

    /// The day `n` working days after `after` (day 0).
    pub fn after(&self, after: Day, n: u32) -> Day {
        let mut day = after;
        for _ in 0..n.min(1_000) {
            day = self.next_working(day.plus(1));
        }
        day
    }

    /// Whether a notice covers that year. Without one its weeks are plain, and the screen must say so.
    pub fn year_known(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The years that have a notice, ascending.
    pub fn years(&self) -> impl Iterator<Item = i32> + '_ {
        self.years.iter().copied()
    }
}

/// The kinds of day of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// 工作日.
    Workday,
    /// 周末.
    Weekend,
    /// 放假: a day off by the notice.
    Holiday,
    /// 调休上班: a weekend day worked.
    MakeUp,
}

/// The unit of a threshold (A17–A19).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// 自然日.
    NaturalDays,
    /// 工作日, including China's 调休 (A18).
    WorkingDays,
    /// Clock hours (A19).
    Hours,
    /// Clock hours on working days only (A19).
    WorkingHours,
    /// Calendar months.
    Months,
    /// Parts per ten thousand.
    Share,
    /// Pieces.
    Count,
}

/// An hour in milliseconds.
pub const HOUR: i64 = 3_600_000;

/// Timestamp of the local midnight that starts the day.
pub fn begins(day: Day, utc_offset_minutes: i32) -> Timestamp {
    Timestamp(i64::from(day.0).saturating_mul(24 * HOUR).saturating_sub(i64::from(utc_offset_minutes) * HOUR / 60))
}

/// Longest span counted, in days; no rule looks further back.
const FURTHEST: i32 = 800;

/// Milliseconds from `since` to `now`. For [`Calendar::WorkingHours`], only those on working days (A19).
pub fn elapsed(calendar: Calendar, since: Timestamp, now: Timestamp, offset: i32, working_days: &WorkingDays) -> i64 {
    let gone = now.0.saturating_sub(since.0).max(0);
    let (first, last) = (since.day(offset), now.day(offset));
    if calendar != Calendar::WorkingHours || FURTHEST < last.0.saturating_sub(first.0) {
        return gone;
    }
    (first.0..=last.0)
        .map(Day)
        .filter(|it| working_days.is_working(*it))
        .map(|it| now.0.min(begins(it.plus(1), offset).0).saturating_sub(since.0.max(begins(it, offset).0)).max(0))
        .sum()
}

/// Monday to Friday.
fn is_weekday(day: Day) -> bool {
    day.weekday() < 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::organisation::Company;

    #[track_caller]
    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day of the calendar")
    }

    fn official() -> WorkingDays {
        WorkingDays::of(&Company::default())
    }

    #[test]
    fn every_day_of_a_year_is_of_one_kind_and_its_months_add_up() {
        // A18: 2026 has 365 days and 104 weekend days; the notice moves some.
        let days = official();
        for (year, first, last) in
            [(2023, "2023-01-01", "2023-12-31"), (2026, "2026-01-01", "2026-12-31"), (2027, "2027-01-01", "2027-12-31")]
        {
            let (first, last) = (day(first), day(last));
            let all = || (first.0..=last.0).map(Day);
            assert!(all().all(|it| days.is_working(it) == matches!(days.kind(it), DayKind::Workday | DayKind::MakeUp)), "{year}");
            let months = (0..12).map(|it| crate::values::calendar::Month(first.month().0 + it));
            let of_month =
                |it: crate::values::calendar::Month| days.count(it.first(), crate::values::calendar::Month(it.0 + 1).first().plus(-1));
            assert_eq!(months.map(of_month).sum::<i64>(), days.count(first, last), "{year}");
        }
        for (on, kind) in [
            ("2026-01-01", DayKind::Holiday),
            ("2026-01-03", DayKind::Holiday),
            ("2026-01-04", DayKind::MakeUp),
            ("2026-01-05", DayKind::Workday),
            ("2026-01-10", DayKind::Weekend),
            ("2027-10-01", DayKind::Workday),
        ] {
            assert_eq!(days.kind(day(on)), kind, "{on}");
        }
    }

    #[test]
    fn two_calendars_differ_in_the_days_that_change() {
        let notice = |text: &str| Notice::read(text).expect("a notice");
        let (before, after) = (
            WorkingDays::with(&[notice("2027-10-01,off,国庆节\n2027-10-02,off,国庆节\n2027-10-09,work,国庆节")]),
            WorkingDays::with(&[notice("2027-10-01,off,国庆节\n2027-10-02,off,中秋节\n2027-10-08,off,国庆节")]),
        );
        assert_eq!(before.changes(&after, 2027), ["2027-10-02", "2027-10-08", "2027-10-09"].map(day));
        assert_eq!(before.changes(&before, 2027), []);
        assert_eq!(before.changes(&after, 2024), [], "another year");
    }

    #[test]
    fn the_official_table_is_built_in() {
        // A18: 调休. 142 special days in the notices of 2023 to 2026.
        let days = official();
        assert_eq!(days.years().collect::<Vec<_>>(), [2023, 2024, 2025, 2026]);
        assert_eq!(days.special.len(), 142);
        for (on, works) in [
            ("2022-12-31", false),
            ("2024-02-10", false), // 春节
            ("2024-02-04", true),  // a Sunday made up for it
            ("2024-02-18", true),
            ("2024-02-19", true),
            ("2025-10-01", false),
            ("2025-09-28", true), // a Sunday made up for 国庆节
            ("2026-10-10", true), // a Saturday made up for 国庆节
            ("2026-11-20", true),
            ("2026-11-21", false),
        ] {
            assert_eq!(days.is_working(day(on)), works, "{on}");
        }
    }

    #[test]
    fn working_days_elapse_from_day_zero() {
        // A18: the day of the order is day 0.
        let days = official();
        for (after, until, expected) in [
            ("2026-11-16", "2026-11-16", 0),
            ("2026-11-16", "2026-11-19", 3),
            ("2026-11-16", "2026-11-20", 4),
            ("2026-11-18", "2026-11-22", 2), // Thursday and Friday; the weekend stands still
            ("2026-11-20", "2026-11-16", 0),
            // 国庆 2026: off from 1 to 7 October; Saturday 10 October is a working day.
            ("2026-09-30", "2026-10-07", 0),
            ("2026-09-30", "2026-10-10", 3),
            ("2026-09-30", "2026-10-12", 4),
        ] {
            assert_eq!(days.between(day(after), day(until)), expected, "{after} to {until}");
            let one_by_one = (1..=(day(until).0 - day(after).0)).filter(|it| days.is_working(day(after).plus(*it))).count();
            assert_eq!(usize::try_from(expected), Ok(one_by_one), "{after} to {until}");
        }
    }

    #[test]
    fn a_day_off_gives_way_to_the_working_day_before() {
        // A34.
        let days = official();
        for (on, expected) in [
            ("2026-11-20", "2026-11-20"),
            ("2026-11-22", "2026-11-20"),
            ("2026-10-07", "2026-09-30"),
            ("2026-10-11", "2026-10-10"), // the Saturday before is a make-up day
        ] {
            assert_eq!(days.previous_working(day(on)), day(expected), "{on}");
        }
        assert_eq!(days.next_working(day("2026-10-01")), day("2026-10-08"));
        assert_eq!(days.after(day("2026-09-30"), 3), day("2026-10-10"));
        assert_eq!(days.after(day("2026-09-30"), 0), day("2026-09-30"));
    }

    #[test]
    fn a_missing_year_has_plain_weeks() {
        let days = official();
        assert!(days.year_known(2026) && !days.year_known(2027) && !days.year_known(2022));
        assert_eq!(days.count(day("2027-10-01"), day("2027-10-31")), 21);
    }

    #[test]
    fn the_companys_notice_replaces_the_official_one() {
        let own = |text: &str| Notice::read(text).expect("a notice");
        let company = Company {
            holidays: vec![own("2026-11-20,off,周年庆"), own("2027-10-01,off,国庆节\n2027-10-09,work,国庆节")],
            ..Company::default()
        };
        let days = WorkingDays::of(&company);
        assert!(!days.is_working(day("2026-11-20")));
        assert!(days.is_working(day("2026-10-01")), "the whole year is the company's");
        assert!(!days.is_working(day("2025-10-01")), "another year is not");
        assert!(days.year_known(2027));
        assert!(days.is_working(day("2027-10-09")) && !days.is_working(day("2027-10-01")));
    }
}
