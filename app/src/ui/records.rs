//! What several areas show of a record: its evidence, its review, its alerts, its state of sync.

pub mod alert_links;
pub mod attachments;
pub mod book_note;
pub mod command_words;
pub mod credit_words;
pub mod customer_link;
pub mod devices;
pub mod formula_change;
pub mod found;
pub mod grade_words;
pub mod history_link;
pub mod industry;
pub mod pending_list;
pub mod quota_progress;
pub mod request_card;
pub mod review_note;
pub mod review_sheet;
pub mod rule_version;
pub mod saved_state;
pub mod standing_tone;
pub mod unanswered;
