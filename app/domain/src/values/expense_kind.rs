//! Kinds of sales expenses (CO-01).

use super::open_list::open_list;
use super::source::Source;

open_list! {
    /// Category of an expense (费用类别).
    #[derive(Default)]
    ExpenseKind {
        /// 差旅.
        #[default]
        Travel => "travel",
        /// 招待.
        Hospitality => "hospitality",
        /// 展会.
        Fair => "fair",
        /// 线上推广.
        OnlinePromotion => "online_promotion",
        /// 渠道: commissions and payments to partners and referrers.
        Channel => "channel",
        /// 样品.
        Samples => "samples",
        /// 其他; the note then says what.
        Other => "other",
    }
}

impl ExpenseKind {
    /// The acquisition channel (E-22) that this kind usually serves, if any. The form suggests it; the person may change it.
    pub fn usual_channel(self) -> Option<Source> {
        match self {
            ExpenseKind::Fair => Some(Source::Fair),
            ExpenseKind::OnlinePromotion => Some(Source::Online),
            ExpenseKind::Channel => Some(Source::Channel),
            ExpenseKind::Travel | ExpenseKind::Hospitality | ExpenseKind::Samples | ExpenseKind::Other | ExpenseKind::Own(_) => None,
        }
    }
}
