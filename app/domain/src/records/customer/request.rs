//! What somebody asks for about a customer and somebody else decides: another grade, another strategy, another owner (C-20, C-21, C0 matrix).

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, RequestId};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "for")]
pub enum Ask {
    /// Another grade.
    Grade {
        /// What it was seen to be.
        from: Grade,
        /// What it should be.
        to: Grade,
    },
    /// Another strategy (客户策略): for a strategic or key customer a manager approves it (C-21).
    Strategy {
        /// What it was seen to be.
        #[serde(default)]
        from: String,
        /// What it should be.
        to: String,
    },
    /// Another owner (C-20).
    HandOver {
        /// Whom the asker has in mind.
        #[serde(default)]
        to: Option<PersonId>,
    },
}

impl Ask {
    /// Whether both ask for the same kind of thing: of each, one at a time is open.
    pub fn is_like(&self, other: &Ask) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestAnswer {
    /// Who decided.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whether it was granted.
    pub accepted: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Something asked for about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Which one.
    pub id: RequestId,
    /// What is asked for.
    pub ask: Ask,
    /// Who asks.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// What was decided; nothing while it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<RequestAnswer>,
}
