//! What a company adds to the six stages: sub-stages of its own (A28), and how long an opportunity may stay in one.

use serde::{Deserialize, Serialize};

use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::text;

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

    /// Says what makes no sense: the names of a stage as `pipeline.<its place>.names`, its limit as `pipeline.<its place>.limit`.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let place = |stage: Stage| Stage::OPEN.into_iter().position(|it| it == stage);
        let of_open_stages = self.sub_stages.iter().map(|it| it.stage).chain(self.limits.iter().map(|it| it.stage)).all(Stage::is_open);
        let too_many = MOST_SUB_STAGES < self.sub_stages.len() || Stage::OPEN.len() < self.limits.len();
        refusals.refuse_if(!of_open_stages || too_many, "pipeline", Refusal::Malformed);
        for (at, it) in self.sub_stages.iter().enumerate() {
            let Some(stage) = place(it.stage) else { continue };
            let field = format!("pipeline.{stage}.names");
            let name = refusals.keep(&field, text::required(&it.name, text::LINE));
            refusals.refuse_if(name.is_some_and(|name| name != it.name), &field, Refusal::Malformed);
            refusals.refuse_if(self.sub_stages[..at].contains(it), &field, Refusal::Taken);
        }
        for it in &self.limits {
            let Some(stage) = place(it.stage) else { continue };
            let is_sound = (1..=MOST_DAYS).contains(&it.days);
            refusals.refuse_if(!is_sound, &format!("pipeline.{stage}.limit"), Refusal::OutOfRange { least: 1, most: MOST_DAYS.into() });
        }
    }
}

/// Most sub-stages of all stages together.
const MOST_SUB_STAGES: usize = 60;
/// The longest limit, in days: two years.
const MOST_DAYS: u16 = 730;
