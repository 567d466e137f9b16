//! Problems the user must see: a command that was refused, or partly overridden by another change. (Commands that cannot be delivered are parked
//! instead, see `pacing`.) An item goes only when the user dismisses it, or remedies it with a command that the server accepts. It keeps the
//! user's input.

use domain::decide::merge::Conflict;
use domain::sync::Envelope;
use domain::values::calendar::Timestamp;
use domain::values::field::FieldName;
use domain::values::ids::{CommandId, Key};
use domain::values::refusal::Refusals;
use domain::values::tagged::tagged;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What happened to a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Trouble {
    /// The command was not applied.
    Refused { refusals: Refusals },
    /// The command was applied, except in the fields that somebody else had changed meanwhile.
    Merged {
        /// The conflicting fields with the values that won.
        conflicts: Vec<Conflict>,
    },
}
tagged!(Trouble, "is");

/// One item of the attention list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attention {
    /// The command with the user's input.
    pub envelope: Envelope,
    pub trouble: Trouble,
    /// When the device received the verdict.
    pub at: Timestamp,
    /// The user's remedies that still wait for a verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Remedy>,
}

/// What the user did about an item. The verdict on it resolves the item; see [`Attention::after`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Remedy {
    /// The user resubmitted their own value for one field.
    Insists {
        record: Key,
        field: FieldName,
        /// The resubmitting command.
        command: CommandId,
    },
    /// The user reopened the form to make this record.
    TriesAgain {
        /// The id that the new record will have.
        makes: Uuid,
    },
}
tagged!(Remedy, "is");

impl Attention {
    /// A new item without remedies, received at `at`.
    pub fn of(envelope: Envelope, trouble: Trouble, at: Timestamp) -> Attention {
        Attention { envelope, trouble, at, remedies: Vec::new() }
    }

    pub fn command_id(&self) -> CommandId {
        self.envelope.command_id
    }

    /// Whether a resubmission of the user's value for this conflict is pending.
    pub fn insists_on(&self, conflict: &Conflict) -> bool {
        let same =
            |it: &Remedy| matches!(it, Remedy::Insists { record, field, .. } if *record == conflict.record && *field == conflict.field);
        self.remedies.iter().any(same)
    }

    /// The number of fields in conflict.
    pub fn n_conflicts(&self) -> usize {
        match &self.trouble {
            Trouble::Merged { conflicts } => conflicts.len(),
            Trouble::Refused { .. } => 0,
        }
    }

    /// Whether a resubmission is pending for every conflict; never for a refusal.
    pub fn is_in_hand(&self) -> bool {
        match &self.trouble {
            Trouble::Merged { conflicts } => conflicts.iter().all(|it| self.insists_on(it)),
            Trouble::Refused { .. } => false,
        }
    }

    /// A copy with one more remedy.
    #[must_use]
    pub fn with(&self, remedy: Remedy) -> Attention {
        let mut after = self.clone();
        after.remedies.push(remedy);
        after
    }

    /// The item after the verdict on another command; `None` once its last conflict is resolved. A second try (`TriesAgain`) resolves the item
    /// whatever its verdict, because its own refusal makes a new item. If the server refused the resubmitted value, the conflict stays, so that
    /// both values remain visible.
    #[must_use]
    pub fn after(mut self, answered: &Envelope, was_taken: bool) -> Option<Attention> {
        let makes = answered.read().and_then(|it| it.makes());
        let (done, waiting): (Vec<Remedy>, Vec<Remedy>) = self.remedies.into_iter().partition(|remedy| match remedy {
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::values::field::Field;
    use domain::values::refusal::Refusal;

    const ENVELOPE: &str = r#"{"command_id":"01974291-6ba0-7000-8000-000000000001","seq":1,"schema":1,"digest":"01974291-6ba0-7000-8000-000000000002","base":0,"after":null,"made_at":1,"made_offline":true,"rules_revision":0,"command":{"do":"remove_customer","customer":"01974291-6ba0-7000-8000-000000000003"}}"#;

    #[test]
    fn items_that_an_earlier_release_stored_are_read_and_written_as_before() {
        for (trouble, remedies) in [
            (r#"{"is":"refused","refusals":{"customer":[{"code":"not_yours"},{"code":"too_long","longest":7}]}}"#, ""),
            (r#"{"is":"merged","conflicts":[]}"#, r#","remedies":[{"is":"tries_again","makes":"01974291-6ba0-7000-8000-000000000004"}]"#),
        ] {
            let stored = format!(r#"{{"envelope":{ENVELOPE},"trouble":{trouble},"at":5{remedies}}}"#);
            let item: Attention = serde_json::from_str(&stored).expect("an item on disk");
            assert_eq!(serde_json::to_string(&item).ok(), Some(stored));
            assert!(item.envelope.read().is_some());
            if let Trouble::Refused { refusals } = &item.trouble {
                assert_eq!(refusals.on(Field::Customer), [Refusal::NotYours, Refusal::TooLong { longest: 7 }]);
            }
        }
    }
}
