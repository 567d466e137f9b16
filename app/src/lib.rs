//! Screens, sync engine, words, and the whole network surface. What is peculiar to a browser or a database comes in through [`ports`].

mod app;

pub mod api;
pub mod i18n;
pub mod local;
pub mod ports;
pub mod state;
pub mod sync;
pub mod ui;

pub use app::start;
