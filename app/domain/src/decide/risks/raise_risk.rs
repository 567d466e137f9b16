use serde::{Deserialize, Serialize};

use super::within_reach;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::{Response, Risk};
use crate::rules::dictionary::{RiskKind, Term};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId, RiskId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Record a risk that an open opportunity is lost, and the response to it (E-19, PL-03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaiseRisk {
    pub id: RiskId,
    pub opportunity: OpportunityId,
    #[serde(rename = "risk_kind")]
    pub kind: Term<RiskKind>,
    /// The day the risk was noticed.
    pub on: Day,
    /// 应对: the response.
    pub response: String,
    /// Whether it asks a superior to step in.
    #[serde(default)]
    pub escalates: bool,
}

impl Decide for RaiseRisk {
    const VERB: &'static str = "raise_risk";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let opportunity = within_reach(self.opportunity, book, moment, &mut refusals);
        refusals.refuse_if(opportunity.is_some_and(|it| !it.is_open()), Field::Opportunity, Refusal::Closed);
        refusals.refuse_if(opportunity.is_some_and(|it| it.risks.iter().any(|risk| risk.id == self.id)), Field::Id, Refusal::Exists);
        let kind = refusals.keep(Field::RiskKind, self.kind.checked());
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let text = refusals.keep(Field::Response, text::required(&self.response, text::NOTE));
        let (Some(opportunity), Some(kind), Some(text), true) = (opportunity, kind, text, refusals.is_empty()) else {
            return Err(refusals);
        };

        let response = Response { text, escalates: self.escalates, by: moment.actor.person, at: moment.now, steps_in: None };
        let mut changed = opportunity.clone();
        changed.risks.push(Risk { id: self.id, kind, on: self.on, responses: vec![response], end: None });
        Ok(Decision::put(changed))
    }
}
