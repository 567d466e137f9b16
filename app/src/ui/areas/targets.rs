//! Setting and following the targets of a year.

mod cut_words;
mod cuts;
mod grid;
mod industry_beside;
mod notes;
pub mod plan;
mod targets_query;

mod targets_page;

mod levels;
mod members;
mod plan_lines;
mod plan_row;
mod plan_table;
mod proposal;
mod target_sheet;
mod value_field;
mod versions;

pub use grid::TargetGridPage;
pub use targets_page::TargetsPage;
