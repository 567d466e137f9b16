//! Screens, in layers: a folder imports only from the folders above its own (`tests/src/tidy/ui_layers.rs`).

pub mod url;

pub mod kit;

pub mod charts;

pub mod forms;

pub mod fields;

pub mod records;

pub mod frame;

pub mod areas;
