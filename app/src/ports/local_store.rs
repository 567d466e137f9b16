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

impl Write {
    /// The drawer it changes.
    pub fn drawer(&self) -> &'static str {
        match self {
            Write::Put { drawer, .. } | Write::Delete { drawer, .. } | Write::Clear { drawer } => drawer,
        }
    }
}

/// A part of a drawer, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Which drawer.
    pub drawer: &'static str,
    /// Only what lies behind this key; otherwise all of it.
    pub after: Option<String>,
}

impl Span {
    /// A whole drawer.
    pub fn all(drawer: &'static str) -> Span {
        Span { drawer, after: None }
    }

    /// What lies behind a key.
    pub fn after(drawer: &'static str, key: String) -> Span {
        Span { drawer, after: Some(key) }
    }
}

/// What must still lie under a key for a write to be made: somebody else (another tab) may have written since it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Which drawer.
    pub drawer: &'static str,
    /// Which key.
    pub key: &'static str,
    /// The value, or that there is none.
    pub value: Option<String>,
}

/// The keys of a drawer with their values, by key in order.
pub type Contents = Vec<(String, String)>;

/// Why the store could not do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The device is out of room.
    Full,
    /// Another tab holds it and does not let go.
    Blocked,
    /// A newer release has given it another shape: this page must be loaded again.
    Outdated,
    /// The browser keeps nothing here (private window, storage switched off), or failed twice.
    Unavailable(String),
}

/// The device's store, one per person. The provided methods are right for a store that nobody else writes to; one that is shared between
/// tabs makes each of them a single transaction.
#[async_trait(?Send)]
pub trait LocalStore {
    /// Everything in a drawer, by key in order.
    async fn read_all(&self, drawer: &'static str) -> Result<Contents, StoreError>;

    /// The value under one key.
    async fn read_one(&self, drawer: &'static str, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.read_all(drawer).await?.into_iter().find(|(it, _)| it == key).map(|(_, value)| value))
    }

    /// Writes all of it, durably, or nothing.
    async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError>;

    /// Several drawers as they were at one moment.
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

    /// Writes all of it if what was read still stands; says whether it was written.
    async fn write_if(&self, expected: &Expected, writes: Vec<Write>) -> Result<bool, StoreError> {
        let found = self.read_all(expected.drawer).await?.into_iter().find(|(key, _)| key == expected.key);
        if found.map(|(_, value)| value) != expected.value {
            return Ok(false);
        }
        self.write(writes).await.map(|()| true)
    }
}
