//! Opening, amending, moving, winning and losing opportunities.

use super::customers::keep_all;
use super::orders;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::TakeOrder;
use crate::decide::decision::{Decision, amend as amend_fields, own_customer};
use crate::decide::merge::Conflict;
use crate::records::opportunity::{Opportunity, OpportunityProfile, Outcome, StageMove};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, OpportunityId, PersonId};
use crate::values::json;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::stage::Stage;
use crate::values::text;

pub(super) struct Opening<'a> {
    pub id: OpportunityId,
    pub customer: CustomerId,
    pub opened_on: Day,
    pub stage: Stage,
    pub owner: Option<PersonId>,
    pub profile: &'a OpportunityProfile,
}

pub(super) fn open(asked: &Opening<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    refusals.refuse_if(book.opportunity(asked.id).is_some(), "id", Refusal::Exists);
    let customer = own_customer(asked.customer, book, moment, &mut refusals);
    check_day(&mut refusals, "opened_on", asked.opened_on, moment.server_today);
    refusals.refuse_if(!asked.stage.is_open(), "stage", Refusal::NotAStep);
    refusals.refuse_if(asked.owner.is_some_and(|it| !moment.actor.may_write_for(it, book)), "owner", Refusal::NotYours);
    check_product(asked.profile, book, &mut refusals);
    check_sub_stage(asked.profile, asked.stage, book, &mut refusals);
    let profile = keep_all(asked.profile.checked(), &mut refusals);
    let (Some(customer), Some(profile), true) = (customer, profile, refusals.is_empty()) else { return Err(refusals) };

    let owner = asked.owner.unwrap_or(customer.owner);
    Ok(Decision::put(Opportunity {
        id: asked.id,
        customer: customer.id,
        customer_name: customer.profile.name.clone(),
        owner,
        team: book.person(owner).and_then(|it| it.team),
        opened_on: asked.opened_on,
        opened_by: Some(moment.author(owner)),
        stage: asked.stage,
        moves: Vec::new(),
        outcome: None,
        ended_by: None,
        risks: Vec::new(),
        profile,
        review: None,
    }))
}

pub(super) fn amend(
    id: OpportunityId,
    was: &OpportunityProfile,
    now: &OpportunityProfile,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let opportunity = open_and_own(id, book, moment, &mut refusals);
    if was.product != now.product {
        check_product(now, book, &mut refusals);
    }
    if let Some(opportunity) = opportunity.filter(|_| was.sub_stage != now.sub_stage) {
        check_sub_stage(now, opportunity.stage, book, &mut refusals);
    }
    let now = keep_all(now.checked(), &mut refusals);
    let (Some(opportunity), Some(now), true) = (opportunity, now, refusals.is_empty()) else { return Err(refusals) };

    let (profile, conflicts) = amend_fields(id.into(), was, &now, &opportunity.profile, &[], book, moment);
    Ok(Decision::put(Opportunity { profile, ..opportunity.clone() }).with(conflicts))
}

pub(super) fn move_stage(id: OpportunityId, from: Stage, to: Stage, on: Day, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let opportunity = open_and_own(id, book, moment, &mut refusals);
    refusals.refuse_if(!to.is_open(), "to", Refusal::NotAStep);
    refusals.refuse_if(from == to, "to", Refusal::Unchanged);
    check_day(&mut refusals, "on", on, moment.server_today);
    let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
    refusals.refuse_if(on < first, "on", Refusal::TooEarly { first });
    let (Some(opportunity), true) = (opportunity, refusals.is_empty()) else { return Err(refusals) };

    if opportunity.stage == to {
        return Ok(Decision::default());
    }
    if opportunity.stage != from {
        let last = opportunity.moves.last();
        let stamp = book.stamps(id.into()).get("stage").copied().unwrap_or_default();
        return Ok(Decision::default().with(vec![Conflict {
            record: id.into(),
            field: "stage".to_owned(),
            yours: json::tree(to),
            theirs: json::tree(opportunity.stage),
            by: last.map(|it| it.by),
            at: stamp.at,
        }]));
    }
    let mut moved = opportunity.clone();
    moved.stage = to;
    moved.team = book.person(moved.owner).and_then(|it| it.team);
    let by = moment.author(moved.owner);
    if opportunity.moves.last().is_some_and(|it| it.is_taken_back_by(to, on, by)) {
        moved.moves.pop();
    } else {
        moved.moves.push(StageMove { to, from: Some(from), on, by });
    }
    Ok(Decision::put(moved))
}

pub(super) fn win(id: OpportunityId, order: &TakeOrder, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let opportunity = open_and_own(id, book, moment, &mut refusals);
    let stands = book.customer(order.customer).map_or(order.customer, |it| book.standing(it).id);
    let of_another = opportunity.is_some_and(|it| it.customer != stands);
    refusals.refuse_if(of_another, "customer", Refusal::NotYours);
    let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
    refusals.refuse_if(order.terms.deal_on < first, "deal_on", Refusal::TooEarly { first });
    let taken = keep_all(orders::take_from(order, opportunity, book, moment), &mut refusals);
    let (Some(opportunity), Some(taken), true) = (opportunity, taken, refusals.is_empty()) else { return Err(refusals) };

    let mut won = opportunity.clone();
    won.team = book.person(won.owner).and_then(|it| it.team);
    won.outcome = Some(Outcome::Won { on: order.terms.deal_on, order: order.id });
    won.ended_by = Some(moment.author(won.owner));
    Ok(taken.and(won))
}

pub(super) fn lose(id: OpportunityId, on: Day, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let opportunity = open_and_own(id, book, moment, &mut refusals);
    check_day(&mut refusals, "on", on, moment.server_today);
    let first = opportunity.map_or(Day::FIRST, |it| it.opened_on);
    refusals.refuse_if(on < first, "on", Refusal::TooEarly { first });
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(opportunity), Some(reason), true) = (opportunity, reason, refusals.is_empty()) else { return Err(refusals) };

    let mut lost = opportunity.clone();
    lost.team = book.person(lost.owner).and_then(|it| it.team);
    lost.outcome = Some(Outcome::Lost { on, reason });
    lost.ended_by = Some(moment.author(lost.owner));
    Ok(Decision::put(lost))
}

fn open_and_own<'a>(id: OpportunityId, book: &'a Book, moment: &Moment, refusals: &mut Refusals) -> Option<&'a Opportunity> {
    let Some(opportunity) = book.opportunity(id).filter(|it| moment.actor.may_work_on_opportunity(it, book)) else {
        refusals.refuse("opportunity", Refusal::NotYours);
        return None;
    };
    refusals.refuse_if(!opportunity.is_open(), "opportunity", Refusal::Closed);
    opportunity.is_open().then_some(opportunity)
}

/// The sub-stage must be empty or one that the company defines for the stage (A28).
fn check_sub_stage(profile: &OpportunityProfile, stage: Stage, book: &Book, refusals: &mut Refusals) {
    let name = profile.sub_stage.trim();
    refusals.refuse_if(!name.is_empty() && !book.company().pipeline.has(stage, name), "sub_stage", Refusal::NotAStep);
}

fn check_product(profile: &OpportunityProfile, book: &Book, refusals: &mut Refusals) {
    if let Some(id) = profile.product {
        match book.product(id) {
            None => refusals.refuse("product", Refusal::NotYours),
            Some(product) => refusals.refuse_if(!product.active, "product", Refusal::Inactive),
        }
    }
}
