//! AL-12: a day's entries that came late, or not at all (补录, 漏录; A46).

use std::collections::{BTreeMap, BTreeSet};

use super::ground::{Ground, HOUR};
use super::{AlertKey, Occurrence, Raised};
use crate::calendar::{Day, Timestamp};
use crate::ids::PersonId;
use crate::organisation::Role;
use crate::rules::alert_rules::{AlertRule, Setting};

/// An entry about a day further back than this is no daily entry that came late: it is history being brought in.
const HISTORY: i32 = 31;

/// What was entered, by whom: about which day, and when.
struct Entries {
    late: BTreeMap<(PersonId, Day), i64>,
    days: BTreeSet<(PersonId, Day)>,
}

pub(super) fn days(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::LateEntry) else { return };
    let oldest = ground.today.plus(-ground.rules.lasts);
    let entries = entries(ground, &setting, oldest);
    let day_to_come = |it: Day| ground.begins(it.plus(1)).0.saturating_add(setting.threshold.saturating_mul(HOUR)) < ground.now.0;
    for person in ground.people().filter(|it| it.role == Role::Rep) {
        let mut push = |on: Day, n_late: i64, since: Day| {
            let Some(level) = setting.level(setting.threshold.saturating_add(1), 1) else { return };
            raised.push(Raised {
                key: AlertKey { rule: AlertRule::LateEntry, subject: person.id.into(), occurrence: Occurrence::Day(on) },
                level,
                person: person.id,
                customer: None,
                since,
                measured: n_late,
                amount: None,
            });
        };
        for ((_, on), n_late) in entries.late.range((person.id, Day(i32::MIN))..=(person.id, Day(i32::MAX))) {
            push(*on, *n_late, on.plus(1));
        }
        // The last working day whose time is up: was nothing at all entered about it?
        let last = (1..=14).map(|by| ground.today.plus(-by)).find(|it| ground.working_days.is_working(*it) && day_to_come(*it));
        if let Some(last) = last.filter(|it| !entries.days.contains(&(person.id, *it)) && oldest <= *it) {
            push(last, 0, last.plus(1));
        }
    }
}

fn entries(ground: &Ground<'_>, setting: &Setting, oldest: Day) -> Entries {
    let mut entries = Entries { late: BTreeMap::new(), days: BTreeSet::new() };
    let begins = ground.begins(oldest);
    let mut note = |by: PersonId, on: Day, made_at: Timestamp| {
        if oldest <= on {
            entries.days.insert((by, on));
        }
        if made_at < begins || ground.now < made_at || made_at.day(ground.offset).0.saturating_sub(on.0) > HISTORY {
            return;
        }
        let after = made_at.0.saturating_sub(ground.begins(on.plus(1)).0);
        if setting.level(after, HOUR).is_some() {
            *entries.late.entry((by, on)).or_insert(0) += 1;
        }
    };
    for it in ground.book.follow_ups() {
        note(it.by, it.on, it.made_at);
    }
    for order in ground.book.orders() {
        note(order.owner, order.terms.deal_on, order.made_at);
        order.valid_payments().for_each(|it| note(it.by, it.on, it.made_at));
    }
    entries
}
