//! How far a record has come, in the kit's terms.

use crate::sync::Saved;
use crate::ui::kit::SyncState;

impl From<Saved> for SyncState {
    fn from(saved: Saved) -> SyncState {
        match saved {
            Saved::Here => SyncState::Stored,
            Saved::Sent => SyncState::Uploaded,
            Saved::Confirmed => SyncState::Confirmed,
        }
    }
}
