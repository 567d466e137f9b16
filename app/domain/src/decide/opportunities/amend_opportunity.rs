use serde::{Deserialize, Serialize};

use super::{check_product, check_sub_stage, open_and_own};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, amend, keep_all};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::{Opportunity, OpportunityProfile};
use crate::values::ids::{Key, OpportunityId};
use crate::values::refusal::Refusals;

/// Amend an opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendOpportunity {
    pub opportunity: OpportunityId,
    pub was: OpportunityProfile,
    pub now: OpportunityProfile,
}

impl Decide for AmendOpportunity {
    const VERB: &'static str = "amend_opportunity";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let opportunity = open_and_own(self.opportunity, book, moment, &mut refusals);
        if self.was.product != self.now.product {
            check_product(&self.now, book, &mut refusals);
        }
        if let Some(opportunity) = opportunity.filter(|_| self.was.sub_stage != self.now.sub_stage) {
            check_sub_stage(&self.now, opportunity.stage, moment.today, book, &mut refusals);
        }
        let now = keep_all(self.now.checked(), &mut refusals);
        let (Some(opportunity), Some(now), true) = (opportunity, now, refusals.is_empty()) else { return Err(refusals) };

        let (profile, conflicts) = amend(self.opportunity.into(), &self.was, &now, &opportunity.profile, &[], book, moment);
        Ok(Decision::put(Opportunity { profile, ..opportunity.clone() }).with(conflicts))
    }
}
