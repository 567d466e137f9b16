//! Setting targets.

mod change;
mod set_target;
mod set_targets;

pub use change::TargetChange;
pub use set_target::SetTarget;
pub use set_targets::SetTargets;
