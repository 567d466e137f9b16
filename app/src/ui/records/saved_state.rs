//! Converts the saved state of a record to the kit's sync state.

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
