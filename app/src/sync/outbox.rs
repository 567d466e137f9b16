//! A command waiting on the device. It is written before the screen says 已存本机, and removed only with its verdict.

use domain::decide::command::{Command, WinOpportunity};
use domain::sync::{Envelope, MOST_BYTES, MOST_ENVELOPES};
use domain::values::ids::{CommandId, Key};
use serde::{Deserialize, Serialize};

use super::pacing::Pacing;

/// An envelope in the outbox or in the shadow.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    pub envelope: Envelope,
    /// When its verdict came. Set only in the shadow.
    #[serde(default)]
    pub answered_at: Option<domain::values::calendar::Timestamp>,
}

impl Waiting {
    /// Its store key: in order of creation, and unique even if two tabs assign the same `seq`.
    pub fn key(&self) -> String {
        format!("{:012}-{}", self.envelope.seq, self.envelope.command_id)
    }
}

/// The oldest commands that fit one exchange. Skips parked commands and those that depend on a skipped one.
pub(super) fn batch(outbox: &[Waiting], pacing: &Pacing) -> Vec<Envelope> {
    let mut held_back: Vec<CommandId> = Vec::new();
    let mut batch = Vec::new();
    let mut bytes = 0;
    for waiting in outbox {
        let envelope = &waiting.envelope;
        let depends = envelope.after.is_some_and(|it| held_back.contains(&it));
        if depends || pacing.is_parked(envelope.command_id) {
            held_back.push(envelope.command_id);
            continue;
        }
        bytes += envelope.command.get().len() + 256;
        let is_full = pacing.most().min(MOST_ENVELOPES) <= batch.len() || (MOST_BYTES < bytes && !batch.is_empty());
        if is_full {
            break;
        }
        batch.push(envelope.clone());
    }
    batch
}

/// The records a command creates or changes, as far as the command itself names them.
pub(super) fn touched(command: &Command) -> Vec<Key> {
    match command {
        Command::WinOpportunity(WinOpportunity { order, .. }) => vec![command.subject(), order.id.into()],
        Command::SetTargets(act) => act.ids().map(Into::into).collect(),
        Command::AddPeople(act) => act.ids().map(Into::into).collect(),
        _ => vec![command.subject()],
    }
}
