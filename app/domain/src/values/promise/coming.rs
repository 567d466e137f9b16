//! Days named without their year or their week.

use crate::values::calendar::Day;

/// That date this year, or next year if it has passed.
pub fn coming_date(on: Day, month: i32, day: i32) -> Option<Day> {
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let in_year = |year| Day::from_ymd(year, month, day);
    in_year(on.year()).filter(|it| on <= *it).or_else(|| in_year(on.year() + 1))
}

/// The next such weekday, strictly after `on`.
pub fn coming_weekday(on: Day, weekday: i32) -> Day {
    on.plus((weekday - on.weekday() - 1).rem_euclid(7) + 1)
}
