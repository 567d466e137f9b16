//! Screens, sync engine, words, and the whole network surface. What is peculiar to a browser or a database comes in through [`ports`].

#[cfg(feature = "ui")]
mod app;

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
