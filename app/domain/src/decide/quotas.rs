//! Setting and ending contact quotas (FU-07, FU-08).

mod end_quota;
mod set_quota;

pub use end_quota::EndQuota;
pub use set_quota::SetQuota;
