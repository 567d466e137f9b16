//! The interfaces to the environment. `server` implements [`Backend`], `frontend` the others; the tests implement all of them in memory.

mod browser;
mod file_way;
mod local_store;
pub use browser::{Browser, PushError, PushStanding};
pub use file_way::{FileWay, Prepared, Unfit};
pub use local_store::{Contents, Durability, Expected, LocalStore, Span, StoreError, Write};

use domain::sync::{Answer, Exchange};
use domain::values::calendar::Timestamp;
use uuid::Uuid;

use crate::api::ApiError;

#[cfg(feature = "ssr")]
mod backend;
#[cfg(feature = "ssr")]
pub use backend::{Accounts, Admitted, Backend, Channels, Devices, Notices, Records};

/// The device's clock and id generator, the only ones.
pub trait Device {
    /// The time of the device's clock, uncorrected.
    fn now(&self) -> Timestamp;
    /// A new UUIDv7.
    fn new_id(&self) -> Uuid;
    /// Whether the device believes that it has a network. It may be wrong.
    fn is_online(&self) -> bool;
}

/// The connection to the server.
#[async_trait::async_trait(?Send)]
pub trait Transport {
    async fn exchange(&self, ours: Exchange) -> Result<Answer, ApiError>;
}
