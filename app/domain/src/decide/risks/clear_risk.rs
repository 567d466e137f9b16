use serde::{Deserialize, Serialize};

use super::open_risk;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::RiskEnd;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId, RiskId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Close a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearRisk {
    pub opportunity: OpportunityId,
    pub risk: RiskId,
    pub on: Day,
    /// The outcome.
    pub how: String,
}

impl Decide for ClearRisk {
    const VERB: &'static str = "clear_risk";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let found = open_risk(self.opportunity, self.risk, book, moment, &mut refusals);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let first = found.map_or(Day::FIRST, |(opportunity, at)| opportunity.risks[at].on);
        refusals.refuse_if(self.on < first, Field::On, Refusal::TooEarly { first });
        let how = refusals.keep(Field::How, text::required(&self.how, text::NOTE));
        let (Some((opportunity, at)), Some(how), true) = (found, how, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = opportunity.clone();
        changed.risks[at].end = Some(RiskEnd { on: self.on, how, by: moment.actor.person, at: moment.now });
        Ok(Decision::put(changed))
    }
}
