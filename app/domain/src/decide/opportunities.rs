//! Opening, amending, moving, winning and losing opportunities.

mod amend_opportunity;
mod lose_opportunity;
mod move_stage;
mod open_opportunity;
mod win_opportunity;

pub use amend_opportunity::AmendOpportunity;
pub use lose_opportunity::LoseOpportunity;
pub use move_stage::MoveStage;
pub use open_opportunity::OpenOpportunity;
pub use win_opportunity::WinOpportunity;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::opportunity::{Opportunity, OpportunityProfile};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::OpportunityId;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::stage::Stage;

fn open_and_own<'a>(id: OpportunityId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Opportunity> {
    let Some(opportunity) = book.opportunity(id).filter(|it| moment.actor.may_work_on_opportunity(it, book)) else {
        refusals.refuse(Field::Opportunity, Refusal::NotYours);
        return None;
    };
    refusals.refuse_if(!opportunity.is_open(), Field::Opportunity, Refusal::Closed);
    opportunity.is_open().then_some(opportunity)
}

/// The sub-stage must be empty or one that the company defines for the stage on that day (A28).
fn check_sub_stage(profile: &OpportunityProfile, stage: Stage, today: Day, book: &Book, refusals: &mut Refusals) {
    let name = profile.sub_stage.trim();
    refusals.refuse_if(!name.is_empty() && !book.company().pipeline_on(today).has(stage, name), Field::SubStage, Refusal::NotAStep);
}

fn check_product(profile: &OpportunityProfile, book: &Book, refusals: &mut Refusals) {
    if let Some(id) = profile.product {
        match book.product(id) {
            None => refusals.refuse(Field::Product, Refusal::NotYours),
            Some(product) => refusals.refuse_if(!product.active, Field::Product, Refusal::Inactive),
        }
    }
}
