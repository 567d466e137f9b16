//! Photos and files and their upload. Their bytes are in a separate database, so that a full one does not block other work. They are sent in
//! pieces after the commands, never before, and deleted here only when the server has them and the record is confirmed.

#[cfg(feature = "ui")]
mod base64;
mod kept;
mod sender;
#[cfg(feature = "ui")]
mod shelf;
#[cfg(feature = "ui")]
mod tray;

pub use kept::{Awaited, KeptFile, drawers};
pub use sender::{Sent, Watch, send};
#[cfg(feature = "ui")]
pub use tray::{FileState, KeepError, TrackedFile, Tray, accepted};
