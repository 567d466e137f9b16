//! The values that people enter for KPIs.

mod record_kpi_entry;
mod void_kpi_entry;

pub use record_kpi_entry::RecordKpiEntry;
pub use void_kpi_entry::VoidKpiEntry;
