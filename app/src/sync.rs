//! The phone's half of sync: what it holds, what waits to be sent, and how an answer changes both. [`Replica`] is pure; [`engine`] moves bytes.

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

/// The drawers of a device's store.
pub mod drawers {
    /// What the server confirmed: a log of pages, see [`super::log`].
    pub const CONFIRMED: &str = "confirmed";
    /// Commands waiting for their verdict.
    pub const OUTBOX: &str = "outbox";
    /// Commands answered of late, kept in case the server is restored from a backup.
    pub const SHADOW: &str = "shadow";
    /// What the person must see: refused, merged, stuck.
    pub const ATTENTION: &str = "attention";
    /// Cursors and the like: one value.
    pub const META: &str = "meta";

    /// All of them.
    pub const ALL: [&str; 5] = [CONFIRMED, OUTBOX, SHADOW, ATTENTION, META];
}

#[cfg(test)]
mod tests;
