//! 跟进要求: so many contacts asked of a person or of everybody in a team, week by week or day by day, until somebody ends it (FU-07, FU-08). How
//! far somebody has come follows from the follow-ups and is never stored.
//!
//! A contact counts for whoever is responsible for the customer now, whoever made it: a follow-up goes where its customer goes, so that every
//! device that holds the customer counts the same. A customer handed over in mid-week brings its contact along, and is not called twice. A
//! contact counts on the day it happened, however late it was written down.

use serde::{Deserialize, Serialize};

use crate::records::organisation::{Person, Role};
use crate::values::calendar::{Day, Timestamp, Week};
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, QuotaId};
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::short_stage::ShortStage;
use crate::values::target_of::TargetOf;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "each")]
pub enum Wanted {
    /// Each week, Monday to Sunday, so many different customers (FU-08: 每周电话跟进5家意向客户).
    Week {
        /// How many.
        customers: u16,
        /// By which channel; any, when left out.
        #[serde(default)]
        method: Option<Method>,
        /// At which stage on the day of the contact; any, when left out.
        #[serde(default)]
        stage: Option<ShortStage>,
    },
    /// Each working day, every customer of a grade (FU-07: 重点客户每日跟进).
    Day {
        /// Of which grade.
        grade: Grade,
    },
}

impl Wanted {
    /// Most customers that a week can ask for.
    pub const MOST: i64 = 200;

    /// By which channel, where one is asked for.
    pub fn method(self) -> Option<Method> {
        match self {
            Wanted::Week { method, .. } => method,
            Wanted::Day { .. } => None,
        }
    }

    /// Refuses what nobody can do.
    pub(crate) fn check(self, refusals: &mut Refusals) {
        if let Wanted::Week { customers, .. } = self {
            let is_possible = (1..=Wanted::MOST).contains(&i64::from(customers));
            refusals.refuse_if(!is_possible, "customers", Refusal::OutOfRange { least: 1, most: Wanted::MOST });
        }
    }
}

/// How it ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaEnd {
    /// The day.
    pub on: Day,
    /// Who ended it.
    pub by: PersonId,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// So many contacts asked of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// Which one.
    pub id: QuotaId,
    /// Of whom.
    pub of: TargetOf,
    /// What is asked.
    pub wanted: Wanted,
    /// From which week on.
    pub from: Week,
    /// The last day; the week it lies in is still asked for in full. Nothing while it goes on (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Who asked.
    pub made_by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// How it ended before its time, if it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<QuotaEnd>,
}

impl Quota {
    /// Whether it asks for something in that week. The week in which somebody ended it asks for nothing any more.
    pub fn holds_in(&self, week: Week) -> bool {
        let ended = self.end.as_ref().is_some_and(|it| it.on.week() <= week);
        self.from <= week && self.until.is_none_or(|it| week <= it.week()) && !ended
    }

    /// Whether it is asked of this person: by name, or of everybody who sells in the team.
    pub fn asks(&self, person: &Person) -> bool {
        match self.of {
            TargetOf::Person(it) => person.active && it == person.id,
            TargetOf::Team(it) => person.active && person.role == Role::Rep && person.team == Some(it),
            TargetOf::Department(_) | TargetOf::Company => false,
        }
    }
}
