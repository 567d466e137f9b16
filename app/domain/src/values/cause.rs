//! Causes of a shortfall (差异原因, E-17): a closed list, so that causes can be counted.

use serde::{Deserialize, Serialize};

/// A class of cause. The text is sent and stored: add variants, never rename them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// 客户跟进不及时 / 不足.
    FollowUp,
    /// 策略失误.
    Strategy,
    /// 销售人员能力差距.
    Skill,
    /// 方案响应慢.
    SlowProposal,
    /// 资源投入不足.
    Resources,
    /// 产品竞争力弱.
    Product,
    /// 市场萎缩.
    Market,
    /// 政策变化.
    Policy,
    /// 市场竞争.
    Competition,
    /// 竞品促销 / 降价.
    CompetitorPrice,
    /// 客户预算延迟.
    CustomerBudget,
    /// 客户内部流程.
    CustomerProcess,
    /// 其他.
    Other,
}

impl Cause {
    /// All causes, internal ones first (SM-03).
    pub const ALL: [Cause; 13] = [
        Cause::FollowUp,
        Cause::Strategy,
        Cause::Skill,
        Cause::SlowProposal,
        Cause::Resources,
        Cause::Product,
        Cause::Market,
        Cause::Policy,
        Cause::Competition,
        Cause::CompetitorPrice,
        Cause::CustomerBudget,
        Cause::CustomerProcess,
        Cause::Other,
    ];

    /// The identifier in forms and URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::FollowUp => "follow_up",
            Cause::Strategy => "strategy",
            Cause::Skill => "skill",
            Cause::SlowProposal => "slow_proposal",
            Cause::Resources => "resources",
            Cause::Product => "product",
            Cause::Market => "market",
            Cause::Policy => "policy",
            Cause::Competition => "competition",
            Cause::CompetitorPrice => "competitor_price",
            Cause::CustomerBudget => "customer_budget",
            Cause::CustomerProcess => "customer_process",
            Cause::Other => "other",
        }
    }

    pub fn parse(word: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// `true` for 主观 (internal), `false` for 客观 (external), `None` if neither (SM-03).
    pub fn is_subjective(self) -> Option<bool> {
        match self {
            Cause::FollowUp | Cause::Strategy | Cause::Skill | Cause::SlowProposal | Cause::Resources | Cause::Product => Some(true),
            Cause::Market
            | Cause::Policy
            | Cause::Competition
            | Cause::CompetitorPrice
            | Cause::CustomerBudget
            | Cause::CustomerProcess => Some(false),
            Cause::Other => None,
        }
    }
}
