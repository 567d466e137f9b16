//! The device's sync position, stored beside the records.

use domain::sync::Cursor;
use domain::values::calendar::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ports::{Contents, Write};
use crate::sync::clock::KnownClock;
use crate::sync::drawers;

/// The value in the drawer [`drawers::META`].
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
    /// The number of the last page of the log.
    #[serde(default)]
    pub(super) last_page: u64,
    /// How often the log was rewritten. A tab that knows an earlier count must read all of it.
    #[serde(default)]
    pub(super) tidied: u64,
    #[serde(default)]
    pub(super) clock: KnownClock,
    /// The highest running numbers in use anywhere, as the server last reported.
    #[serde(default)]
    pub(super) numbers: Vec<String>,
    /// What the confirmed records are copies for, see [`domain::sync::Exchange::copies`]; empty if the server has not said it yet.
    #[serde(default)]
    pub(super) copies: String,
}

impl Meta {
    pub(super) const KEY: &str = "meta";

    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| unreachable!("cursors hold only strings and numbers"))
    }

    pub(super) fn write(&self) -> Write {
        Write::Put { drawer: drawers::META, key: Meta::KEY.to_owned(), value: self.text() }
    }

    /// The stored text.
    pub(super) fn of(contents: Contents) -> Option<String> {
        contents.into_iter().find(|(key, _)| key == Meta::KEY).map(|(_, value)| value)
    }
}
