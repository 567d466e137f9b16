//! The deliberately broken variants of the phone's half of the protocol, as in `server/src/sync/faults.rs`. Without the feature `broken`, nothing
//! here does anything.

use domain::sync::Envelope;
use domain::values::broken::{Broken, is_broken};
use uuid::Uuid;

use crate::sync::outbox::Waiting;

/// The places where the protocol can be broken.
pub(super) struct Faults;

impl Faults {
    /// What happens when commands are sent: they are forgotten.
    pub fn send(outbox: &mut Vec<Waiting>, sent: &[Envelope]) {
        if is_broken(Broken::DropOnSend) {
            outbox.retain(|it| !sent.contains(&it.envelope));
        }
    }

    /// Whether a revoked bucket is deleted: never.
    pub fn deletes_revoked() -> bool {
        !is_broken(Broken::KeepRevoked)
    }

    /// What happens when a record leaves: its waiting commands leave with it.
    pub fn leave(outbox: &mut Vec<Waiting>, id: Uuid) {
        if is_broken(Broken::PurgePending) {
            outbox.retain(|it| it.envelope.read().is_none_or(|command| command.subject().id != id));
        }
    }
}
