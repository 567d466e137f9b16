//! Where customers come from, and through which channel money is spent on new ones (E-22).

use super::open_list::open_list;

open_list! {
    /// Where a customer came from (C-02, E-22).
    Source {
        /// 展会.
        Fair => "fair",
        /// 主动拜访.
        ActiveVisit => "active_visit",
        /// 线上.
        Online => "online",
        /// 转介绍.
        Referral => "referral",
        /// 渠道.
        Channel => "channel",
    }
}
