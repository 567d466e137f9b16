//! 业绩分成 (A37): the people whom the amounts of one order are credited to. Without one, everything is the owner's.

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::ids::{PersonId, TeamId};
use crate::values::money::Share;

/// Shares that make exactly 100 % together. One of 100 % says that a split was taken back, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditSplit {
    /// Each person once: two or more, or the owner alone.
    pub parts: Vec<CreditPart>,
    pub reason: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// The share of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditPart {
    pub person: PersonId,
    /// Their team on the day of the deal (A36).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    pub share: Share,
}

/// A share as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditShare {
    pub person: PersonId,
    pub share: Share,
}

impl CreditSplit {
    /// The most people that share one order.
    pub const MOST: usize = 6;

    /// Whether there are several people.
    pub fn is_shared(&self) -> bool {
        1 < self.parts.len()
    }

    /// The shares of several people; none of the owner alone.
    pub fn shares(&self) -> Vec<CreditShare> {
        let parts = if self.is_shared() { self.parts.as_slice() } else { &[] };
        parts.iter().map(|it| CreditShare { person: it.person, share: it.share }).collect()
    }
}
