//! AL-12: a day's entries that were late or are missing (补录, 漏录; A46).

use std::collections::{BTreeMap, BTreeSet};

use super::Raised;
use super::ground::Ground;
use crate::records::alert::{AlertKey, Occurrence};
use crate::records::organisation::Role;
use crate::rules::alert_rules::AlertRule;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::PersonId;
use crate::views::entry_time::{EntryTime, entry_time};

/// An entry made more than this many days after its day is imported history, not a late entry.
const HISTORY: i32 = 31;

/// The entries per person and day.
struct Entries {
    /// The number of late entries about a day, and the first day on which one was made.
    late: BTreeMap<(PersonId, Day), (i64, Day)>,
    days: BTreeSet<(PersonId, Day)>,
}

pub(super) fn days(ground: &Ground<'_>, raised: &mut Vec<Raised>) {
    let Some(setting) = ground.rule(AlertRule::LateEntry) else { return };
    let oldest = ground.today.plus(-ground.rules.lasts);
    let entries = entries(ground, oldest);
    for person in ground.people().filter(|it| it.role == Role::Rep) {
        let mut push = |on: Day, level, measured: i64, since: Day| {
            raised.push(Raised {
                key: AlertKey { rule: AlertRule::LateEntry, subject: person.id.into(), occurrence: Occurrence::Day(on) },
                level,
                person: person.id,
                customer: None,
                since,
                measured,
                share: None,
                amount: None,
            });
        };
        for ((_, on), (n_late, since)) in entries.late.range((person.id, Day(i32::MIN))..=(person.id, Day(i32::MAX))) {
            if let Some(level) = setting.level(*n_late, 1) {
                push(*on, level, *n_late, *since);
            }
        }
        // The last working day that can no longer be entered in time: is there any entry about it?
        let last = (1..=14).map(|by| ground.today.plus(-by)).find(|it| ground.working_days.is_working(*it) && is_over(*it, ground));
        if let Some(last) = last.filter(|it| !entries.days.contains(&(person.id, *it)) && oldest <= *it) {
            push(last, setting.raises, 0, last.plus(1));
        }
    }
}

/// Whether an entry about that day would be late by now.
fn is_over(day: Day, ground: &Ground<'_>) -> bool {
    entry_time(day, ground.now, ground.offset, &ground.entry_times.on(day)) == EntryTime::BackFilled
}

fn entries(ground: &Ground<'_>, oldest: Day) -> Entries {
    let mut entries = Entries { late: BTreeMap::new(), days: BTreeSet::new() };
    let begins = ground.begins(oldest);
    let mut note = |by: PersonId, on: Day, made_at: Timestamp| {
        if oldest <= on {
            entries.days.insert((by, on));
        }
        if made_at < begins || ground.now < made_at || HISTORY < made_at.day(ground.offset).0.saturating_sub(on.0) {
            return;
        }
        if entry_time(on, made_at, ground.offset, &ground.entry_times.on(on)) == EntryTime::BackFilled {
            // The alert begins on the day of entry; nobody could know earlier.
            let came = made_at.day(ground.offset);
            let (n_late, since) = entries.late.entry((by, on)).or_insert((0, came));
            (*n_late, *since) = (*n_late + 1, came.min(*since));
        }
    };
    for follow_up in ground.book.follow_ups() {
        note(follow_up.by, follow_up.on, follow_up.made_at);
    }
    for order in ground.book.orders() {
        note(order.owner, order.terms.deal_on, order.made_at);
    }
    for order in ground.book.orders().chain(ground.book.advances()) {
        // Credit from another order is not a new payment.
        let came = order.valid_payments().filter(|it| it.from_credit_of.is_none());
        came.for_each(|it| note(it.by, it.on, it.made_at));
    }
    entries
}
