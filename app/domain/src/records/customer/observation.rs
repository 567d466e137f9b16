//! What was noticed about a customer and is worth keeping: the key nodes of a deal, what it taught, interviews, satisfaction, complaints, and how
//! the demand changed (C-10, C-17, C-19, C-23, AN-11). Append-only: two people writing at once cannot conflict.

use serde::{Deserialize, Serialize};

use crate::rules::dictionary::{SuccessFactor, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{ObservationId, OpportunityId, PersonId};
use crate::values::refusal::{Refusal, Refusals};

/// A key node (关键节点, C-19, E-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyNode {
    /// 首次接触.
    FirstContact,
    /// 需求沟通.
    Demand,
    /// 报价谈判.
    Quotation,
    /// 成交障碍.
    Obstacle,
}

impl KeyNode {
    /// All nodes, in the order they come.
    pub const ALL: [KeyNode; 4] = [KeyNode::FirstContact, KeyNode::Demand, KeyNode::Quotation, KeyNode::Obstacle];
}

/// What decides whether a customer buys again or leaves (复购/流失的关键因素, C-17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Factor {
    /// 产品质量.
    Quality,
    /// 价格竞争力.
    Price,
    /// 服务响应.
    Service,
}

impl Factor {
    /// All factors.
    pub const ALL: [Factor; 3] = [Factor::Quality, Factor::Price, Factor::Service];
}

/// What was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Observed {
    /// A key node was reached (C-19).
    Node {
        /// Which.
        node: KeyNode,
    },
    /// A case was reviewed: what a won or lost deal taught (AN-11).
    CaseReview {
        /// Of which opportunity.
        #[serde(default)]
        opportunity: Option<OpportunityId>,
        /// It was won; else lost.
        won: bool,
        /// What decided it.
        #[serde(default)]
        factors: Vec<Factor>,
        /// Of a won one, what made it succeed (E-18).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        success: Vec<Term<SuccessFactor>>,
    },
    /// 客户访谈.
    Interview {
        /// What matters to them.
        #[serde(default)]
        factors: Vec<Factor>,
    },
    /// 满意度评分, 1 to 5.
    Satisfaction {
        /// The score.
        score: u8,
    },
    /// 投诉.
    Complaint {
        /// About what.
        #[serde(default)]
        factors: Vec<Factor>,
    },
    /// The demand is another one (需求变化, C-10). Written by the rules when the customer is amended.
    DemandChange {
        /// What it was.
        #[serde(default)]
        from: String,
        /// What it is.
        #[serde(default)]
        to: String,
    },
}

impl Observed {
    /// Most success factors that one case names.
    pub const MOST_SUCCESS: usize = 5;

    /// The same, cleaned; refuses what nobody can have noticed.
    pub fn checked(&self, refusals: &mut Refusals) -> Observed {
        self.check(refusals);
        match self {
            Observed::CaseReview { opportunity, won, factors, success } => {
                let success = success.iter().filter_map(|it| refusals.keep("success", it.checked())).collect();
                Observed::CaseReview { opportunity: *opportunity, won: *won, factors: factors.clone(), success }
            }
            other => other.clone(),
        }
    }

    fn check(&self, refusals: &mut Refusals) {
        if let Observed::CaseReview { won, success, .. } = self {
            refusals.refuse_if(!won && !success.is_empty(), "success", Refusal::NotAllowed);
            let most = Observed::MOST_SUCCESS;
            refusals.refuse_if(most < success.len(), "success", Refusal::OutOfRange { least: 0, most: most as i64 });
        }
        match self {
            Observed::Satisfaction { score } => {
                refusals.refuse_if(!(1..=5).contains(score), "score", Refusal::OutOfRange { least: 1, most: 5 });
            }
            // Only the rules write this one.
            Observed::DemandChange { .. } => refusals.refuse("what", Refusal::NotAllowed),
            Observed::CaseReview { factors, .. } | Observed::Interview { factors } | Observed::Complaint { factors } => {
                refusals.refuse_if(Factor::ALL.len() < factors.len(), "factors", Refusal::Malformed);
            }
            Observed::Node { .. } => {}
        }
    }

    /// What made a won case succeed, if it is one that says so.
    pub fn success(&self) -> &[Term<SuccessFactor>] {
        match self {
            Observed::CaseReview { success, .. } => success,
            _ => &[],
        }
    }

    /// The factors named, if it is of a kind that names some.
    pub fn factors(&self) -> &[Factor] {
        match self {
            Observed::CaseReview { factors, .. } | Observed::Interview { factors } | Observed::Complaint { factors } => factors,
            Observed::Node { .. } | Observed::Satisfaction { .. } | Observed::DemandChange { .. } => &[],
        }
    }
}

/// Something noticed about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Which one.
    pub id: ObservationId,
    /// The day it happened.
    pub on: Day,
    /// What.
    pub what: Observed,
    /// In words; of a case, the lesson.
    #[serde(default)]
    pub content: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}
