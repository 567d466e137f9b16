//! Where weeks and years begin if not on Monday and in January, and how that is kept in the number of a period.
//!
//! A natural period is stored as its bare number. A shifted one adds a million for each day or month by which it is shifted, so that a device of
//! an older release reads it as a period beyond every date and shows nothing for it, instead of failing.

use serde::{Deserialize, Serialize};

const STEP: i32 = 1_000_000;

/// A number and a shift as one number.
pub(super) fn pack(number: i32, shift: i32) -> i32 {
    number.saturating_add(shift.saturating_mul(STEP))
}

/// The number and the shift, from 0 to `furthest`. Any other number is one without a shift.
pub(super) fn unpack(packed: i32, furthest: i32) -> (i32, i32) {
    let shift = packed.saturating_add(STEP / 2).div_euclid(STEP);
    if (1..=furthest).contains(&shift) { (packed - shift * STEP, shift) } else { (packed, 0) }
}

/// The weekday on which weeks begin (A43).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekStart {
    /// As in ISO 8601.
    #[default]
    Monday,
    /// The day before.
    Sunday,
    /// Two days before.
    Saturday,
}

impl WeekStart {
    pub const ALL: [WeekStart; 3] = [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday];

    /// The largest number of [`WeekStart::before_monday`].
    pub(super) const FURTHEST: i32 = 2;

    /// By how many days the week begins before its Monday.
    pub fn before_monday(self) -> i32 {
        match self {
            WeekStart::Monday => 0,
            WeekStart::Sunday => 1,
            WeekStart::Saturday => 2,
        }
    }

    pub(super) fn of(before_monday: i32) -> WeekStart {
        WeekStart::ALL.into_iter().find(|it| it.before_monday() == before_monday).unwrap_or_default()
    }

    /// What the text of a week ends with.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            WeekStart::Monday => "",
            WeekStart::Sunday => "-sun",
            WeekStart::Saturday => "-sat",
        }
    }

    /// Parses the end of the text of a shifted week.
    pub(super) fn parse(text: &str) -> Option<WeekStart> {
        WeekStart::ALL.into_iter().find(|it| !text.is_empty() && it.suffix().strip_prefix('-') == Some(text))
    }
}
