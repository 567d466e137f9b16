//! AL-13: an agreed action is past its deadline while its alert still stands. If the assignee may not see the records behind the alert, neither
//! the assignee nor their superior can tell whether it still stands; for them it stands until they report the outcome.

use std::collections::BTreeSet;

use super::Raised;
use super::ground::Ground;
use crate::records::alert::{AlertKey, Occurrence};
use crate::rules::alert_rules::AlertRule;
use crate::values::ids::AlertId;

pub(super) fn overdue(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::ActionOverdue) else { return };
    let standing: BTreeSet<AlertId> = raised.iter().map(Raised::id).collect();
    for alert in ground.book.alerts().filter(|it| standing.contains(&it.id) || ground.is_charged_blindly(it)) {
        let Some(handling) = alert.handling().filter(|it| it.until < ground.today) else { continue };
        let Some((level, measured, since)) = ground.past(&setting, handling.until) else { continue };
        raised.push(Raised {
            key: AlertKey { rule: AlertRule::ActionOverdue, subject: alert.id.into(), occurrence: Occurrence::Day(handling.until) },
            level,
            person: handling.who,
            customer: alert.customer,
            since,
            measured,
            share: None,
            amount: None,
        });
    }
}
