//! Change requests about a customer that someone else decides: another grade, strategy or owner (C-20, C-21, C0 matrix).

use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, RequestId};
use crate::values::tagged::tagged;

/// The requested change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum Ask {
    /// Another grade.
    Grade {
        /// The grade the requester saw.
        from: Grade,
        to: Grade,
    },
    /// Another strategy (客户策略); for a strategic or key customer it needs a manager's approval (C-21).
    Strategy {
        /// The strategy the requester saw.
        #[serde(default)]
        from: String,
        to: String,
    },
    /// Another owner (C-20).
    HandOver {
        /// The proposed new owner, if any.
        #[serde(default)]
        to: Option<PersonId>,
    },
}
tagged!(Ask, "for");

impl Ask {
    /// Whether both request the same kind of change; only one of each kind may be open.
    pub fn is_like(&self, other: &Ask) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The decision on a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestAnswer {
    pub by: PersonId,
    pub at: Timestamp,
    pub accepted: bool,
    #[serde(default)]
    pub reason: String,
}

/// A change request about a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    pub id: RequestId,
    pub ask: Ask,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
    /// The decision; `None` while the request is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<RequestAnswer>,
}
