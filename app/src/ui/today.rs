//! 今日: how the month stands, what waits, and whom to call.

mod administrator_today;
mod agenda_list;
mod alerts_card;
mod grade_reviews;
mod month_ring;
mod recent_customers;
mod reviews;
mod shortfall_card;
mod today_page;
mod waiting;

pub use today_page::TodayPage;
