use serde::{Deserialize, Serialize};

use super::open_and_own;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::Outcome;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Lose an opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoseOpportunity {
    pub opportunity: OpportunityId,
    /// The day the loss became known.
    pub on: Day,
    pub reason: String,
}

impl Decide for LoseOpportunity {
    const VERB: &'static str = "lose_opportunity";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.opportunity.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let opportunity = open_and_own(self.opportunity, book, moment, &mut refusals);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
        refusals.refuse_if(self.on < first, Field::On, Refusal::TooEarly { first });
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(opportunity), Some(reason), true) = (opportunity, reason, refusals.is_empty()) else { return Err(refusals) };

        let mut lost = opportunity.clone();
        lost.team = book.team_on(lost.owner, moment.today);
        lost.outcome = Some(Outcome::Lost { on: self.on, reason });
        lost.ended_by = Some(moment.author(lost.owner));
        Ok(Decision::put(lost))
    }
}
