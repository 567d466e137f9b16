//! Screens, sync engine, words, and the whole network surface. What is peculiar to a browser or a database comes in through [`ports`].

pub mod api;
pub mod i18n;
pub mod local;
pub mod ports;
pub mod sync;
pub mod ui;
