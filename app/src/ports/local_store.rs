//! The device's store: values by key in a few drawers, written atomically.

use async_trait::async_trait;

/// One change of the store. All changes of one call are written in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Stores a value under a key of a drawer.
    Put {
        /// `confirmed`, `outbox`, ….
        drawer: &'static str,
        key: String,
        value: String,
    },
    /// Deletes a key of a drawer.
    Delete { drawer: &'static str, key: String },
    /// Empties a drawer.
    Clear { drawer: &'static str },
}

impl Write {
    /// The drawer it changes.
    pub fn drawer(&self) -> &'static str {
        match self {
            Write::Put { drawer, .. } | Write::Delete { drawer, .. } | Write::Clear { drawer } => drawer,
        }
    }
}

/// A part of a drawer to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub drawer: &'static str,
    /// Only the keys after this one; `None` reads all.
    pub after: Option<String>,
}

impl Span {
    /// A whole drawer.
    pub fn all(drawer: &'static str) -> Span {
        Span { drawer, after: None }
    }

    /// The keys of a drawer after this one.
    pub fn after(drawer: &'static str, key: String) -> Span {
        Span { drawer, after: Some(key) }
    }
}

/// The condition of a conditional write: the value that a key must still have, because another tab may have written since it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub drawer: &'static str,
    pub key: &'static str,
    /// The value, or `None` if the key must be absent.
    pub value: Option<String>,
}

/// Whether a write survives a power cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// On disk when the call returns.
    Strict,
    /// Handed to the operating system, which writes it soon and in order. For content that the server sends again if it is lost. Waiting for
    /// the disk would take most of the time of a first pull.
    Relaxed,
}

/// The keys of a drawer with their values, in key order.
pub type Contents = Vec<(String, String)>;

/// Why a store operation failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The device is out of space.
    Full,
    /// Another tab holds the store and does not release it.
    Blocked,
    /// A newer release has upgraded the store: this page must be reloaded.
    Outdated,
    /// The browser stores nothing here (private window, storage disabled), or failed twice.
    Unavailable(String),
}

/// The device's store, one per person. The provided methods are correct for a store with one writer. A store shared between tabs must implement
/// each of them as a single transaction.
#[async_trait(?Send)]
pub trait LocalStore {
    /// Everything in a drawer, in key order.
    async fn read_all(&self, drawer: &'static str) -> Result<Contents, StoreError>;

    /// The value under one key.
    async fn read_one(&self, drawer: &'static str, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.read_all(drawer).await?.into_iter().find(|(it, _)| it == key).map(|(_, value)| value))
    }

    /// Writes all of it durably, or nothing.
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError>;

    /// Several spans as they were at one moment.
    async fn read_together(&self, spans: &[Span]) -> Result<Vec<Contents>, StoreError> {
        let mut together = Vec::with_capacity(spans.len());
        for span in spans {
            let mut contents = self.read_all(span.drawer).await?;
            if let Some(after) = &span.after {
                contents.retain(|(key, _)| after < key);
            }
            together.push(contents);
        }
        Ok(together)
    }

    /// Writes all of it if the expected value is still there. Returns whether it was written.
    async fn write_if(&self, expected: &Expected, writes: Vec<Write>, _durability: Durability) -> Result<bool, StoreError> {
        let found = self.read_all(expected.drawer).await?.into_iter().find(|(key, _)| key == expected.key);
        if found.map(|(_, value)| value) != expected.value {
            return Ok(false);
        }
        self.write(writes).await.map(|()| true)
    }
}
