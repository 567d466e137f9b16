//! When notifications may be sent outside the app. Inside the app they always appear at once.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// Minutes per day.
const DAY: i32 = 24 * 60;
/// Milliseconds per minute.
const MINUTE: i64 = 60_000;

/// The company's rules for notifications outside the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRules {
    #[serde(default)]
    pub quiet: QuietHours,
    /// Minimum minutes between two messages to the same recipients, except for urgent ones. Notifications in between are collected.
    #[serde(default = "an_hour")]
    pub collect_minutes: i32,
}

fn an_hour() -> i32 {
    60
}

impl Default for NoticeRules {
    fn default() -> NoticeRules {
        NoticeRules { quiet: QuietHours::default(), collect_minutes: an_hour() }
    }
}

impl NoticeRules {
    pub fn is_default(&self) -> bool {
        *self == NoticeRules::default()
    }

    /// The quiet hours of a person: their own if set, else the company's.
    pub fn quiet_of(&self, own: Option<QuietHours>) -> QuietHours {
        own.unwrap_or(self.quiet)
    }

    pub fn check(&self, refusals: &mut Refusals) {
        self.quiet.check(refusals);
        let wrong = Refusal::OutOfRange { least: 0, most: i64::from(DAY) };
        refusals.refuse_if(!(0..=DAY).contains(&self.collect_minutes), Field::CollectMinutes, wrong);
    }
}

/// Quiet hours (免打扰时段) in the company's time zone. Notifications within them are delayed, not lost. Equal start and end mean no quiet hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// First quiet minute, counted from midnight.
    pub from: i32,
    /// First minute after the quiet hours; if less than `from`, on the next day.
    pub until: i32,
}

impl Default for QuietHours {
    /// 21:00 to 08:00.
    fn default() -> QuietHours {
        QuietHours { from: 21 * 60, until: 8 * 60 }
    }
}

impl QuietHours {
    /// Refuses invalid minutes under `quiet_from` and `quiet_until`.
    pub fn check(&self, refusals: &mut Refusals) {
        let wrong = Refusal::OutOfRange { least: 0, most: i64::from(DAY - 1) };
        for (field, minute) in [(Field::QuietFrom, self.from), (Field::QuietUntil, self.until)] {
            refusals.refuse_if(!(0..DAY).contains(&minute), field, wrong.clone());
        }
    }

    /// Whether this minute of the day is within the quiet hours.
    pub fn hold(&self, minute: i32) -> bool {
        if self.from <= self.until { (self.from..self.until).contains(&minute) } else { self.from <= minute || minute < self.until }
    }

    /// When a notification raised now may be sent: now, or at the end of the quiet hours.
    pub fn next_loud(&self, now: Timestamp, offset_minutes: i32) -> Timestamp {
        let minute = now.minute_of_day(offset_minutes);
        if !self.hold(minute) {
            return now;
        }
        let whole_minutes = now.0.div_euclid(MINUTE);
        let wait = (self.until - minute).rem_euclid(DAY);
        Timestamp((whole_minutes + i64::from(wait)) * MINUTE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: i32, until: i32) -> QuietHours {
        QuietHours { from: from * 60, until: until * 60 }
    }

    #[test]
    fn a_persons_quiet_hours_override_the_companys() {
        // The company's quiet hours: 21:00 to 08:00.
        let rules = NoticeRules::default();
        let (noon, never) = (Some(hours(12, 14)), Some(hours(0, 0)));
        for (own, minute, quiet) in [
            (None, 21 * 60 - 1, false),
            (None, 21 * 60, true),
            (None, 13 * 60, false),
            (noon, 21 * 60, false),
            (noon, 12 * 60 - 1, false),
            (noon, 12 * 60, true),
            (noon, 14 * 60, false),
            (never, 0, false),
            (never, 23 * 60, false),
        ] {
            assert_eq!(rules.quiet_of(own).hold(minute), quiet, "{own:?} at minute {minute}");
        }
    }

    #[test]
    fn quiet_hours_may_pass_midnight() {
        let night = QuietHours::default();
        for (minute, quiet) in [(21 * 60 - 1, false), (21 * 60, true), (DAY - 1, true), (0, true), (8 * 60 - 1, true), (8 * 60, false)] {
            assert_eq!(night.hold(minute), quiet, "minute {minute}");
        }
        for (minute, quiet) in [(12 * 60 - 1, false), (12 * 60, true), (14 * 60 - 1, true), (14 * 60, false), (0, false)] {
            assert_eq!(hours(12, 14).hold(minute), quiet, "minute {minute}");
        }
        assert!((0..DAY).all(|it| !hours(9, 9).hold(it)), "equal ends: never");
    }

    #[test]
    fn held_messages_are_sent_when_the_quiet_hours_end_in_company_time() {
        let at = |hour: i64, minute: i64| Timestamp(((20_000 * 24 + hour) * 60 + minute) * MINUTE + 12_345);
        let whole = |hour: i64| Timestamp((20_000 * 24 + hour) * 60 * MINUTE);
        // 480: eight hours ahead of UTC.
        for (now, sent) in [
            (at(12, 59), at(12, 59)), // 20:59 in Shanghai
            (at(13, 0), whole(24)),   // 21:00: at 08:00 tomorrow
            (at(23, 59), whole(24)),  // 07:59 of the next day
            (at(24, 0), at(24, 0)),   // 08:00
        ] {
            assert_eq!(QuietHours::default().next_loud(now, 480), sent, "{now:?}");
        }
    }

    #[test]
    fn minutes_are_minutes_of_a_day() {
        for (from, until, refused) in [(0, 1_439, 0), (-1, 480, 1), (1_440, 480, 1), (1_440, -1, 2)] {
            let mut refusals = Refusals::default();
            NoticeRules { quiet: QuietHours { from, until }, ..NoticeRules::default() }.check(&mut refusals);
            assert_eq!(refusals.0.len(), refused, "{from} to {until}");
        }
        for (collect_minutes, refused) in [(0, 0), (1_440, 0), (-1, 1), (1_441, 1)] {
            let mut refusals = Refusals::default();
            NoticeRules { collect_minutes, ..NoticeRules::default() }.check(&mut refusals);
            assert_eq!(refusals.on(Field::CollectMinutes).len(), refused, "{collect_minutes}");
        }
    }
}
