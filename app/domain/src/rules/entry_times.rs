//! Deadlines for recording a day's events (S0 每日下班前, A46, AL-12).

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};

/// The two deadlines; by default 18:00 and 12:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTimes {
    /// Deadline for a day's records, in minutes after midnight of that day.
    pub expected_by: i32,
    /// When records start to count as 补录, in minutes after midnight of the next day.
    pub back_filled_after: i32,
}

impl Default for EntryTimes {
    fn default() -> EntryTimes {
        EntryTimes { expected_by: 18 * 60, back_filled_after: 12 * 60 }
    }
}

impl EntryTimes {
    /// Refuses values that are not a minute of a day.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let last = 24 * 60 - 1;
        for (field, minute) in [(Field::EntryTimesExpectedBy, self.expected_by), (Field::EntryTimesBackFilledAfter, self.back_filled_after)]
        {
            refusals.refuse_if(!(0..=last).contains(&minute), field, Refusal::OutOfRange { least: 0, most: i64::from(last) });
        }
    }
}
