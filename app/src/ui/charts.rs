//! Charts: pure builders of options and of the table that says the same, and the one canvas that shows them.
//!
//! The content security policy forbids `eval`, so an option never holds a function: whatever a label or tooltip says is written out as the
//! name of its data item, in the reader's language.

mod canvas;
pub mod funnel;
mod ink;
pub mod mix;
pub mod ranking;
mod scaled;
mod table;
pub mod trend;

pub use canvas::ChartCanvas;
pub use ink::{Ink, PALETTE, ink, watch_theme};
pub use table::Table;

use charming::Chart;

/// A chart and its twin, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// What ECharts is given.
    pub chart: Chart,
    /// The same, to be read.
    pub table: Table,
}

impl Drawn {
    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The option as text.
    fn option(&self) -> String {
        serde_json::to_string(&self.chart).unwrap_or_else(|_| unreachable!("an option holds only strings, numbers and lists of them"))
    }
}
