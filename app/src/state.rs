//! Client state that is not in the book: the signed-in person, the preferences of the device, and unsaved input.

pub mod alerts;
mod assigned;
pub mod characters;
pub mod customer_index;
pub mod draft;
pub mod forms;
pub mod kpi_value;
pub mod machine;
pub mod preferences;
pub mod said_index;
pub mod session;
pub mod typed;

pub use assigned::assigned_due;
pub use characters::fetch_characters;
pub use customer_index::{Customers, customer_name, person_name, posting_name, shown_number};
pub use draft::Draft;
pub use machine::Machine;
pub use preferences::Preferences;
pub use said_index::SaidInFollowUps;
pub use session::{Session, SessionState};
