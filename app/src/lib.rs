//! The client's screens, its sync engine and texts, and the server functions. Browser and database come in through [`ports`].

#[cfg(feature = "ui")]
mod app;
#[cfg(feature = "ui")]
mod inside;
#[cfg(feature = "ui")]
mod pages;
#[cfg(feature = "ui")]
mod split;

pub mod api;
pub mod i18n;
pub mod local;
pub mod ports;
#[cfg(feature = "ui")]
pub mod state;
pub mod sync;
#[cfg(feature = "ui")]
pub mod ui;
pub mod uploads;

#[cfg(feature = "ui")]
pub use app::start;
