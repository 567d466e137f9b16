//! Actors, what their devices may hold, and what they may do.

pub mod actor;
pub mod alert_owner;
mod assigned;
pub mod bucket;
pub mod moment;
mod permissions;
mod reach;
pub mod review_file;
pub mod scope;
pub mod sight;
