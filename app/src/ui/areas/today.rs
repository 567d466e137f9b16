//! 今日: the month so far, pending items, and whom to call.

mod administrator_today;
mod agenda_list;
mod alerts_card;
mod grade_reviews;
mod help_card;
mod month_ring;
mod proposals_card;
mod quotas_card;
mod recent_customers;
mod reviews;
mod rule_news_card;
mod shortfall_card;
mod support_today;
mod today_page;
mod waiting;

pub use today_page::TodayPage;
