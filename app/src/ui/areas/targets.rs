//! Setting and following the targets of a year.

pub mod plan;
mod targets_query;

mod targets_page;

mod members;
mod plan_lines;
mod plan_row;
mod plan_table;
mod target_sheet;

pub use targets_page::TargetsPage;
