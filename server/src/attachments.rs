//! The bytes of attachments. Pieces are stored per sender. When all are there and the digest is right, the file is stored by its content and the
//! record is marked as stored. A file is reached only through a record that the person may see, and a record shows only a file whose bytes were
//! sent for it.

mod complete;
mod quota;
mod store;
mod upkeep;

pub use complete::{complete, stored_by};
pub use quota::Quota;
pub use store::{Store, UnderWay};
pub use upkeep::{Health, Swept, health, sweep};
