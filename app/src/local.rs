//! The device's side as screens see it: a notebook that answers at once and writes down before it says so.

mod memory;
mod notebook;
mod unsent;

pub use memory::MemoryStore;
pub use notebook::{CommitError, Notebook, Phase, Status};
pub use unsent::{Unsent, UnsentError};
