//! Where a device keeps things: values by name in a few drawers, written together or not at all.

use async_trait::async_trait;

/// One change of the store. Those given together are written in one strict transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Keeps a value under a key of a drawer.
    Put {
        /// Which drawer; `confirmed`, `outbox`, ….
        drawer: &'static str,
        /// Under which key.
        key: String,
        /// The value.
        value: String,
    },
    /// Forgets a key of a drawer.
    Delete {
        /// Which drawer.
        drawer: &'static str,
        /// Which key.
        key: String,
    },
    /// Empties a drawer.
    Clear {
        /// Which drawer.
        drawer: &'static str,
    },
}

/// Why the store could not do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The device is out of room.
    Full,
    /// Another tab holds an older version open.
    Blocked,
    /// The browser keeps nothing here (private window, storage switched off), or failed twice.
    Unavailable(String),
}

/// The device's store, one per person.
#[async_trait(?Send)]
pub trait LocalStore {
    /// Everything in a drawer, by key in order.
    async fn read_all(&self, drawer: &'static str) -> Result<Vec<(String, String)>, StoreError>;
    /// Writes all of it, durably, or nothing.
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError>;
}
