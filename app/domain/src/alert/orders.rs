//! AL-15: the orders of somebody that are not as they should be, as one list a day for the superior.

use std::collections::BTreeMap;

use super::ground::Ground;
use super::{AlertKey, Occurrence, Raised, Status, status};
use crate::ids::{Kind, PersonId};
use crate::rules::alert_rules::AlertRule;

/// AL-15: how many orders of each person have something the matter, today. Comes after everything that is raised about orders.
pub(super) fn daily(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::DailyOrders) else { return };
    let mut orders: BTreeMap<PersonId, std::collections::BTreeSet<uuid::Uuid>> = BTreeMap::new();
    let stands = |it: &&Raised| status(it, ground.book, ground.today) != Status::Dismissed;
    for it in raised.iter().filter(|it| it.key.subject.kind == Kind::Order).filter(stands) {
        orders.entry(it.person).or_default().insert(it.key.subject.id);
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
            amount: None,
        });
    }
}
