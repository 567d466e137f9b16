//! The parts of the benchmark.

pub mod browser;
pub mod company;
mod fill;
pub mod floor;
pub mod kpis;
pub mod load;
mod report;

pub use fill::fill;
pub use report::Report;
