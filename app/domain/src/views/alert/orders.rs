//! AL-03 to AL-05: orders not started, delivered late, or with open complaints. AL-15: a daily list of orders with problems for the superior.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::ground::Ground;
use super::{Raised, Status, status};
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::order::{Complaint, Order};
use crate::rules::alert_rules::{AlertRule, Level};
use crate::values::calendar::Day;
use crate::values::ids::{Kind, PersonId};
use crate::values::working_days::HOUR;

/// AL-03 to AL-05. Cancelled or given-up orders need no delivery, but their complaints still need an answer.
pub(super) fn progress(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    for order in ground.book.orders() {
        if order.cancelled.is_none() && order.given_up_on().is_none() {
            raised.extend(not_started(ground, order));
            raised.extend(late(ground, order));
        }
        raised.extend(unanswered(ground, order));
    }
}

fn of_order(rule: AlertRule, order: &Order, occurrence: Occurrence, (level, measured, since): (Level, i64, Day)) -> Raised {
    Raised {
        key: AlertKey { rule, subject: order.id.into(), occurrence },
        level,
        person: order.owner,
        customer: Some(order.customer),
        since,
        measured,
        share: None,
        amount: None,
    }
}

/// AL-03: still 已下单. A bare sales record (A30), without a delivery day and nodes, has nothing to start.
fn not_started(ground: &Ground<'_>, order: &Order) -> Option<Raised> {
    let setting = ground.rule(AlertRule::OrderNotStarted)?;
    let is_tracked = order.deliver_by().is_some() || !order.nodes.is_empty();
    if !is_tracked || order.left_ordered_on().is_some() {
        return None;
    }
    let found = ground.past(&setting, order.terms.deal_on)?;
    Some(of_order(AlertRule::OrderNotStarted, order, Occurrence::Day(order.terms.deal_on), found))
}

/// AL-04 (A17): not delivered by the agreed day. A late delivery stays until somebody gives the reason, or as long as past events stay visible
/// (`lasts`).
fn late(ground: &Ground<'_>, order: &Order) -> Option<Raised> {
    let setting = ground.rule(AlertRule::DeliveryLate)?;
    let agreed = order.deliver_by()?;
    let came = order.delivered_on();
    let is_history = came.is_some_and(|it| it.plus(ground.rules.lasts) < ground.today);
    if is_history || (came.is_some() && order.delivery_gap.is_some()) {
        return None;
    }
    let until = came.unwrap_or(ground.today).min(ground.today);
    let measured = ground.days_past(setting.calendar, agreed, until);
    let level = setting.level(measured, 1).filter(|_| agreed < until)?;
    let since = ground.first_day(agreed, |day| setting.level(ground.days_past(setting.calendar, agreed, day), 1).is_some());
    Some(of_order(AlertRule::DeliveryLate, order, Occurrence::Day(agreed), (level, measured, since)))
}

/// AL-05 (A19): unanswered complaints.
fn unanswered(ground: &Ground<'_>, order: &Order) -> Vec<Raised> {
    let Some(setting) = ground.rule(AlertRule::ComplaintUnanswered) else { return Vec::new() };
    let waits = order.complaints.iter().filter(|it| it.answered.is_none() && it.made_at <= ground.now);
    let raise = |complaint: &Complaint| {
        let gone = ground.time_since(setting.calendar, complaint.made_at);
        let level = setting.level(gone, HOUR)?;
        let since = complaint.made_at.day(ground.offset).min(ground.today);
        Some(of_order(AlertRule::ComplaintUnanswered, order, Occurrence::Part(complaint.id.0), (level, gone / HOUR, since)))
    };
    waits.filter_map(raise).collect()
}

/// AL-15: the number of each person's orders with a problem today. Must run after all rules about orders.
pub(super) fn daily(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::DailyOrders) else { return };
    let mut orders: BTreeMap<PersonId, BTreeSet<Uuid>> = BTreeMap::new();
    let stands = |it: &&Raised| status(it, ground.book, ground.today) != Status::Dismissed;
    for raised in raised.iter().filter(|it| it.key.subject.kind == Kind::Order).filter(stands) {
        orders.entry(raised.person).or_default().insert(raised.key.subject.id);
    }
    for person in ground.people() {
        let measured = orders.get(&person.id).map_or(0, |it| i64::try_from(it.len()).unwrap_or(i64::MAX));
        let Some(level) = setting.level(measured, 1).filter(|_| 0 < measured) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::DailyOrders, subject: person.id.into(), occurrence: Occurrence::Day(ground.today) },
            level,
            person: person.id,
            customer: None,
            since: ground.today,
            measured,
            share: None,
            amount: None,
        });
    }
}
