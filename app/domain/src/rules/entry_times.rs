//! By when a day's records are expected (S0 每日下班前, A46). From when they count as 补录 is the threshold of
//! [`AlertRule::LateEntry`](super::alert_rules::AlertRule::LateEntry): one number for the mark and for the alert.

use serde::{Deserialize, Serialize};

/// A time of day. By default 18:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryTimes {
    /// Minutes after midnight of the day itself by which its records are expected.
    pub expected_by: i32,
}

impl Default for EntryTimes {
    fn default() -> EntryTimes {
        EntryTimes { expected_by: 18 * 60 }
    }
}
