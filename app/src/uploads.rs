//! Photos and files on their way to the server. Their bytes lie in a database of their own, so that a full one never stands in the way of work;
//! they are sent in pieces after the commands, never before them, and go from here only when the server has them and the record is confirmed.

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
pub use tray::{FileState, KeepError, Tracked, Tray, accepted};
