//! Evidence on a screen: what is attached to a record, what is missing, the camera, and the upload state of each file. Shared by all areas; each
//! only passes what it is evidence of.

mod add;
mod draft_photos;
mod evidence;
mod files_waiting;
mod missing_badge;
mod picture;
mod state_words;
mod thumbnail;
mod viewer;
mod withdraw_form;

pub use add::AddEvidence;
pub use draft_photos::DraftPhotos;
pub use evidence::{EvidenceSection, EvidenceStrip, Proof};
pub use files_waiting::FilesWaiting;
pub use missing_badge::MissingBadge;
