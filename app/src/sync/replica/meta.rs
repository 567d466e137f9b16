//! Where a device stands with the server, as it lies on disk beside the records.

use domain::sync::Cursor;
use domain::values::calendar::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ports::{Contents, Write};
use crate::sync::clock::KnownClock;
use crate::sync::drawers;

/// What is kept in the drawer [`drawers::META`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meta {
    #[serde(default)]
    pub(super) epoch: i64,
    #[serde(default)]
    pub(super) cursors: Vec<Cursor>,
    #[serde(default)]
    pub(super) verdicts_to: i64,
    #[serde(default)]
    pub(super) confirmed_at: Option<Timestamp>,
    /// Whether every bucket has been filled once.
    #[serde(default)]
    pub(super) is_filled: bool,
    /// The last page of the log.
    #[serde(default)]
    pub(super) last_page: u64,
    /// How often the log was written anew: another tab that knows an earlier one must read all of it.
    #[serde(default)]
    pub(super) tidied: u64,
    /// What is known of the device's clock.
    #[serde(default)]
    pub(super) clock: KnownClock,
    /// The highest running numbers in use anywhere, as the server last said.
    #[serde(default)]
    pub(super) numbers: Vec<String>,
}

impl Meta {
    pub(super) const KEY: &str = "meta";

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("cursors hold only strings and numbers"))
    }

    pub(super) fn write(&self) -> Write {
        Write::Put { drawer: drawers::META, key: Meta::KEY.to_owned(), value: self.text() }
    }

    /// What lies in the drawer.
    pub(super) fn of(contents: Contents) -> Option<String> {
        contents.into_iter().find(|(key, _)| key == Meta::KEY).map(|(_, value)| value)
    }
}
