//! 每周客户跟进与业绩表.

mod weekly_page;

pub use weekly_page::WeeklyPage;
