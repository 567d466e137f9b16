//! 预警: the alerts that the rules raise, and handling or dismissing them.

mod alerts_page;

mod alert_filters;
mod alert_list;
mod alert_row;
mod dismiss_sheet;
mod handle_sheet;
mod resolved_list;

pub use alerts_page::AlertsPage;
