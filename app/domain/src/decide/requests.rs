//! Requests for another grade, strategy or owner of a customer, and their decisions. A request by a person who may decide it takes effect at
//! once.

use super::{customers, grades};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::RequestChange;
use crate::decide::decision::Decision;
use crate::records::customer::{Ask, ChangeRequest, Customer, GradeCause, RequestAnswer};
use crate::values::ids::{CustomerId, PersonId, RequestId};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// The answer to a request.
pub(super) struct Verdict<'a> {
    pub accept: bool,
    pub to: Option<PersonId>,
    pub reason: &'a str,
}

pub(super) fn ask(asked: &RequestChange, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let reach = |it: &&Customer| moment.actor.may_request_change(it, book);
    let customer = reached(book.customer(asked.customer).filter(reach), &mut refusals);
    let ask = cleaned(&asked.ask, &mut refusals);
    let reason = refusals.keep("reason", text::required(&asked.reason, text::NOTE));
    if let Some(customer) = customer {
        refusals.refuse_if(customer.requests.iter().any(|it| it.id == asked.id), "id", Refusal::Exists);
        let waits = customer.open_requests().any(|it| it.ask.is_like(&asked.ask));
        refusals.refuse_if(waits, "request", Refusal::Exists);
        check(&ask, customer, book, &mut refusals);
    }
    let (Some(customer), Some(reason), true) = (customer, reason, refusals.is_empty()) else { return Err(refusals) };

    let decides = moment.actor.may_decide_request(customer, &ask, book) && !matches!(ask, Ask::HandOver { to: None });
    let (by, at) = (moment.actor.person, moment.now);
    let mut changed = customer.clone();
    changed.requests.push(ChangeRequest { id: asked.id, ask, by, at, reason: reason.clone(), answer: None });
    if !decides {
        return Ok(Decision::put(changed));
    }
    let verdict = Verdict { accept: true, to: None, reason: &reason };
    settle(changed, asked.id, &verdict, book, moment)
}

pub(super) fn answer(
    customer: CustomerId,
    request: RequestId,
    verdict: &Verdict<'_>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let customer = book.customer(customer);
    let found = customer.and_then(|it| it.requests.iter().find(|it| it.id == request).map(|request| (it, request)));
    let reach = |(customer, request): &(&Customer, &ChangeRequest)| {
        let takes_back = !verdict.accept && moment.actor.may_take_back_request(request);
        takes_back || moment.actor.may_request_change(customer, book)
    };
    let Some((customer, request)) = found.filter(reach) else { return Err(Refusals::of("customer", Refusal::NotYours)) };
    refusals.refuse_if(!customer.stands(), "customer", Refusal::MergedAway);
    let takes_back = !verdict.accept && moment.actor.may_take_back_request(request);
    let decides = takes_back || moment.actor.may_decide_request(customer, &request.ask, book);
    refusals.refuse_if(!decides, "request", Refusal::NotAllowed);
    refusals.refuse_if(request.answer.is_some(), "request", Refusal::Answered);
    let longest = text::NOTE;
    let checked = if verdict.accept || takes_back {
        text::optional(verdict.reason, longest).map(Option::unwrap_or_default)
    } else {
        text::required(verdict.reason, longest)
    };
    let reason = refusals.keep("reason", checked);
    let (Some(reason), true) = (reason, refusals.is_empty()) else { return Err(refusals) };
    settle(customer.clone(), request.id, &Verdict { reason: &reason, ..*verdict }, book, moment)
}

/// Records the answer and, if granted, makes the change.
fn settle(mut customer: Customer, id: RequestId, verdict: &Verdict<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let Some(request) = customer.requests.iter_mut().find(|it| it.id == id) else {
        return Err(Refusals::of("request", Refusal::NotYours));
    };
    let (by, at, reason) = (moment.actor.person, moment.now, verdict.reason.to_owned());
    request.answer = Some(RequestAnswer { by, at, accepted: verdict.accept, reason });
    let (ask, why) = (request.ask.clone(), request.reason.clone());
    if !verdict.accept {
        return Ok(Decision::put(customer));
    }
    match ask {
        Ask::Grade { to, .. } => {
            grades::become_grade(&mut customer, to, GradeCause::Request { request: id }, &why, moment);
            Ok(Decision::put(customer))
        }
        Ask::Strategy { to, .. } => {
            customer.strategy = to;
            Ok(Decision::put(customer))
        }
        Ask::HandOver { to } => {
            let Some(to) = verdict.to.or(to) else { return Err(Refusals::of("to", Refusal::Missing)) };
            customers::give(customer, to, &why, book, moment)
        }
    }
}

/// Refuses requests that change nothing, and requests made against an outdated state of the customer.
fn check(ask: &Ask, customer: &Customer, book: &Book, refusals: &mut Refusals) {
    match ask {
        Ask::Grade { from, to } => {
            refusals.refuse_if(customer.profile.grade == *to, "grade", Refusal::Unchanged);
            refusals.refuse_if(customer.profile.grade != *from && customer.profile.grade != *to, "grade", Refusal::ChangedMeanwhile);
        }
        Ask::Strategy { from, to } => {
            refusals.refuse_if(customer.strategy == *to, "strategy", Refusal::Unchanged);
            refusals.refuse_if(customer.strategy != *from && customer.strategy != *to, "strategy", Refusal::ChangedMeanwhile);
        }
        Ask::HandOver { to } => {
            let to = to.and_then(|it| book.person(it));
            refusals.refuse_if(to.is_some_and(|it| it.id == customer.owner), "to", Refusal::Unchanged);
            refusals.refuse_if(to.is_some_and(|it| !it.may_hold_customers()), "to", Refusal::Inactive);
        }
    }
}

fn cleaned(ask: &Ask, refusals: &mut Refusals) -> Ask {
    match ask {
        Ask::Strategy { from, to } => {
            let to = refusals.keep("strategy", text::optional(to, text::NOTE)).flatten().unwrap_or_default();
            Ask::Strategy { from: from.clone(), to }
        }
        other => other.clone(),
    }
}

/// The customer. Refuses missing and merged-away ones.
fn reached<'a>(customer: Option<&'a Customer>, refusals: &mut Refusals) -> Option<&'a Customer> {
    refusals.refuse_if(customer.is_none(), "customer", Refusal::NotYours);
    refusals.refuse_if(customer.is_some_and(|it| !it.stands()), "customer", Refusal::MergedAway);
    customer.filter(|it| it.stands())
}
