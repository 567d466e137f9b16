//! Unsent commands as a file: export when a phone is about to be lost, and import.

use domain::values::ids::PersonId;
use serde::{Deserialize, Serialize};

use crate::ports::StoreError;
use crate::sync::Waiting;

/// The format marker of the file.
const FORMAT: &str = "dabiao-unsent-1";

/// The contents of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsent {
    /// The format marker.
    pub format: String,
    /// The owner of the commands.
    pub person: PersonId,
    /// The commands, oldest first.
    pub waiting: Vec<Waiting>,
}

/// Why a file was not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsentError {
    /// Not such a file, or damaged.
    Unreadable,
    /// The file belongs to somebody else.
    WrongPerson,
    /// The device could not store it.
    Store(StoreError),
}

impl Unsent {
    pub fn new(person: PersonId, waiting: &[Waiting]) -> Unsent {
        Unsent { format: FORMAT.to_owned(), person, waiting: waiting.to_vec() }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_else(|_| unreachable!("envelopes hold only strings, numbers and lists"))
    }

    /// The commands of a file, if they belong to this person.
    pub fn read(text: &str, me: PersonId) -> Result<Vec<Waiting>, UnsentError> {
        let unsent: Unsent = serde_json::from_str(text).map_err(|_| UnsentError::Unreadable)?;
        if unsent.format != FORMAT {
            return Err(UnsentError::Unreadable);
        }
        if unsent.person != me {
            return Err(UnsentError::WrongPerson);
        }
        Ok(unsent.waiting)
    }
}
