//! The client's side of sync: what the device holds, what waits to be sent, and how an answer changes both. [`Replica`] is pure; [`engine`] does
//! the I/O.

mod attention;
mod clock;
mod engine;
mod log;
mod outbox;
mod pacing;
mod patience;
mod replica;

pub use attention::{Attention, Remedy, Trouble};
pub use clock::KnownClock;
pub use engine::{Outcome, Round, RoundError, open, refresh, round};
pub use outbox::Waiting;
pub use pacing::{Pacing, backoff};
pub use patience::{Ending, Patience, Pause};
pub use replica::{Replica, Saved};

/// The drawers of the device's store.
pub mod drawers {
    /// The records that the server confirmed: a log of pages, see [`super::log`].
    pub const CONFIRMED: &str = "confirmed";
    /// Commands waiting for their verdict.
    pub const OUTBOX: &str = "outbox";
    /// Recently answered commands, kept in case the server is restored from a backup.
    pub const SHADOW: &str = "shadow";
    /// Problems the user must see: refused and merged commands.
    pub const ATTENTION: &str = "attention";
    /// The sync position (cursors and so on): one value.
    pub const META: &str = "meta";

    pub const ALL: [&str; 5] = [CONFIRMED, OUTBOX, SHADOW, ATTENTION, META];
}

#[cfg(test)]
mod tests;
