//! 跟进要求: a required number of contacts by a person or by everyone in a team, per week or per day, until someone ends it (FU-07, FU-08). Progress
//! is computed from the follow-ups and never stored.
//!
//! A contact counts for the customer's current owner, no matter who made it: a follow-up moves with its customer, so every device that holds the
//! customer counts the same. A customer handed over in mid-week brings its contact along and is not contacted twice. A contact counts on the day
//! it happened, even if recorded late.

use serde::{Deserialize, Serialize};

use crate::records::organisation::{Person, Role};
use crate::values::calendar::{Day, Timestamp, Week};
use crate::values::field::Field;
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, QuotaId};
use crate::values::method::Method;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::short_stage::ShortStage;
use crate::values::tagged::tagged;
use crate::values::target_of::TargetOf;

/// The requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Wanted {
    /// A number of different customers per week of the company's calendar (FU-08: 每周电话跟进5家意向客户).
    Week {
        /// Number of customers.
        customers: u16,
        /// Required contact method; `None` for any.
        #[serde(default)]
        method: Option<Method>,
        /// Required stage on the day of the contact; `None` for any.
        #[serde(default)]
        stage: Option<ShortStage>,
    },
    /// Every customer of a grade on each working day (FU-07: 重点客户每日跟进).
    Day { grade: Grade },
}
tagged!(Wanted, "each");

impl Wanted {
    /// Maximum number of customers per week.
    pub const MOST: i64 = 200;

    /// The required contact method, if any.
    pub fn method(self) -> Option<Method> {
        match self {
            Wanted::Week { method, .. } => method,
            Wanted::Day { .. } => None,
        }
    }

    /// Refuses a number of customers outside 1 to [`Wanted::MOST`].
    pub(crate) fn check(self, refusals: &mut Refusals) {
        if let Wanted::Week { customers, .. } = self {
            let is_possible = (1..=Wanted::MOST).contains(&i64::from(customers));
            refusals.refuse_if(!is_possible, Field::Customers, Refusal::OutOfRange { least: 1, most: Wanted::MOST });
        }
    }
}

/// An early end by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaEnd {
    pub on: Day,
    pub by: PersonId,
    #[serde(default)]
    pub reason: String,
}

/// A required number of contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub id: QuotaId,
    /// Whom it applies to.
    pub of: TargetOf,
    pub wanted: Wanted,
    /// First week.
    pub from: Week,
    /// Last day; its week still counts in full. `None` if it has no end (持续, E-23).
    #[serde(default)]
    pub until: Option<Day>,
    #[serde(default)]
    pub reason: String,
    /// Who set it.
    pub made_by: PersonId,
    pub made_at: Timestamp,
    /// Set if it was ended early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<QuotaEnd>,
}

impl Quota {
    /// Whether it applies to that week. It no longer applies to the week in which it was ended early. Weeks of another first day than that of
    /// [`Quota::from`] are compared by their number (A43).
    pub fn holds_in(&self, week: Week) -> bool {
        let ended = self.end.as_ref().is_some_and(|it| it.on <= week.last());
        self.from.number() <= week.number() && self.until.is_none_or(|it| week.first() <= it) && !ended
    }

    /// Whether it applies to this person: personally, or as an active rep of the team.
    pub fn asks(&self, person: &Person) -> bool {
        match self.of {
            TargetOf::Person(id) => person.active && id == person.id,
            TargetOf::Team(team) => person.active && person.role == Role::Rep && person.team == Some(team),
            TargetOf::Department(_) | TargetOf::Company => false,
        }
    }
}
