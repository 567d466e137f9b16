//! Why something fell short (差异原因, E-17): what can be chosen where a cause must be named, so that causes can be counted.

use serde::{Deserialize, Serialize};

/// A class of cause. The text travels and is kept: add, never rename.
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
    /// All causes, what lies with us first (SM-03).
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

    /// The word in a form and in an address.
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

    /// The cause of this word.
    pub fn parse(word: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|it| it.as_str() == word)
    }

    /// 主观: it lies with us; else 客观 (SM-03). Nothing for what is neither.
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
