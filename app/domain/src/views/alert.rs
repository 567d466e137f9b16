//! Alerts (预警, C7), raised from the book by the administrator's rules, identically on the client and the server. The existence of an alert is
//! never stored: it exists while its condition holds and is resolved when the condition ends. Only its handling is stored, see [`Alert`].

mod actions;
mod care;
mod entries;
mod gathering;
mod ground;
mod kpis;
mod ladder;
mod life;
mod money;
mod orders;
mod raised;
mod rates;

pub use gathering::{About, Gathered, gather};
pub use ladder::{Counts, Rung, concerns, rung, told};
pub use life::{Status, resolved, status};
pub use raised::Raised;

use std::collections::BTreeMap;

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::alert::AlertKey;
use crate::rules::RuleVersion;
use crate::rules::alert_rules::{AlertRules, Level};
use crate::rules::cadence::Cadence;
use crate::values::field::Field;
use ground::Ground;

/// All alerts of a book, most urgent first, then oldest first. The actor limits only the rules about people: a person is not judged by a book
/// that lacks some of the person's records. Includes dismissed alerts; see [`status`].
pub fn raise(book: &Book, moment: &Moment) -> Vec<Raised> {
    raise_by(&book.company().alerts.on(moment.today), book, moment)
}

/// The same by other rules than those of the day. Periods that are over keep the rules of their time.
pub fn raise_by(rules: &AlertRules, book: &Book, moment: &Moment) -> Vec<Raised> {
    raise_with(rules, book.company().cadence_on(moment.today), book, moment)
}

fn raise_with(rules: &AlertRules, cadence: Cadence, book: &Book, moment: &Moment) -> Vec<Raised> {
    let ground = Ground::by(rules, cadence, book, moment);
    let mut raised = Vec::new();
    rates::completion(&ground, &mut raised);
    rates::collection(&ground, &mut raised);
    money::overdue(&ground, &mut raised);
    orders::progress(&ground, &mut raised);
    care::tasks(&ground, &mut raised);
    care::not_updated(&ground, &mut raised);
    care::contracts(&ground, &mut raised);
    care::cadence(&ground, &mut raised);
    care::reviews(&ground, &mut raised);
    entries::days(&ground, &mut raised);
    actions::overdue(&ground, &mut raised);
    orders::daily(&ground, &mut raised);
    kpis::breaches(&ground, &mut raised);
    raised.sort_by_key(|it| (std::cmp::Reverse(it.level), it.since, it.key));
    raised
}

/// The alerts that the alert rules or the cadence in force raise, and the version before them would not, or at another level; each with that
/// version. Only of versions that took effect in the last [`NEW_FOR`] days: later, nobody remembers the rules before.
pub fn raised_by_new_rules(book: &Book, moment: &Moment) -> BTreeMap<AlertKey, RuleVersion> {
    let (company, today) = (book.company(), moment.today);
    let is_new = |it: &RuleVersion| today.plus(-NEW_FOR) <= it.from;
    let mut found = BTreeMap::new();
    for version in [Field::Alerts, Field::CadenceVersions].into_iter().filter_map(|it| company.rule_version_on(it, today)).filter(is_new) {
        let before = company.without_version(&version);
        let old = raise_with(&before.alerts.on(today), before.cadence_on(today), book, moment);
        let old: BTreeMap<AlertKey, Level> = old.into_iter().map(|it| (it.key, it.level)).collect();
        let new = raise(book, moment).into_iter().filter(|it| old.get(&it.key) != Some(&it.level));
        found.extend(new.map(|it| (it.key, version.clone())));
    }
    found
}

/// For how many days an alert says that it follows from new rules.
const NEW_FOR: i32 = 31;

/// The same without dismissed alerts.
pub fn open(book: &Book, moment: &Moment) -> Vec<Raised> {
    open_by(&book.company().alerts.on(moment.today), book, moment)
}

/// The same by other rules than those of the day.
pub fn open_by(rules: &AlertRules, book: &Book, moment: &Moment) -> Vec<Raised> {
    let mut raised = raise_by(rules, book, moment);
    raised.retain(|it| status(it, book, moment.today) != Status::Dismissed);
    raised
}

#[cfg(test)]
mod tests;
