//! All server functions. Each spells out its path, because phones keep old bundles for weeks.

pub mod attachments;
#[cfg(feature = "ssr")]
pub mod caller;
pub mod customers;
pub mod delivery;
pub mod devices;
pub mod error;
pub mod history;
pub mod json;
pub mod kpis;
pub mod people;
pub mod robots;
pub mod rules;
pub mod session;
pub mod sync;

pub use error::ApiError;
