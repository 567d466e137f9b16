//! 跟进要求: contacts asked of people, how everybody stands with them, and asking for them (FU-07, FU-08).

mod quota_item;
mod quota_sheet;
mod quotas_page;

pub use quotas_page::QuotasPage;
