//! What the app needs from the machine it runs on. `server` implements [`Backend`]; `frontend` implements the rest; the tests implement all of
//! it in memory.

mod browser;
mod file_way;
mod local_store;
pub use browser::{Browser, PushError, PushStanding};
pub use file_way::{FileWay, Prepared, Unfit};
pub use local_store::{Contents, Expected, LocalStore, Span, StoreError, Write};

use domain::sync::{Answer, Exchange};
use domain::values::calendar::Timestamp;
use uuid::Uuid;

use crate::api::ApiError;

#[cfg(feature = "ssr")]
mod backend;
#[cfg(feature = "ssr")]
pub use backend::Backend;

/// The device: its clock and its dice. The only ones.
pub trait Device {
    /// The time by the device's clock.
    fn now(&self) -> Timestamp;
    /// A new UUIDv7.
    fn new_id(&self) -> Uuid;
    /// Whether the device believes it has a network. A hint, never a proof.
    fn is_online(&self) -> bool;
}

/// The way to the server.
#[async_trait::async_trait(?Send)]
pub trait Transport {
    /// One exchange.
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError>;
}
