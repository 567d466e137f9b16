//! The figures of a period as charts, each of which opens the records behind it.

pub mod lens;
mod lens_in_url;
mod parts;

mod answered;
mod channel_page;
mod compared_note;
mod performance_page;
mod records_page;

mod customer_section;
mod figure_cards;
mod filter_sheet;
mod fulfilment_section;
mod funnel_section;
mod kpi_entries;
mod kpi_entry_page;
mod kpi_line;
mod kpi_page;
mod kpi_part;
mod kpis_page;
mod lens_filter;
mod mix_chart;
mod origin_section;
mod period_stepper;
mod product_section;
mod ranking_section;
mod record_columns;
mod record_row;
mod spending_section;
mod team_ranking;
mod traits_section;
mod trend_section;
mod weighted_card;

pub use channel_page::ChannelPage;
pub use kpi_entry_page::KpiEntryPage;
pub use kpi_page::KpiPage;
pub use kpis_page::KpisPage;
pub use performance_page::PerformancePage;
pub use records_page::RecordsPage;
