//! The life of an alert: who has seen it, who handles it how and until when, who dismissed it and why. Only ever added to, so that two people
//! who act at once do not conflict.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ground::is_judged;
use super::{AlertKey, Raised};
use crate::actor::Actor;
use crate::book::Book;
use crate::calendar::{Day, Timestamp};
use crate::cause::Cause;
use crate::ids::{AlertId, CustomerId, PersonId, TeamId};
use crate::rules::alert_rules::Level;

/// Somebody has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Who.
    pub by: PersonId,
    /// When first.
    pub at: Timestamp,
}

/// What is done about it: cause, plan, who and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// Who decided it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Who does it.
    pub who: PersonId,
    /// Why it came to that (E-17); needed where the superior must analyse (AL-01, AL-02).
    #[serde(default)]
    pub cause: Option<Cause>,
    /// What is done.
    pub plan: String,
    /// The last day for it.
    pub until: Day,
}

/// Somebody decided that nothing is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// How urgent it was then: what becomes more urgent stands again.
    pub level: Level,
    /// Why.
    pub reason: String,
}

/// The life of one alert. There is none until somebody does something about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Follows from the key.
    pub id: AlertId,
    /// Which alert.
    pub key: AlertKey,
    /// Who answers for it.
    pub person: PersonId,
    /// Their team at the time.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The customer it concerns.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Who has seen it, first to last.
    #[serde(default)]
    pub seen: Vec<Seen>,
    /// What was agreed, first to last: the last counts.
    #[serde(default)]
    pub handlings: Vec<Handling>,
    /// Who dismissed it, first to last: the last counts.
    #[serde(default)]
    pub dismissals: Vec<Dismissal>,
}

impl Alert {
    /// What is being done, as agreed last.
    pub fn handling(&self) -> Option<&Handling> {
        self.handlings.last()
    }

    /// Whether it was dismissed when it was at least as urgent, and nobody took it up again since.
    pub fn is_dismissed(&self, level: Level) -> bool {
        let taken_up = self.handling().map(|it| it.at);
        self.dismissals.last().is_some_and(|it| level <= it.level && taken_up.is_none_or(|taken_up| taken_up <= it.at))
    }

    /// Whether this person has seen it.
    pub fn is_seen_by(&self, person: PersonId) -> bool {
        self.seen.iter().any(|it| it.by == person)
    }
}

/// How far the life of an alert has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 未处理: nobody has seen it who answers for it.
    Raised,
    /// 已查看: seen, and nothing agreed.
    Seen,
    /// 处理中: somebody does something about it.
    Handled {
        /// Until then.
        until: Day,
    },
    /// What was agreed did not happen in time.
    Late {
        /// It should have by then.
        until: Day,
    },
    /// 已忽略: dismissed with a reason.
    Dismissed,
}

/// How far the life of this alert has come.
pub fn status(raised: &Raised, book: &Book, today: Day) -> Status {
    let Some(alert) = book.alert(raised.id()) else { return Status::Raised };
    if alert.is_dismissed(raised.level) {
        return Status::Dismissed;
    }
    match alert.handling().map(|it| it.until) {
        Some(until) if until < today => Status::Late { until },
        Some(until) => Status::Handled { until },
        None if alert.seen.is_empty() => Status::Raised,
        None => Status::Seen,
    }
}

/// The alerts that were dealt with and are no more: their facts are settled. The youngest first. What this person cannot judge is not among
/// them.
pub fn resolved<'a>(raised: &[Raised], actor: &Actor, book: &'a Book) -> Vec<&'a Alert> {
    let standing: BTreeSet<AlertId> = raised.iter().map(Raised::id).collect();
    let is_settled = |it: &&Alert| !standing.contains(&it.id) && !it.handlings.is_empty() && is_judged(it.key.subject, actor, book);
    let mut resolved: Vec<&Alert> = book.alerts().filter(is_settled).collect();
    resolved.sort_by_key(|it| (std::cmp::Reverse(it.handling().map(|it| it.at)), it.id));
    resolved
}
