//! What the benchmark is made of.

pub mod browser;
pub mod floor;
pub mod load;
mod report;

pub use report::Report;
