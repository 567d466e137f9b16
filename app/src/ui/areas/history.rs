//! 变更记录: who changed what, when, from which value to which. Read from the server each time: devices hold records, not their past.

mod change_words;
mod entries;
mod feed;
mod feed_view;
mod history_filters;
mod history_page;
mod history_query;
mod part_words;
mod record_history_page;

pub use history_page::HistoryPage;
pub use record_history_page::RecordHistoryPage;
