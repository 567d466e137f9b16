//! Methods of contacting a customer (FU-01).

use super::open_list::open_list;

open_list! {
    /// The contact method (E-11).
    Method {
        /// 拜访.
        Visit => "visit",
        /// 电话.
        Phone => "phone",
        /// 微信.
        Wechat => "wechat",
        /// 邮件.
        Email => "email",
        /// 方案.
        Proposal => "proposal",
        /// 线上会议.
        OnlineMeeting => "online_meeting",
        /// 活动 (fair, salon).
        Event => "event",
    }
}
