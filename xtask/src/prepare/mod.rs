//! Prepares what is missing on this machine. Each module checks for one thing and installs it where allowed; otherwise its error says in one
//! line what to install and how.

pub mod browser;
pub mod debian;
mod debian_wasm;
pub mod npm;
pub mod wasm;
