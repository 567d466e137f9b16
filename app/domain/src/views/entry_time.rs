//! Whether a record was written down in time (SA-07, AL-12, A46): by the clock of the device it was made on, so that a day without a network is
//! nobody's fault. When it reached the server is kept beside it, where that was notably later.

use crate::book::Book;
use crate::rules::EntryTimes;
use crate::values::calendar::{Day, Timestamp};

/// How a record's day and the time it was written down go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryTime {
    /// By the end of the day.
    InTime,
    /// After it, but by noon of the next.
    Late,
    /// 补录.
    BackFilled,
}

/// How a record about `on`, written down at `made_at`, stands by these rules. The minute itself is still in time.
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

/// How a record stands by the company's rules of its day.
pub fn in_company(on: Day, made_at: Timestamp, book: &Book) -> EntryTime {
    let company = book.company();
    entry_time(on, made_at, company.utc_offset_minutes, &company.entry_times.on(on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_after_noon_of_the_next_day_is_back_filled() {
        // A46, AL-12, SA-07: 18:00 and D+1 12:00, Shanghai; 0:00 there is 16:00 UTC of the day before.
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
