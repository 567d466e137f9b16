//! Deliberately broken variants of the protocol: each must be caught by the simulation, which proves that the simulation bites. Without the
//! feature `broken` nothing is ever broken and the compiler removes the questions.

/// One way to get sync wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The server keeps no receipts: a repeated command is applied again.
    NoReceipt,
    /// The phone forgets a command when it sends it.
    DropOnSend,
    /// The server does not tell that a record left a bucket.
    NoDrop,
    /// A page's cursor is the clock, not the last complete version in it.
    CursorHead,
    /// The server does not reset a bucket whose removals were cleaned up.
    NoFloor,
    /// A refusal is not kept with the receipt.
    NoRefusalReceipt,
    /// A restored backup is not noticed.
    NoEpoch,
    /// A record that leaves takes waiting commands with it.
    PurgePending,
    /// A newly granted bucket starts at the present.
    NoBackfill,
    /// Receipts are known by device and count instead of command id.
    KeyDeviceSeq,
    /// The last writer of any field wins all of them.
    LastWriterWins,
    /// A revoked bucket is kept.
    KeepRevoked,
    /// A cursor is a single number.
    NoBase,
}

impl Broken {
    /// Every variant.
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

/// Whether this variant is switched on.
#[cfg(feature = "broken")]
pub fn is_broken(variant: Broken) -> bool {
    BROKEN.load(std::sync::atomic::Ordering::Relaxed) == variant as u8
}

/// Switches one variant on for the whole process, or all off.
#[cfg(feature = "broken")]
pub fn break_protocol(variant: Option<Broken>) {
    BROKEN.store(variant.map_or(u8::MAX, |it| it as u8), std::sync::atomic::Ordering::Relaxed);
}
