//! The whole network surface: every server function, with its path spelled out because phones keep old bundles for weeks.

#[cfg(feature = "ssr")]
pub mod caller;
pub mod customers;
pub mod error;
pub mod people;
pub mod session;
pub mod sync;

pub use error::ApiError;
