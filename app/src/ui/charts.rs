//! Charts: pure builders of ECharts options with equivalent tables, and the one canvas that shows them.
//!
//! The content security policy forbids `eval`, so an option never holds a function. Label and tooltip texts are written into the names of the
//! data items, in the user's language.

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

/// A chart with its equivalent table.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The ECharts option.
    pub chart: Chart,
    /// The same data as a table.
    pub table: Table,
}

impl Drawn {
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The option as JSON.
    fn option(&self) -> String {
        serde_json::to_string(&self.chart).unwrap_or_else(|_| unreachable!("an option holds only strings, numbers and lists of them"))
    }
}
