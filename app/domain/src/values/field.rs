//! The names of fields in refusals and conflicts. They are sent and stored as text: add names, never change them.

mod known;
mod name;
mod part;

pub use known::Field;
pub use name::FieldName;
pub use part::{AlertPart, ContactPart, GoodsPart, InstalmentPart, LinePart, NodePart, PersonPart, SplitPart, StagePart, TargetPart};
