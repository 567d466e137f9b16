//! Tracks an order on its way to the customer: nodes, deliveries, acceptance, feedback and anomalies.

mod answer_complaint;
mod explain_delivery;
mod finish_node;
mod handle_anomaly;
mod plan_node;
mod rate_order;
mod record_acceptance;
mod record_anomaly;
mod record_complaint;
mod record_delivery;
mod reopen_node;
mod void_delivery;

pub use answer_complaint::AnswerComplaint;
pub use explain_delivery::ExplainDelivery;
pub use finish_node::FinishNode;
pub use handle_anomaly::HandleAnomaly;
pub use plan_node::PlanNode;
pub use rate_order::RateOrder;
pub use record_acceptance::RecordAcceptance;
pub use record_anomaly::RecordAnomaly;
pub use record_complaint::RecordComplaint;
pub use record_delivery::RecordDelivery;
pub use reopen_node::ReopenNode;
pub use void_delivery::VoidDelivery;

use serde::Serialize;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::merge::Conflict;
use crate::records::order::{NodeTrack, Order};
use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::PersonId;
use crate::values::node::{Node, Responsible};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::{json, text};

/// Refuses a day before the deal or in the future.
pub(super) fn check_after_deal(order: Option<&Order>, on: Day, moment: &Moment, refusals: &mut Refusals) {
    check_day(refusals, Field::On, on, moment.server_today);
    let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
    refusals.refuse_if(Day::FIRST <= on && on < first, Field::On, Refusal::TooEarly { first });
}

/// Checks the responsible party: an active person, or a name as text.
fn check_responsible(asked: &Responsible, field: Field, book: &Book, refusals: &mut Refusals) -> Option<Responsible> {
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
    field: Field,
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
        return Ok(gave_way(order, field, &now, &stands, None, order_stamp(order, &field.text(), book)));
    }
    Ok(Decision::put(make(order, now)))
}

/// When a part of the order last changed, as far as this book knows.
fn order_stamp(order: &Order, group: &str, book: &Book) -> Timestamp {
    book.stamps(order.id.into()).get(group).map(|it| it.at).unwrap_or_default()
}

fn gave_way<T: Serialize, U: Serialize>(
    order: &Order,
    field: Field,
    yours: &T,
    theirs: &U,
    by: Option<PersonId>,
    at: Timestamp,
) -> Decision {
    let (yours, theirs) = (json::tree(yours), json::tree(theirs));
    Decision::default().with(vec![Conflict { record: order.id.into(), field: field.into(), yours, theirs, by, at }])
}
