//! By when a day's records must be written down (S0 每日下班前, A46, AL-12).

use serde::{Deserialize, Serialize};

use crate::values::refusal::{Refusal, Refusals};

/// Two times of day. By default 18:00 and 12:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTimes {
    /// Minutes after midnight of the day itself by which its records are expected.
    pub expected_by: i32,
    /// Minutes after midnight of the next day after which a record counts as 补录.
    pub back_filled_after: i32,
}

impl Default for EntryTimes {
    fn default() -> EntryTimes {
        EntryTimes { expected_by: 18 * 60, back_filled_after: 12 * 60 }
    }
}

impl EntryTimes {
    /// Refuses what is no minute of a day.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let last = 24 * 60 - 1;
        for (field, minute) in [("entry_times.expected_by", self.expected_by), ("entry_times.back_filled_after", self.back_filled_after)] {
            refusals.refuse_if(!(0..=last).contains(&minute), field, Refusal::OutOfRange { least: 0, most: i64::from(last) });
        }
    }
}
