//! What is missing on this machine? Each file here looks for one thing, installs it where that is polite, and otherwise says in one
//! line what to install and how.

pub mod browser;
pub mod debian;
mod debian_wasm;
pub mod npm;
pub mod wasm;
