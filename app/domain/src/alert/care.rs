//! AL-08 and AL-10: customers not brought up to date after a follow-up (C-10), or not seen for longer than their grade asks (FU-03, A34).

use super::ground::{Ground, HOUR};
use super::{AlertKey, Occurrence, Raised};
use crate::agenda::last_follow_up;
use crate::calendar::{Day, Timestamp};
use crate::customer::{Customer, Grade};
use crate::follow_up::FollowUp;
use crate::rules::alert_rules::AlertRule;

/// AL-08: what the last follow-up brought to light is to be written down within a day: about the customer, or in the stage of an opportunity.
pub(super) fn not_updated(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::CustomerNotUpdated) else { return };
    let oldest = ground.begins(ground.today.plus(-ground.rules.lasts));
    for customer in ground.book.customers().filter(|it| ground.is_here(it.owner)) {
        let last = ground.book.follow_ups_of(customer.id).max_by_key(|it| (it.made_at, it.id));
        let Some(last) = last.filter(|it| oldest <= it.made_at && it.made_at <= ground.now && !is_heeded(customer, it, ground)) else {
            continue;
        };
        let gone = ground.time_since(setting.calendar, last.made_at);
        let Some(level) = setting.level(gone, HOUR) else { continue };
        let due = Timestamp(last.made_at.0.saturating_add(setting.threshold.saturating_mul(HOUR)));
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::CustomerNotUpdated, subject: customer.id.into(), occurrence: Occurrence::Part(last.id.0) },
            level,
            person: customer.owner,
            customer: Some(customer.id),
            since: due.day(ground.offset).min(ground.today),
            measured: gone / HOUR,
            amount: None,
        });
    }
}

/// Whether something about the customer was written down since: its own data, an opportunity, an order.
fn is_heeded(customer: &Customer, last: &FollowUp, ground: &Ground<'_>) -> bool {
    // Who brings it up to date first and logs the visit afterwards has done both.
    let begins = ground.begins(last.on);
    customer.updated_at.is_some_and(|it| begins <= it)
        || last.on <= customer.filed_on
        || ground
            .book
            .opportunities_of(customer.id)
            .any(|it| last.on <= it.moved_on() || last.on <= it.opened_on || it.outcome.as_ref().is_some_and(|it| last.on <= it.on()))
        || ground.book.orders_of(customer.id).any(|it| last.on <= it.terms.deal_on)
}

/// AL-10.
pub(super) fn cadence(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::CadenceMissed) else { return };
    for customer in ground.book.customers().filter(|it| ground.is_here(it.owner)) {
        let due = due(customer, ground);
        let Some((level, measured, since)) = ground.past(&setting, due).filter(|_| due < ground.today) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::CadenceMissed, subject: customer.id.into(), occurrence: Occurrence::Day(due) },
            level,
            person: customer.owner,
            customer: Some(customer.id),
            since,
            measured,
            amount: None,
        });
    }
}

/// The day by which a customer should be seen again: so long after the last follow-up, or after it was filed; never on a day off.
fn due(customer: &Customer, ground: &Ground<'_>) -> Day {
    let last = last_follow_up(customer.id, ground.book).map_or(customer.filed_on, |it| it.on);
    let due = match customer.profile.grade {
        Grade::Strategic => last.plus(7),
        Grade::Key => last.plus(14),
        Grade::Potential => last.plus_months(1),
        Grade::Normal => last.plus_months(2),
    };
    ground.working_days.previous_working(due)
}
