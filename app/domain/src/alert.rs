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
pub use ladder::{Counts, Rung, above, concerns, rung, told};
pub use life::{Alert, Dismissal, Handling, Seen, Status, resolved, status};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::book::Book;
use crate::calendar::{Day, Period};
use crate::decide::Moment;
use crate::ids::{AlertId, CustomerId, Key, Kind, PersonId, TeamId};
use crate::money::Money;
use crate::ratio::Ratio;
use crate::rules::alert_rules::{AlertRule, Level};
use ground::Ground;

/// What tells one time a rule is broken from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occurrence {
    /// The day it is about: the due day, the day agreed.
    Day(Day),
    /// The period it is about.
    Period(Period),
    /// The part of the subject it is about: a complaint, an order.
    Part(Uuid),
}

impl std::fmt::Display for Occurrence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Occurrence::Day(it) => write!(f, "{it}"),
            Occurrence::Period(it) => write!(f, "{it}"),
            Occurrence::Part(it) => write!(f, "{it}"),
        }
    }
}

/// Which alert: everybody who sees the same fact speaks of the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AlertKey {
    /// The rule that is broken.
    pub rule: AlertRule,
    /// The record it is about.
    pub subject: Key,
    /// Which time.
    pub occurrence: Occurrence,
}

impl AlertKey {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e61_6c65_7274_0000_0001);

    /// The id of its life.
    pub fn id(&self) -> AlertId {
        let AlertKey { rule, subject, occurrence } = self;
        let name = format!("{}/{}:{}/{occurrence}", rule.as_str(), subject.kind.as_str(), subject.id);
        AlertId(Uuid::new_v5(&AlertKey::NAMESPACE, name.as_bytes()))
    }
}

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

/// Whose an alert is, as far as it follows from its subject: who answers for it, their team, the customer it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Who answers for it.
    pub person: PersonId,
    /// Their team.
    pub team: Option<TeamId>,
    /// The customer it concerns.
    pub customer: Option<CustomerId>,
}

/// Whose an alert about this record is; nothing when the record is not in this book or nobody's.
pub fn whose(subject: Key, book: &Book) -> Option<Whose> {
    let of_person = |person: PersonId, customer| {
        let team = book.person(person).and_then(|it| it.team);
        Some(Whose { person, team, customer })
    };
    match subject.kind {
        Kind::Person => book.person(PersonId(subject.id)).and_then(|it| of_person(it.id, None)),
        Kind::Customer => book.customer(CustomerId(subject.id)).and_then(|it| of_person(it.owner, Some(it.id))),
        Kind::Order => {
            let order = book.order(crate::ids::OrderId(subject.id))?;
            Some(Whose { person: order.owner, team: order.team, customer: Some(order.customer) })
        }
        Kind::FollowUp => {
            let customer = book.follow_up(crate::ids::FollowUpId(subject.id))?.customer;
            book.customer(customer).and_then(|it| of_person(it.owner, Some(it.id)))
        }
        Kind::Task => {
            let task = book.task(crate::ids::TaskId(subject.id))?;
            Some(Whose { person: task.owner, team: task.team, customer: Some(task.customer) })
        }
        // What was agreed is a matter of whoever is to do it.
        Kind::Alert => {
            let alert = book.alert(AlertId(subject.id))?;
            let charged = alert.handling().map(|it| it.who).filter(|it| *it != alert.person);
            match charged {
                Some(who) => of_person(who, alert.customer),
                None => Some(Whose { person: alert.person, team: alert.team, customer: alert.customer }),
            }
        }
        _ => None,
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
