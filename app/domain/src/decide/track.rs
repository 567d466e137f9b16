//! Tracks an order on its way to the customer: nodes, deliveries, acceptance, feedback and anomalies.

use serde::Serialize;

use super::orders::{standing, within_reach};
use super::returns::{Returning, check_goods, return_goods, void_return};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::command::Track;
use crate::decide::decision::{Decision, TakingBack};
use crate::decide::merge::Conflict;
use crate::records::order::{
    Acceptance, Anomaly, Answer, Complaint, Delivery, DeliveryGap, Goods, Handling, NodeDone, NodePlan, NodeTrack, Order, Rating,
    ReturnedGoods,
};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{AnomalyId, ComplaintId, DeliveryId, OrderId, PersonId};
use crate::values::json;
use crate::values::money::Quantity;
use crate::values::node::{Node, Responsible};
use crate::values::refusal::{Refusal, Refusals, check_day, check_planned};
use crate::values::text;

pub(super) fn track(asked: &Track, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    match asked {
        Track::FinishNode { order, node, on } => finish_node(*order, *node, *on, book, moment),
        Track::ReopenNode { order, node } => reopen_node(*order, *node, book, moment),
        Track::PlanNode { order, node, was, now } => plan_node(*order, *node, was, now, book, moment),
        Track::RecordDelivery { order, id, on, goods, logistics } => {
            let delivery = Delivery {
                id: *id,
                on: *on,
                goods: goods.clone(),
                logistics: logistics.clone(),
                by: moment.actor.person,
                made_at: moment.now,
                voided: None,
            };
            record_delivery(*order, delivery, book, moment)
        }
        Track::VoidDelivery { order, delivery, reason, corrects } => {
            void_delivery(*order, *delivery, &TakingBack { reason, corrects: *corrects }, book, moment)
        }
        Track::RecordAcceptance { order, id, on, passed, note } => {
            let (by, made_at) = (moment.actor.person, moment.now);
            record_acceptance(*order, Acceptance { id: *id, on: *on, passed: *passed, note: note.clone(), by, made_at }, book, moment)
        }
        Track::ExplainDelivery { order, was, now } => explain_delivery(*order, was.as_ref(), now.as_ref(), book, moment),
        Track::RateOrder { order, was, now } => rate(*order, was.as_ref(), now.as_ref(), book, moment),
        Track::RecordComplaint { order, id, text } => record_complaint(*order, *id, text, book, moment),
        Track::AnswerComplaint { order, complaint, text } => answer_complaint(*order, *complaint, text, book, moment),
        Track::RecordAnomaly { order, id, problem, responsible } => {
            record_anomaly(*order, *id, problem, responsible.as_ref(), book, moment)
        }
        Track::HandleAnomaly { order, anomaly, text, solves } => handle_anomaly(*order, *anomaly, text, *solves, book, moment),
        Track::ReturnGoods { order, id, on, goods, delivered, keeps, reason } => {
            let asked = Returning { id: *id, on: *on, goods, delivered: *delivered, keeps: *keeps, reason };
            return_goods(*order, &asked, book, moment)
        }
        Track::VoidReturn { order, returned, reason, corrects } => {
            void_return(*order, *returned, &TakingBack { reason, corrects: *corrects }, book, moment)
        }
    }
}

fn finish_node(id: OrderId, node: Node, on: Day, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    refusals.refuse_if(!node.is_by_hand(), "node", Refusal::NotAStep);
    check_after_deal(order, on, moment, &mut refusals);
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    let done = NodeDone { on, by: moment.actor.person, at: moment.now };
    match order.tracked(node).and_then(|it| it.done) {
        Some(stands) if stands.on == on => Ok(Decision::default()),
        // Somebody else finished it first: their day is kept, and the author is told.
        Some(stands) => Ok(gave_way(order, "node_done", &on, &stands.on, Some(stands.by), stands.at)),
        None => Ok(Decision::put(with_node(order, node, |it| it.done = Some(done)))),
    }
}

fn reopen_node(id: OrderId, node: Node, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    // A node reached through a delivery, an acceptance or payments is undone there, not here.
    let said = order.and_then(|it| it.tracked(node)).and_then(|it| it.done);
    refusals.refuse_if(order.is_some() && said.is_none(), "node", Refusal::Unchanged);
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
    Ok(Decision::put(with_node(order, node, |it| it.done = None)))
}

fn plan_node(id: OrderId, node: Node, was: &NodePlan, now: &NodePlan, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
    if let Some(due_on) = now.due_on {
        check_planned(&mut refusals, "due_on", due_on, first);
    }
    let owner = now.owner.as_ref().and_then(|it| check_responsible(it, "owner", book, &mut refusals));
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    let now = NodePlan { owner, due_on: now.due_on };
    let stands = order.plan_of(node, &book.company().order_nodes.on(order.terms.deal_on));
    if now == stands {
        return Ok(Decision::default());
    }
    let was_said = order.tracked(node).is_some_and(|it| it.plan.is_some());
    if was_said && *was != stands {
        return Ok(gave_way(order, "node_plan", &now, &stands, None, order_stamp(order, "nodes", book)));
    }
    Ok(Decision::put(with_node(order, node, |it| it.plan = Some(now))))
}

