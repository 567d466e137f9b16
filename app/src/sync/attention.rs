//! What must not pass silently: a command that was refused, gave way in part, or cannot be delivered. Only the person dismisses it, by saying
//! so or by doing something about it that the server takes; her words stay in it.

use domain::decide::merge::Conflict;
use domain::sync::Envelope;
use domain::values::calendar::Timestamp;
use domain::values::ids::{CommandId, Key};
use domain::values::refusal::Refusals;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// What she did about it that still waits for its verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
}

/// What somebody did about an item: once the server has taken it, there is nothing left to look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Remedy {
    /// Her value was put over what stands, in one field.
    Insists {
        /// Of which record.
        record: Key,
        /// Which field.
        field: String,
        /// By which command.
        command: CommandId,
    },
    /// The form was opened again, to make this record.
    TriesAgain {
        /// The id that the record will have.
        makes: Uuid,
    },
}

impl Attention {
    /// Something to look at, learned at this time.
    pub fn of(envelope: Envelope, trouble: Trouble, at: Timestamp) -> Attention {
        Attention { envelope, trouble, at, remedies: Vec::new() }
    }

    /// Of which command.
    pub fn command_id(&self) -> CommandId {
        self.envelope.command_id
    }

    /// Whether her value for this conflict is on its way.
    pub fn insists_on(&self, conflict: &Conflict) -> bool {
        let same =
            |it: &Remedy| matches!(it, Remedy::Insists { record, field, .. } if *record == conflict.record && *field == conflict.field);
        self.remedies.iter().any(same)
    }

    /// How many fields are in conflict.
    pub fn n_conflicts(&self) -> usize {
        match &self.trouble {
            Trouble::Merged { conflicts } => conflicts.len(),
            Trouble::Refused { .. } => 0,
        }
    }

    /// Whether all that can be done about it is on its way.
    pub fn is_in_hand(&self) -> bool {
        match &self.trouble {
            Trouble::Merged { conflicts } => conflicts.iter().all(|it| self.insists_on(it)),
            Trouble::Refused { .. } => false,
        }
    }

    /// The same with one more thing done about it.
    #[must_use]
    pub fn with(&self, remedy: Remedy) -> Attention {
        let mut after = self.clone();
        after.remedies.push(remedy);
        after
    }

    /// What is left of it after the verdict on another command; nothing when that was the last thing to be done about it. A second try speaks
    /// for itself, whatever became of it. Where her value was refused, both values stay to be seen.
    #[must_use]
    pub fn after(mut self, answered: &Envelope, was_taken: bool) -> Option<Attention> {
        let makes = answered.read().and_then(|it| it.makes());
        let (done, waiting): (Vec<Remedy>, Vec<Remedy>) = self.remedies.into_iter().partition(|it| match it {
            Remedy::Insists { command, .. } => *command == answered.command_id,
            Remedy::TriesAgain { makes: id } => makes == Some(*id),
        });
        self.remedies = waiting;
        for remedy in done {
            match (remedy, &mut self.trouble) {
                (Remedy::Insists { .. }, _) if !was_taken => {}
                (Remedy::Insists { record, field, .. }, Trouble::Merged { conflicts }) => {
                    conflicts.retain(|it| it.record != record || it.field != field);
                    if conflicts.is_empty() {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        Some(self)
    }
}
