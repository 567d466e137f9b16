//! The stored records.

pub mod alert;
pub mod attachment;
pub mod benchmark;
pub mod customer;
pub mod expense;
pub mod follow_up;
pub mod kpi;
pub mod kpi_entry;
pub mod opportunity;
pub mod order;
pub mod organisation;
pub mod planning_note;
pub mod product;
pub mod quota;
pub mod review;
pub mod reviewed;
pub mod target;
pub mod task;
