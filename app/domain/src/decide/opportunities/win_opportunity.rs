use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::open_and_own;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all};
use crate::decide::needs::Needs;
use crate::decide::orders::TakeOrder;
use crate::decide::verb::Decide;
use crate::records::opportunity::Outcome;
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OpportunityId};
use crate::values::refusal::{Refusal, Refusals};

/// Win an opportunity with an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WinOpportunity {
    pub opportunity: OpportunityId,
    /// The resulting order, of the same customer.
    pub order: TakeOrder,
}

impl Decide for WinOpportunity {
    const VERB: &'static str = "win_opportunity";

    fn subject(&self) -> Key {
        self.opportunity.into()
    }

    fn needs(&self) -> Needs {
        self.order.needs().and([self.opportunity])
    }

    fn makes(&self) -> Option<Uuid> {
        self.order.makes()
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let opportunity = open_and_own(self.opportunity, book, moment, &mut refusals);
        let stands = book.customer(self.order.customer).map_or(self.order.customer, |it| book.standing(it).id);
        let of_another = opportunity.is_some_and(|it| it.customer != stands);
        refusals.refuse_if(of_another, Field::Customer, Refusal::NotYours);
        let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
        refusals.refuse_if(self.order.terms.deal_on < first, Field::DealOn, Refusal::TooEarly { first });
        let taken = keep_all(self.order.decide_from(opportunity, book, moment), &mut refusals);
        let (Some(opportunity), Some(taken), true) = (opportunity, taken, refusals.is_empty()) else { return Err(refusals) };

        let mut won = opportunity.clone();
        won.team = book.team_on(won.owner, moment.today);
        won.outcome = Some(Outcome::Won { on: self.order.terms.deal_on, order: self.order.id });
        won.ended_by = Some(moment.author(won.owner));
        Ok(taken.and(won))
    }
}
