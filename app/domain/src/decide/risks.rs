//! Raising, answering and clearing the risks of an opportunity (E-19, PL-03).

mod answer_risk;
mod clear_risk;
mod raise_risk;

pub use answer_risk::AnswerRisk;
pub use clear_risk::ClearRisk;
pub use raise_risk::RaiseRisk;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::opportunity::Opportunity;
use crate::values::field::Field;
use crate::values::ids::{OpportunityId, RiskId};
use crate::values::refusal::{Refusal, Refusals};

/// The opportunity, if this person works with it or may be asked to step in. A director, who otherwise only reads, may answer here.
fn within_reach<'a>(id: OpportunityId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Opportunity> {
    let found = book.opportunity(id).filter(|it| moment.actor.may_answer_risks(it, book));
    refusals.refuse_if(found.is_none(), Field::Opportunity, Refusal::NotYours);
    found
}

/// The opportunity and the index of the risk in it, if the risk is open. The opportunity itself may be closed: how its risks ended is still
/// recorded.
fn open_risk<'a>(
    opportunity: OpportunityId,
    risk: RiskId,
    book: &'a Book,
    moment: &Moment,
    refusals: &mut Refusals,
) -> Option<(&'a Opportunity, usize)> {
    let opportunity = within_reach(opportunity, book, moment, refusals)?;
    let Some(at) = opportunity.risks.iter().position(|it| it.id == risk) else {
        refusals.refuse(Field::Risk, Refusal::NotYours);
        return None;
    };
    refusals.refuse_if(!opportunity.risks[at].is_open(), Field::Risk, Refusal::Finished);
    Some((opportunity, at))
}
