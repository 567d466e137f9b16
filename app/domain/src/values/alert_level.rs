//! How urgent an alert is.

use serde::{Deserialize, Serialize};

/// Urgency of an alert, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 提醒: something needs to be done.
    Reminder,
    /// 临界: close to the threshold (A17).
    Amber,
    /// 红色预警: threshold passed.
    Red,
}

impl Level {
    /// Every level, most urgent first.
    pub const ALL: [Level; 3] = [Level::Red, Level::Amber, Level::Reminder];

    /// The identifier in URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Reminder => "reminder",
            Level::Amber => "amber",
            Level::Red => "red",
        }
    }

    pub fn parse(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|it| it.as_str() == word)
    }
}
