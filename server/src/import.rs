//! Imports the data that a company kept elsewhere: CSV files read through a mapping file. Everything is checked first, and every problem is
//! reported by file, line and column. The import then uses the same decisions and receipts as a phone, so a second run changes nothing.

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
