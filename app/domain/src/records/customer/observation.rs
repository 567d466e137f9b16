//! Observations about a customer: key nodes of a deal, case reviews, interviews, satisfaction, complaints and changes of demand (C-10, C-17,
//! C-19, C-23, AN-11). Append-only, so two people writing at once cannot conflict.

use serde::{Deserialize, Serialize};

use crate::rules::dictionary::{SuccessFactor, Term};
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::{ObservationId, OpportunityId, PersonId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::tagged::tagged;

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
    /// In their usual order.
    pub const ALL: [KeyNode; 4] = [KeyNode::FirstContact, KeyNode::Demand, KeyNode::Quotation, KeyNode::Obstacle];
}

/// A key factor for repurchase or churn (复购/流失的关键因素, C-17).
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

/// The kind of observation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Observed {
    /// A key node was reached (C-19).
    Node { node: KeyNode },
    /// A case review: the lesson of a won or lost deal (AN-11).
    CaseReview {
        #[serde(default)]
        opportunity: Option<OpportunityId>,
        /// `true` for a won deal, `false` for a lost one.
        won: bool,
        /// The deciding factors.
        #[serde(default)]
        factors: Vec<Factor>,
        /// For a won deal, what made it succeed (E-18).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        success: Vec<Term<SuccessFactor>>,
    },
    /// 客户访谈.
    Interview {
        /// What matters to the customer.
        #[serde(default)]
        factors: Vec<Factor>,
    },
    /// 满意度评分, 1 to 5.
    Satisfaction { score: u8 },
    /// 投诉.
    Complaint {
        #[serde(default)]
        factors: Vec<Factor>,
    },
    /// The demand changed (需求变化, C-10). Only the rules write this, when the customer is amended.
    DemandChange {
        #[serde(default)]
        from: String,
        #[serde(default)]
        to: String,
    },
}
tagged!(Observed, "is");

impl Observed {
    /// Maximum number of success factors per case.
    pub const MOST_SUCCESS: usize = 5;

    /// Returns a cleaned copy. Refuses invalid values and kinds that only the rules may write.
    pub fn checked(&self, refusals: &mut Refusals) -> Observed {
        self.check(refusals);
        match self {
            Observed::CaseReview { opportunity, won, factors, success } => {
                let success = success.iter().filter_map(|it| refusals.keep(Field::Success, it.checked())).collect();
                Observed::CaseReview { opportunity: *opportunity, won: *won, factors: factors.clone(), success }
            }
            other => other.clone(),
        }
    }

    fn check(&self, refusals: &mut Refusals) {
        if let Observed::CaseReview { won, success, .. } = self {
            refusals.refuse_if(!won && !success.is_empty(), Field::Success, Refusal::NotAllowed);
            let most = Observed::MOST_SUCCESS;
            refusals.refuse_if(most < success.len(), Field::Success, Refusal::OutOfRange { least: 0, most: most as i64 });
        }
        match self {
            Observed::Satisfaction { score } => {
                refusals.refuse_if(!(1..=5).contains(score), Field::Score, Refusal::OutOfRange { least: 1, most: 5 });
            }
            // Only the rules write this one.
            Observed::DemandChange { .. } => refusals.refuse(Field::What, Refusal::NotAllowed),
            Observed::CaseReview { factors, .. } | Observed::Interview { factors } | Observed::Complaint { factors } => {
                refusals.refuse_if(Factor::ALL.len() < factors.len(), Field::Factors, Refusal::Malformed);
            }
            Observed::Node { .. } => {}
        }
    }

    /// The success factors of a won case; otherwise empty.
    pub fn success(&self) -> &[Term<SuccessFactor>] {
        match self {
            Observed::CaseReview { success, .. } => success,
            _ => &[],
        }
    }

    /// The factors named; empty for kinds without factors.
    pub fn factors(&self) -> &[Factor] {
        match self {
            Observed::CaseReview { factors, .. } | Observed::Interview { factors } | Observed::Complaint { factors } => factors,
            Observed::Node { .. } | Observed::Satisfaction { .. } | Observed::DemandChange { .. } => &[],
        }
    }
}

/// An observation about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    pub id: ObservationId,
    /// The day it happened.
    pub on: Day,
    pub what: Observed,
    /// Free text; for a case review, the lesson learned.
    #[serde(default)]
    pub content: String,
    /// Who recorded it.
    pub by: PersonId,
    pub at: Timestamp,
}
