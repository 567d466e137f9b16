use serde::{Deserialize, Serialize};

use super::{check_product, check_sub_stage};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, keep_all, own_customer};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::opportunity::{Opportunity, OpportunityProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{CustomerId, Key, OpportunityId, PersonId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::stage::Stage;

/// Open an opportunity (A29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOpportunity {
    pub id: OpportunityId,
    pub customer: CustomerId,
    pub opened_on: Day,
    pub stage: Stage,
    /// Defaults to the owner of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    pub profile: OpportunityProfile,
}

impl Decide for OpenOpportunity {
    const VERB: &'static str = "open_opportunity";

    fn subject(&self) -> Key {
        self.id.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.id.into(), self.customer.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        refusals.refuse_if(book.opportunity(self.id).is_some(), Field::Id, Refusal::Exists);
        let customer = own_customer(self.customer, book, moment, &mut refusals);
        check_day(&mut refusals, Field::OpenedOn, self.opened_on, moment.server_today);
        refusals.refuse_if(!self.stage.is_open(), Field::Stage, Refusal::NotAStep);
        refusals.refuse_if(self.owner.is_some_and(|it| !moment.actor.may_write_for(it, book)), Field::Owner, Refusal::NotYours);
        check_product(&self.profile, book, &mut refusals);
        check_sub_stage(&self.profile, self.stage, moment.today, book, &mut refusals);
        let profile = keep_all(self.profile.checked(), &mut refusals);
        let (Some(customer), Some(profile), true) = (customer, profile, refusals.is_empty()) else { return Err(refusals) };

        let owner = self.owner.unwrap_or(customer.owner);
        Ok(Decision::put(Opportunity {
            id: self.id,
            customer: customer.id,
            customer_name: customer.profile.name.clone(),
            owner,
            team: book.team_on(owner, moment.today),
            opened_on: self.opened_on,
            opened_by: Some(moment.author(owner)),
            stage: self.stage,
            moves: Vec::new(),
            outcome: None,
            ended_by: None,
            risks: Vec::new(),
            profile,
            review: None,
        }))
    }
}
