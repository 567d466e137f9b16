//! What a company adds to the six stages: sub-stages of its own (A28), and how long an opportunity may stay in one.

use serde::{Deserialize, Serialize};

use crate::opportunity::Stage;
use crate::text;

/// A step within a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubStage {
    /// Of which open stage.
    pub stage: Stage,
    /// What it is called.
    pub name: String,
}

/// How long an opportunity may stay in a stage before it is shown as standing still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLimit {
    /// The open stage.
    pub stage: Stage,
    /// Days.
    pub days: u16,
}

/// The company's own pipeline within the six stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Sub-stages, in order.
    pub sub_stages: Vec<SubStage>,
    /// Limits; a stage without one has none.
    pub limits: Vec<StageLimit>,
}

impl Default for Pipeline {
    /// 需求调研 within 意向客户 and 方案评估 within 方案提交 (A28, E-03); 30 days in each open stage, which no source sets.
    fn default() -> Pipeline {
        let sub_stage = |stage, name: &str| SubStage { stage, name: name.to_owned() };
        Pipeline {
            sub_stages: vec![sub_stage(Stage::Interested, "需求调研"), sub_stage(Stage::Proposal, "方案评估")],
            limits: Stage::OPEN.map(|stage| StageLimit { stage, days: 30 }).to_vec(),
        }
    }
}

impl Pipeline {
    /// The names of the sub-stages of a stage, in order.
    pub fn sub_stages_of(&self, stage: Stage) -> impl Iterator<Item = &str> {
        self.sub_stages.iter().filter(move |it| it.stage == stage).map(|it| it.name.as_str())
    }

    /// Whether that is a sub-stage of the stage.
    pub fn has(&self, stage: Stage, name: &str) -> bool {
        self.sub_stages_of(stage).any(|it| it == name)
    }

    /// The most days in a stage, if there is a limit.
    pub fn limit(&self, stage: Stage) -> Option<u16> {
        self.limits.iter().find(|it| it.stage == stage).map(|it| it.days)
    }

    /// Whether it is what a company begins with.
    pub fn is_default(&self) -> bool {
        *self == Pipeline::default()
    }

    /// Whether names are there, once per stage, of open stages, and limits are from one day to two years.
    pub fn is_sound(&self) -> bool {
        let named = |it: &SubStage| it.stage.is_open() && text::required(&it.name, text::LINE).is_ok_and(|name| name == it.name);
        let once = |(at, it): (usize, &SubStage)| !self.sub_stages[..at].contains(it);
        let limited = |it: &StageLimit| it.stage.is_open() && (1..=730).contains(&it.days);
        self.sub_stages.len() <= 60
            && self.limits.len() <= Stage::OPEN.len()
            && self.sub_stages.iter().all(named)
            && self.sub_stages.iter().enumerate().all(once)
            && self.limits.iter().all(limited)
    }
}
