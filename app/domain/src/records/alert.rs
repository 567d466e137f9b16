//! The history of an alert: who has seen it, who handles it, how and until when, who dismissed it and why. Append-only, so two people who act at
//! once do not conflict.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::rules::alert_rules::{AlertRule, Level};
use crate::values::calendar::{Day, Period, Timestamp};
use crate::values::cause::Cause;
use crate::values::ids::{AlertId, CustomerId, Key, PersonId, TeamId};

/// Distinguishes one breach of a rule from the next for the same subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occurrence {
    /// The day concerned, for example the due day or the agreed day.
    Day(Day),
    /// The period concerned.
    Period(Period),
    /// The part of the subject concerned: a complaint, an order.
    Part(Uuid),
    /// The rule on a KPI, and the period concerned.
    Kpi { rule: Uuid, period: Period },
}

impl std::fmt::Display for Occurrence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Occurrence::Day(day) => write!(f, "{day}"),
            Occurrence::Period(period) => write!(f, "{}", period.canonical()),
            Occurrence::Part(part) => write!(f, "{part}"),
            Occurrence::Kpi { rule, period } => write!(f, "{rule}/{}", period.canonical()),
        }
    }
}

/// Identifies an alert. It is the same for everyone who sees the same fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AlertKey {
    pub rule: AlertRule,
    /// The record concerned.
    pub subject: Key,
    pub occurrence: Occurrence,
}

impl AlertKey {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e61_6c65_7274_0000_0001);

    /// The id of the alert's history record, derived from the key. Quarters of the same months have one, whatever their names (A43).
    pub fn id(&self) -> AlertId {
        let AlertKey { rule, subject, occurrence } = self;
        let name = format!("{}/{}:{}/{occurrence}", rule.as_str(), subject.kind.as_str(), subject.id);
        AlertId(Uuid::new_v5(&AlertKey::NAMESPACE, name.as_bytes()))
    }
}

/// A person has seen the alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub by: PersonId,
    /// Time of the first view.
    pub at: Timestamp,
}

/// The agreed measure: cause, plan, responsible person and deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertHandling {
    /// Who agreed it.
    pub by: PersonId,
    pub at: Timestamp,
    /// The person responsible for the measure.
    pub who: PersonId,
    /// The cause (E-17); required where the superior must analyse it (AL-01, AL-02).
    #[serde(default)]
    pub cause: Option<Cause>,
    /// The measure.
    pub plan: String,
    /// The last day to complete it.
    pub until: Day,
}

/// A decision that nothing needs to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    pub by: PersonId,
    pub at: Timestamp,
    /// The level at the time. The alert becomes active again if its level rises.
    pub level: Level,
    pub reason: String,
}

/// The history of one alert. Created by the first action on the alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Derived from the key.
    pub id: AlertId,
    pub key: AlertKey,
    /// The person responsible for the subject.
    pub person: PersonId,
    /// Their team at the time.
    #[serde(default)]
    pub team: Option<TeamId>,
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Oldest first.
    #[serde(default)]
    pub seen: Vec<Seen>,
    /// Agreed measures, oldest first; the last one counts.
    #[serde(default)]
    pub handlings: Vec<AlertHandling>,
    /// Oldest first; the last one counts.
    #[serde(default)]
    pub dismissals: Vec<Dismissal>,
}

impl Alert {
    /// The current measure.
    pub fn handling(&self) -> Option<&AlertHandling> {
        self.handlings.last()
    }

    /// Whether it was dismissed at this level or a higher one, with no measure agreed since.
    pub fn is_dismissed(&self, level: Level) -> bool {
        let taken_up = self.handling().map(|it| it.at);
        self.dismissals.last().is_some_and(|it| level <= it.level && taken_up.is_none_or(|taken_up| taken_up <= it.at))
    }

    pub fn is_seen_by(&self, person: PersonId) -> bool {
        self.seen.iter().any(|it| it.by == person)
    }
}
