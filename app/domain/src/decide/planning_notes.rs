//! Notes for those who set targets (T-08).

mod void_planning_note;
mod write_planning_note;

pub use void_planning_note::VoidPlanningNote;
pub use write_planning_note::WritePlanningNote;
