//! Unsent work as a file: the way out when a phone is about to be lost, and the way back in.

use domain::values::ids::PersonId;
use serde::{Deserialize, Serialize};

use crate::ports::StoreError;
use crate::sync::Waiting;

/// The word that says what the file is.
const FORMAT: &str = "dabiao-unsent-1";

/// The contents of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unsent {
    /// Says what the file is.
    pub format: String,
    /// Whose work it is.
    pub person: PersonId,
    /// The commands, oldest first.
    pub waiting: Vec<Waiting>,
}

/// Why a file was not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsentError {
    /// It is not such a file, or damaged.
    Unreadable,
    /// It is somebody else's work.
    WrongPerson,
    /// The device could not keep it.
    Store(StoreError),
}

impl Unsent {
    /// The file of these commands.
    pub fn new(person: PersonId, waiting: &[Waiting]) -> Unsent {
        Unsent { format: FORMAT.to_owned(), person, waiting: waiting.to_vec() }
    }

    /// The file's text.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_else(|_| unreachable!("envelopes hold only strings, numbers and lists"))
    }

    /// The commands of a file, if they are this person's.
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
