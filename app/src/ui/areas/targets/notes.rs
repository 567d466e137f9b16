//! 制定参考: what those who set targets should know (T-08).

mod note_form;
mod note_list;

pub use note_list::{NotesBeside, PlanningNotes};
