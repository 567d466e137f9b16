//! What must not pass silently: a command that was refused, gave way in part, or cannot be delivered. Only the person dismisses it, and her
//! words stay in it.

use domain::calendar::Timestamp;
use domain::ids::CommandId;
use domain::merge::Conflict;
use domain::refusal::Refusals;
use domain::sync::Envelope;
use serde::{Deserialize, Serialize};

/// What happened to a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Trouble {
    /// It was not applied.
    Refused {
        /// Why.
        refusals: Refusals,
    },
    /// It was applied, except where somebody else had written meanwhile.
    Merged {
        /// Where, and what stands.
        conflicts: Vec<Conflict>,
    },
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attention {
    /// The command with her words.
    pub envelope: Envelope,
    /// What happened.
    pub trouble: Trouble,
    /// When the device learned of it.
    pub at: Timestamp,
}

impl Attention {
    /// Of which command.
    pub fn command_id(&self) -> CommandId {
        self.envelope.command_id
    }
}
