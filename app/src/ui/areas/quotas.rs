//! 跟进要求: contact quotas, everybody's progress, and setting quotas (FU-07, FU-08).

mod quota_item;
mod quota_sheet;
mod quotas_page;

pub use quotas_page::QuotasPage;
