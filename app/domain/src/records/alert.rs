//! The life of an alert: who has seen it, who handles it how and until when, who dismissed it and why. Only ever added to, so that two people
//! who act at once do not conflict.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rules::alert_rules::{AlertRule, Level};
use crate::values::calendar::{Day, Period, Timestamp};
use crate::values::cause::Cause;
use crate::values::ids::{AlertId, CustomerId, Key, PersonId, TeamId};

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