fn record_delivery(id: OrderId, mut delivery: Delivery, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let exists = order.is_some_and(|it| it.deliveries.iter().any(|stands| stands.id == delivery.id));
    refusals.refuse_if(exists, "id", Refusal::Exists);
    check_after_deal(order, delivery.on, moment, &mut refusals);
    let logistics = refusals.keep("logistics", text::optional(&delivery.logistics, text::NOTE)).flatten();
    if let Some(order) = order {
        if delivery.goods.is_empty() {
            delivery.goods = order.all_to_deliver();
            refusals.refuse_if(delivery.goods.is_empty(), "goods", Refusal::Unchanged);
        }
        check_goods(&delivery.goods, |product| order.to_deliver(product), &mut refusals);
    }
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    let mut delivered = order.clone();
    delivered.deliveries.push(Delivery { logistics: logistics.unwrap_or_default(), ..delivery });
    Ok(Decision::put(delivered))
}

fn void_delivery(id: OrderId, delivery: DeliveryId, asked: &TakingBack<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.deliveries.iter().position(|it| it.id == delivery && it.voided.is_none()));
    refusals.refuse_if(order.is_some() && index.is_none(), "delivery", Refusal::NotYours);
    // Returned goods must have been delivered: their returns are voided first.
    let n_returns = order.zip(index).map_or(0, |(order, index)| returns_of(order, &order.deliveries[index]));
    refusals.refuse_if(0 < n_returns, "delivery", Refusal::InUse { count: n_returns });
    let voided = asked.checked(moment, &mut refusals);
    let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.deliveries[index].voided = voided;
    Ok(Decision::put(changed))
}

/// How many returns hold goods that the customer would not have received without this delivery.
fn returns_of(order: &Order, delivery: &Delivery) -> u32 {
    let leaves_too_few = |it: &&Goods| order.delivered(it.product) - it.quantity < order.came_back(it.product);
    let short: Vec<_> = delivery.goods.iter().filter(leaves_too_few).map(|it| it.product).collect();
    let holds = |it: &ReturnedGoods| Quantity::NONE < it.delivered && short.contains(&it.product);
    u32::try_from(order.valid_returns().filter(|it| it.goods.iter().any(holds)).count()).unwrap_or(u32::MAX)
}

fn record_acceptance(id: OrderId, acceptance: Acceptance, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    refusals.refuse_if(order.is_some_and(|it| it.acceptances.iter().any(|it| it.id == acceptance.id)), "id", Refusal::Exists);
    check_after_deal(order, acceptance.on, moment, &mut refusals);
    // A failed acceptance needs a note.
    let words = if acceptance.passed {
        text::optional(&acceptance.note, text::NOTE)
    } else {
        text::required(&acceptance.note, text::NOTE).map(Some)
    };
    let note = refusals.keep("note", words).flatten();
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.acceptances.push(Acceptance { note: note.unwrap_or_default(), ..acceptance });
    Ok(Decision::put(changed))
}

fn explain_delivery(
    id: OrderId,
    was: Option<&DeliveryGap>,
    now: Option<&DeliveryGap>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    let now = now.map(|it| DeliveryGap {
        reason: refusals.keep("reason", text::required(&it.reason, text::LINE)).unwrap_or_default(),
        note: refusals.keep("note", text::optional(&it.note, text::NOTE)).flatten().unwrap_or_default(),
    });
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
    let stands = order.delivery_gap.as_ref();
    settle(order, "delivery_gap", was, now, stands, book, |order, now| Order { delivery_gap: now, ..order.clone() })
}

fn rate(id: OrderId, was: Option<&Rating>, now: Option<&Rating>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    let now = now.map(|it| {
        refusals.refuse_if(!(1..=5).contains(&it.score), "score", Refusal::OutOfRange { least: 1, most: 5 });
        Rating { score: it.score, note: refusals.keep("note", text::optional(&it.note, text::NOTE)).flatten().unwrap_or_default() }
    });
    let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
    settle(order, "rating", was, now, order.rating.as_ref(), book, |order, now| Order { rating: now, ..order.clone() })
}

