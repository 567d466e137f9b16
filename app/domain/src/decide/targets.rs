//! Setting targets.

mod set_target;

pub use set_target::SetTarget;
