//! Methods of contacting a customer (FU-01).

use serde::{Deserialize, Serialize};

/// The contact method (E-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 电话.
    Phone,
    /// 拜访.
    Visit,
    /// 邮件.
    Email,
    /// 方案.
    Proposal,
    /// 微信.
    Wechat,
    /// 线上会议.
    OnlineMeeting,
    /// 活动 (fair, salon).
    Event,
}

impl Method {
    /// All methods.
    pub const ALL: [Method; 7] =
        [Method::Visit, Method::Phone, Method::Wechat, Method::Email, Method::Proposal, Method::OnlineMeeting, Method::Event];
}
