//! Bringing in what a company kept elsewhere: CSV files read through a mapping file. Everything is checked first, with every problem named by
//! file, line and column; then it goes through the same decisions and receipts as what a phone sends, so a second run changes nothing.

mod csv_file;
mod ids;
mod mapping;
mod plan;
mod reading;
mod run;

pub use mapping::Mapping;
pub use plan::{Plan, Planned};
pub use reading::Problem;
pub use run::{Imported, run};
