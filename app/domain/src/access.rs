//! Actors, what their devices may hold, and what they may do.

pub mod actor;
pub mod alert_owner;
mod assigned;
mod attachments;
pub mod bucket;
pub mod moment;
mod permissions;
mod reach;
mod reader_copy;
pub mod review_file;
pub mod scope;
