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

use crate::access::moment::Moment;
use crate::book::Book;
use crate::rules::alert_rules::AlertRules;
use ground::Ground;

/// All alerts of a book, most urgent first, then oldest first. The actor limits only the rules about people: a person is not judged by a book
/// that lacks some of the person's records. Includes dismissed alerts; see [`status`].
pub fn raise(book: &Book, moment: &Moment) -> Vec<Raised> {
    raise_by(&book.company().alerts.on(moment.today), book, moment)
}

/// The same by other rules than those of the day. Periods that are over keep the rules of their time.
pub fn raise_by(rules: &AlertRules, book: &Book, moment: &Moment) -> Vec<Raised> {
    let ground = Ground::by(rules, book, moment);
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
