//! The company's additions to the six stages: its own sub-stages (A28) and the time limit per stage.

use serde::{Deserialize, Serialize};

use crate::values::field::{Field, StagePart};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;
use crate::values::text;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubStage {
    /// The open stage it belongs to.
    pub stage: Stage,
    pub name: String,
}

/// The maximum time in a stage before an opportunity is shown as stalled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLimit {
    pub stage: Stage,
    pub days: u16,
}

/// The company's sub-stages and limits within the six stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// In display order.
    pub sub_stages: Vec<SubStage>,
    /// A stage without an entry has no limit.
    pub limits: Vec<StageLimit>,
}

impl Default for Pipeline {
    /// 需求调研 within 意向客户 and 方案评估 within 方案提交 (A28, E-03); 30 days for each open stage, since no requirement sets a limit.
    fn default() -> Pipeline {
        let sub_stage = |stage, name: &str| SubStage { stage, name: name.to_owned() };
        Pipeline {
            sub_stages: vec![sub_stage(Stage::Interested, "需求调研"), sub_stage(Stage::Proposal, "方案评估")],
            limits: Stage::OPEN.map(|stage| StageLimit { stage, days: 30 }).to_vec(),
        }
    }
}

impl Pipeline {
    /// Names of a stage's sub-stages, in order.
    pub fn sub_stages_of(&self, stage: Stage) -> impl Iterator<Item = &str> {
        self.sub_stages.iter().filter(move |it| it.stage == stage).map(|it| it.name.as_str())
    }

    /// Whether the stage has a sub-stage of this name.
    pub fn has(&self, stage: Stage, name: &str) -> bool {
        self.sub_stages_of(stage).any(|it| it == name)
    }

    /// Maximum days in the stage; `None` if unlimited.
    pub fn limit(&self, stage: Stage) -> Option<u16> {
        self.limits.iter().find(|it| it.stage == stage).map(|it| it.days)
    }

    pub fn is_default(&self) -> bool {
        *self == Pipeline::default()
    }

    /// Refuses invalid values. Fields: `pipeline.<index of the stage>.names` for the names, `pipeline.<index of the stage>.limit` for the limit.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let of_open_stages = self.sub_stages.iter().map(|it| it.stage).chain(self.limits.iter().map(|it| it.stage)).all(Stage::is_open);
        let too_many = MOST_SUB_STAGES < self.sub_stages.len() || Stage::OPEN.len() < self.limits.len();
        refusals.refuse_if(!of_open_stages || too_many, Field::Pipeline, Refusal::Malformed);
        for (at, sub_stage) in self.sub_stages.iter().enumerate() {
            if !sub_stage.stage.is_open() {
                continue;
            }
            let field = Field::StageOf(sub_stage.stage, StagePart::Names);
            let name = refusals.keep(field, text::required(&sub_stage.name, text::LINE));
            refusals.refuse_if(name.is_some_and(|name| name != sub_stage.name), field, Refusal::Malformed);
            refusals.refuse_if(self.sub_stages[..at].contains(sub_stage), field, Refusal::Taken);
        }
        for limit in &self.limits {
            let is_sound = !limit.stage.is_open() || (1..=MOST_DAYS).contains(&limit.days);
            refusals.refuse_if(
                !is_sound,
                Field::StageOf(limit.stage, StagePart::Limit),
                Refusal::OutOfRange { least: 1, most: MOST_DAYS.into() },
            );
        }
    }
}

/// Maximum number of sub-stages in all stages together.
const MOST_SUB_STAGES: usize = 60;
/// The longest limit, in days: two years.
const MOST_DAYS: u16 = 730;
