use serde::{Deserialize, Serialize};

use super::open_risk;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::Response;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId, RiskId};
use crate::values::refusal::Refusals;
use crate::values::text;

/// Add a response to a risk, or ask a superior to step in. The superior answers with the same command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRisk {
    pub opportunity: OpportunityId,
    pub risk: RiskId,
    /// 应对.
    pub response: String,
    /// Whether it asks a superior to step in.
    #[serde(default)]
    pub escalates: bool,
}

impl Decide for AnswerRisk {
    const VERB: &'static str = "answer_risk";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let found = open_risk(self.opportunity, self.risk, book, moment, &mut refusals);
        let text = refusals.keep(Field::Response, text::required(&self.response, text::NOTE));
        let (Some((opportunity, at)), Some(text), true) = (found, text, refusals.is_empty()) else { return Err(refusals) };

        let by = moment.actor.person;
        let steps_in = opportunity.risks[at].awaits_help().is_some_and(|it| moment.actor.is_superior_of(it.by, book));
        let mut changed = opportunity.clone();
        changed.risks[at].responses.push(Response { text, escalates: self.escalates, by, at: moment.now, steps_in: Some(steps_in) });
        Ok(Decision::put(changed))
    }
}
