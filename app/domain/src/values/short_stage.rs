//! The stage of a customer in the short form of the weekly table (E-02, A28).

use serde::{Deserialize, Serialize};

use crate::values::stage::Stage;

/// 阶段 in its short form (E-02, A28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortStage {
    /// 潜在: nothing beyond a prospect.
    Prospect,
    /// 意向: interested, proposal or negotiation.
    Interested,
    /// 成交: won, paid or not.
    Won,
    /// 流失: the last opportunity was lost (A29).
    Lost,
}

impl ShortStage {
    pub const ALL: [ShortStage; 4] = [ShortStage::Prospect, ShortStage::Interested, ShortStage::Won, ShortStage::Lost];
}

impl From<Stage> for ShortStage {
    fn from(stage: Stage) -> ShortStage {
        match stage {
            Stage::Prospect => ShortStage::Prospect,
            Stage::Interested | Stage::Proposal | Stage::Negotiation => ShortStage::Interested,
            Stage::Won | Stage::Collected => ShortStage::Won,
        }
    }
}
