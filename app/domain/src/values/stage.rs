//! The stages of an opportunity (E-01).

use serde::{Deserialize, Serialize};

/// The stages in order (E-01). The last two are never set by hand: an order sets [`Stage::Won`], its full payment [`Stage::Collected`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 潜在客户.
    Prospect,
    /// 意向客户.
    Interested,
    /// 方案提交.
    Proposal,
    /// 谈判中.
    Negotiation,
    /// 成交.
    Won,
    /// 回款完成.
    Collected,
}

impl Stage {
    /// All stages in order.
    pub const ALL: [Stage; 6] = [Stage::Prospect, Stage::Interested, Stage::Proposal, Stage::Negotiation, Stage::Won, Stage::Collected];
    /// The stages of an open opportunity.
    pub const OPEN: [Stage; 4] = [Stage::Prospect, Stage::Interested, Stage::Proposal, Stage::Negotiation];

    /// Whether an opportunity in this stage is still open.
    pub fn is_open(self) -> bool {
        self < Stage::Won
    }
}
