//! The bytes of attachments. Pieces arrive under whoever sends them; when all are there and their digest is right, the file is kept by its content
//! and the record says so. Nobody reaches a file but through a record they may see, and no record shows a file whose bytes were not sent for it.

mod complete;
mod quota;
mod store;
mod upkeep;

pub use complete::{complete, stored_by};
pub use quota::Quota;
pub use store::{Store, UnderWay};
pub use upkeep::{Health, Swept, health, sweep};
