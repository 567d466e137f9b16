//! Setting targets.

mod change;
mod propose_target;
mod set_target;
mod set_targets;

pub use change::TargetChange;
pub use propose_target::ProposeTarget;
pub use set_target::SetTarget;
pub use set_targets::SetTargets;
