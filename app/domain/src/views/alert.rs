//! Alerts (预警, C7): raised from the book by the administrator's rules, the same on the phone and on the server. That an alert exists is never
//! stored: it is there while the fact is, and resolved when the fact is no more. What is stored is its life, see [`Alert`].

mod actions;
mod care;
mod entries;
mod gathering;
mod ground;
mod ladder;
mod life;
mod money;
mod orders;
mod rates;

pub use gathering::{About, Gathered, gather};
pub use ladder::{Counts, Rung, concerns, rung, told};
pub use life::{Status, resolved, status};

use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::records::alert::AlertKey;
use crate::rules::alert_rules::Level;
use crate::values::calendar::Day;
use crate::values::ids::{AlertId, CustomerId, PersonId};
use crate::values::money::Money;
use crate::values::ratio::Ratio;
use ground::Ground;

/// An alert as it follows from the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Which one.
    pub key: AlertKey,
    /// How urgent.
    pub level: Level,
    /// Who answers for it.
    pub person: PersonId,
    /// The customer it concerns.
    pub customer: Option<CustomerId>,
    /// The first day of it.
    pub since: Day,
    /// What was measured: days, hours, pieces or parts per ten thousand, as the rule counts.
    pub measured: i64,
    /// The same exactly, where it is a share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Ratio>,
    /// The money it is about.
    pub amount: Option<Money>,
}

impl Raised {
    /// The id of its life.
    pub fn id(&self) -> AlertId {
        self.key.id()
    }
}

/// Every alert of a book, the most urgent first, then the oldest. Who is looking matters only for people: what a book does not hold whole is
/// not judged. Dismissed ones are among them; see [`status`].
pub fn raise(book: &Book, moment: &Moment) -> Vec<Raised> {
    let ground = Ground::of(book, moment);
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
    raised.sort_by_key(|it| (std::cmp::Reverse(it.level), it.since, it.key));
    raised
}

/// The same without those that were dismissed.
pub fn open(book: &Book, moment: &Moment) -> Vec<Raised> {
    let mut raised = raise(book, moment);
    raised.retain(|it| status(it, book, moment.today) != Status::Dismissed);
    raised
}

#[cfg(test)]
mod tests;
