//! 批量设定: the targets of many people, or of the cuts of one owner, typed as in a spreadsheet and saved in one act.

mod cells;
mod cursor;
mod footer;
mod grid_page;
mod grid_query;
mod grid_table;
mod model;
mod paste;
mod tools;

pub use grid_page::TargetGridPage;
