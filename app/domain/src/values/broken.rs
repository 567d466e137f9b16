//! Deliberately broken variants of the sync protocol. The simulation must catch each of them, which proves that it detects errors. Without the
//! feature `broken`, `is_broken` is constant and the compiler removes the checks.

/// A way to break sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The server keeps no receipts, so a repeated command is applied again.
    NoReceipt,
    /// The phone forgets a command as soon as it sends it.
    DropOnSend,
    /// The server does not report that a record left a bucket.
    NoDrop,
    /// A page's cursor is the current clock value instead of the last complete version in the page.
    CursorHead,
    /// The server does not reset a bucket whose removals were purged.
    NoFloor,
    /// Refusals are not stored with the receipt.
    NoRefusalReceipt,
    /// A restored backup goes undetected.
    NoEpoch,
    /// A record that leaves a bucket takes its pending commands with it.
    PurgePending,
    /// A newly granted bucket starts at the present, without its history.
    NoBackfill,
    /// Receipts are keyed by device and sequence number instead of command id.
    KeyDeviceSeq,
    /// The last write to any field overwrites all fields.
    LastWriterWins,
    /// A revoked bucket is not deleted.
    KeepRevoked,
    /// A cursor is a single number.
    NoBase,
}

impl Broken {
    pub const ALL: [Broken; 13] = [
        Broken::NoReceipt,
        Broken::DropOnSend,
        Broken::NoDrop,
        Broken::CursorHead,
        Broken::NoFloor,
        Broken::NoRefusalReceipt,
        Broken::NoEpoch,
        Broken::PurgePending,
        Broken::NoBackfill,
        Broken::KeyDeviceSeq,
        Broken::LastWriterWins,
        Broken::KeepRevoked,
        Broken::NoBase,
    ];
}

#[cfg(not(feature = "broken"))]
#[doc(hidden)]
#[inline(always)]
pub fn is_broken(_: Broken) -> bool {
    false
}

#[cfg(feature = "broken")]
static BROKEN: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(u8::MAX);

/// Whether this variant is active.
#[cfg(feature = "broken")]
pub fn is_broken(variant: Broken) -> bool {
    BROKEN.load(std::sync::atomic::Ordering::Relaxed) == variant as u8
}

/// Activates one variant for the whole process; `None` deactivates all.
#[cfg(feature = "broken")]
pub fn break_protocol(variant: Option<Broken>) {
    BROKEN.store(variant.map_or(u8::MAX, |it| it as u8), std::sync::atomic::Ordering::Relaxed);
}
