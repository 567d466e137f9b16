//! The table of a desk: rows of 32 px under a head that stays in sight, sorted, arranged, selected and copied by the person.

mod body;
mod cells;
mod column;
mod columns_sheet;
mod desk_grid;
mod foot;
mod head;
mod keys;
mod layout;
mod picks;
mod sorting;
mod state;

pub use column::{GridColumn, SortKey};
pub use desk_grid::DeskGrid;
pub use picks::Picks;
pub use sorting::GridSort;
pub use state::{GridState, GridTools};
