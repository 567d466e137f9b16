//! Whether a record was entered in time (SA-07, AL-12, A46), by the clock of the device it was entered on, so that a day without a network does
//! not count against anyone. The time of arrival at the server is stored separately if it was notably later.

use crate::book::Book;
use crate::rules::EntryTimes;
use crate::values::calendar::{Day, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryTime {
    /// By the time expected on the same day (`expected_by`, 18:00 by default), or in advance.
    InTime,
    /// Later, but no later than `back_filled_after` on the next day (noon by default).
    Late,
    /// 补录: later still.
    BackFilled,
}

/// Classifies a record about `on` that was entered at `made_at`. The limit itself, to the minute, is still in time.
pub fn entry_time(on: Day, made_at: Timestamp, utc_offset_minutes: i32, rules: &EntryTimes) -> EntryTime {
    let (day, minute) = (made_at.day(utc_offset_minutes), made_at.minute_of_day(utc_offset_minutes));
    match i64::from(day.0) - i64::from(on.0) {
        ..=-1 => EntryTime::InTime,
        0 if minute <= rules.expected_by => EntryTime::InTime,
        0 => EntryTime::Late,
        1 if minute <= rules.back_filled_after => EntryTime::Late,
        _ => EntryTime::BackFilled,
    }
}

/// Classifies a record by the company's rules of the day `on`.
pub fn in_company(on: Day, made_at: Timestamp, book: &Book) -> EntryTime {
    let company = book.company();
    entry_time(on, made_at, company.utc_offset_minutes, &company.entry_times.on(on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_after_noon_of_the_next_day_is_back_filled() {
        // A46, AL-12, SA-07: limits 18:00 and 12:00 of the next day, in Shanghai, where 0:00 is 16:00 UTC of the day before.
        let on = Day(20_591);
        let at = |days: i64, hour: i64, minute: i64| Timestamp(((i64::from(on.0) + days) * 24 + hour - 8) * 3_600_000 + minute * 60_000);
        let rules = EntryTimes::default();
        for (made_at, expected) in [
            (at(-1, 9, 0), EntryTime::InTime),
            (at(0, 9, 0), EntryTime::InTime),
            (at(0, 18, 0), EntryTime::InTime),
            (at(0, 18, 1), EntryTime::Late),
            (at(1, 0, 0), EntryTime::Late),
            (at(1, 12, 0), EntryTime::Late),
            (at(1, 12, 1), EntryTime::BackFilled),
            (at(9, 0, 0), EntryTime::BackFilled),
        ] {
            assert_eq!(entry_time(on, made_at, 480, &rules), expected, "{made_at:?}");
        }
        let strict = EntryTimes { expected_by: 12 * 60, back_filled_after: 0 };
        assert_eq!(entry_time(on, at(1, 0, 1), 480, &strict), EntryTime::BackFilled);
        assert_eq!(entry_time(Day(i32::MIN), Timestamp(i64::MAX), 480, &rules), EntryTime::BackFilled);
    }
}
