//! Local storage as screens see it: the notebook, which answers at once and stores each command on disk before it confirms.

mod memory;
mod notebook;
mod unsent;

pub use memory::MemoryStore;
pub use notebook::{CommitError, Notebook, Phase, Status};
pub use unsent::{Unsent, UnsentError};
