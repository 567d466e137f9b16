//! Raising, answering and clearing the risks of an opportunity (E-19, PL-03).

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::RaiseRisk;
use crate::decide::decision::Decision;
use crate::records::opportunity::{Opportunity, Response, Risk, RiskEnd};
use crate::values::calendar::Day;
use crate::values::ids::{OpportunityId, RiskId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Identifies a risk of an opportunity.
#[derive(Clone, Copy)]
pub(super) struct Which {
    pub opportunity: OpportunityId,
    pub risk: RiskId,
}

pub(super) fn raise(asked: &RaiseRisk, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let opportunity = within_reach(asked.opportunity, book, moment, &mut refusals);
    refusals.refuse_if(opportunity.is_some_and(|it| !it.is_open()), "opportunity", Refusal::Closed);
    refusals.refuse_if(opportunity.is_some_and(|it| it.risks.iter().any(|it| it.id == asked.id)), "id", Refusal::Exists);
    let kind = refusals.keep("risk_kind", asked.kind.checked());
    check_day(&mut refusals, "on", asked.on, moment.server_today);
    let text = refusals.keep("response", text::required(&asked.response, text::NOTE));
    let (Some(opportunity), Some(kind), Some(text), true) = (opportunity, kind, text, refusals.is_empty()) else { return Err(refusals) };

    let response = Response { text, escalates: asked.escalates, by: moment.actor.person, at: moment.now, steps_in: None };
    let mut changed = opportunity.clone();
    changed.risks.push(Risk { id: asked.id, kind, on: asked.on, responses: vec![response], end: None });
    Ok(Decision::put(changed))
}

pub(super) fn answer(which: Which, response: &str, escalates: bool, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let found = open_risk(which, book, moment, &mut refusals);
    let text = refusals.keep("response", text::required(response, text::NOTE));
    let (Some((opportunity, at)), Some(text), true) = (found, text, refusals.is_empty()) else { return Err(refusals) };

    let by = moment.actor.person;
    let steps_in = opportunity.risks[at].awaits_help().is_some_and(|it| moment.actor.is_superior_of(it.by, book));
    let mut changed = opportunity.clone();
    changed.risks[at].responses.push(Response { text, escalates, by, at: moment.now, steps_in: Some(steps_in) });
    Ok(Decision::put(changed))
}

pub(super) fn clear(which: Which, on: Day, how: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let found = open_risk(which, book, moment, &mut refusals);
    check_day(&mut refusals, "on", on, moment.server_today);
    let first = found.map_or(Day::FIRST, |(opportunity, at)| opportunity.risks[at].on);
    refusals.refuse_if(on < first, "on", Refusal::TooEarly { first });
    let how = refusals.keep("how", text::required(how, text::NOTE));
    let (Some((opportunity, at)), Some(how), true) = (found, how, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = opportunity.clone();
    changed.risks[at].end = Some(RiskEnd { on, how, by: moment.actor.person, at: moment.now });
    Ok(Decision::put(changed))
}

/// The opportunity, if this person works with it or may be asked to step in. A director, who otherwise only reads, may answer here.
fn within_reach<'a>(id: OpportunityId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Opportunity> {
    let found = book.opportunity(id).filter(|it| moment.actor.may_answer_risks(it, book));
    refusals.refuse_if(found.is_none(), "opportunity", Refusal::NotYours);
    found
}

/// The opportunity and the index of the risk in it, if the risk is open. The opportunity itself may be closed: how its risks ended is still
/// recorded.
fn open_risk<'a>(which: Which, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<(&'a Opportunity, usize)> {
    let opportunity = within_reach(which.opportunity, book, moment, refusals)?;
    let Some(at) = opportunity.risks.iter().position(|it| it.id == which.risk) else {
        refusals.refuse("risk", Refusal::NotYours);
        return None;
    };
    refusals.refuse_if(!opportunity.risks[at].is_open(), "risk", Refusal::Finished);
    Some((opportunity, at))
}