fn record_complaint(id: OrderId, complaint: ComplaintId, words: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    refusals.refuse_if(order.is_some_and(|it| it.complaints.iter().any(|it| it.id == complaint)), "id", Refusal::Exists);
    let text = refusals.keep("text", text::required(words, text::NOTE));
    let (Some(order), Some(text), true) = (order, text, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.complaints.push(Complaint { id: complaint, made_at: moment.now, by: moment.actor.person, text, answered: None });
    Ok(Decision::put(changed))
}

fn answer_complaint(id: OrderId, complaint: ComplaintId, words: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.complaints.iter().position(|it| it.id == complaint));
    refusals.refuse_if(order.is_some() && index.is_none(), "complaint", Refusal::NotYours);
    let text = refusals.keep("text", text::required(words, text::NOTE));
    let (Some(order), Some(index), Some(text), true) = (order, index, text, refusals.is_empty()) else { return Err(refusals) };

    if let Some(stands) = &order.complaints[index].answered {
        return Ok(gave_way(order, "answer", &text, &stands.text, Some(stands.by), stands.at));
    }
    let mut changed = order.clone();
    changed.complaints[index].answered = Some(Answer { at: moment.now, by: moment.actor.person, text });
    Ok(Decision::put(changed))
}

fn record_anomaly(
    id: OrderId,
    anomaly: AnomalyId,
    problem: &str,
    responsible: Option<&Responsible>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    refusals.refuse_if(order.is_some_and(|it| it.anomalies.iter().any(|it| it.id == anomaly)), "id", Refusal::Exists);
    let problem = refusals.keep("problem", text::required(problem, text::NOTE));
    let responsible = responsible.and_then(|it| check_responsible(it, "responsible", book, &mut refusals));
    let (Some(order), Some(problem), true) = (order, problem, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    let (made_at, by) = (moment.now, moment.actor.person);
    changed.anomalies.push(Anomaly { id: anomaly, made_at, by, problem, responsible, handling: Vec::new() });
    Ok(Decision::put(changed))
}

fn handle_anomaly(id: OrderId, anomaly: AnomalyId, words: &str, solves: bool, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = within_reach(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.anomalies.iter().position(|it| it.id == anomaly));
    refusals.refuse_if(order.is_some() && index.is_none(), "anomaly", Refusal::NotYours);
    let text = refusals.keep("text", text::required(words, text::NOTE));
    let (Some(order), Some(index), Some(text), true) = (order, index, text, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.anomalies[index].handling.push(Handling { at: moment.now, by: moment.actor.person, text, solves });
    Ok(Decision::put(changed))
}

/// Refuses a day before the deal or in the future.
pub(super) fn check_after_deal(order: Option<&Order>, on: Day, moment: &Moment, refusals: &mut Refusals) {
    check_day(refusals, "on", on, moment.server_today);
    let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
    refusals.refuse_if(Day::FIRST <= on && on < first, "on", Refusal::TooEarly { first });
}

/// Checks the responsible party: an active person, or a name as text.
fn check_responsible(asked: &Responsible, field: &str, book: &Book, refusals: &mut Refusals) -> Option<Responsible> {
    match asked {
        Responsible::Person(id) => match book.person(*id) {
            None => refusals.refuse(field, Refusal::NotYours),
            Some(person) => refusals.refuse_if(!person.active, field, Refusal::Inactive),
        },
        Responsible::Other(name) => return refusals.keep(field, text::optional(name, text::LINE)).flatten().map(Responsible::Other),
    }
    Some(asked.clone())
}

/// The order with one node changed. A node with neither plan nor completion is removed.
fn with_node(order: &Order, node: Node, change: impl FnOnce(&mut NodeTrack)) -> Order {
    let mut changed = order.clone();
    let mut tracked = order.tracked(node).cloned().unwrap_or(NodeTrack { node, plan: None, done: None });
    change(&mut tracked);
    changed.nodes.retain(|it| it.node != node);
    if tracked.plan.is_some() || tracked.done.is_some() {
        changed.nodes.push(tracked);
    }
    changed.nodes.sort_by_key(|it| it.node);
    changed
}

/// Applies the change, unless somebody else changed the field meanwhile: then theirs is kept, and the author is told.
fn settle<T: Serialize + PartialEq>(
    order: &Order,
    field: &str,
    was: Option<&T>,
    now: Option<T>,
    stands: Option<&T>,
    book: &Book,
    make: impl FnOnce(&Order, Option<T>) -> Order,
) -> Result<Decision, Refusals> {
    if now.as_ref() == stands {
        return Ok(Decision::default());
    }
    if was != stands {
        return Ok(gave_way(order, field, &now, &stands, None, order_stamp(order, field, book)));
    }
    Ok(Decision::put(make(order, now)))
}

/// When a part of the order last changed, as far as this book knows.
fn order_stamp(order: &Order, field: &str, book: &Book) -> Timestamp {
    book.stamps(order.id.into()).get(field).map(|it| it.at).unwrap_or_default()
}

fn gave_way<T: Serialize, U: Serialize>(
    order: &Order,
    field: &str,
    yours: &T,
    theirs: &U,
    by: Option<PersonId>,
    at: Timestamp,
) -> Decision {
    let (yours, theirs) = (json::tree(yours), json::tree(theirs));
    Decision::default().with(vec![Conflict { record: order.id.into(), field: field.to_owned(), yours, theirs, by, at }])
}
