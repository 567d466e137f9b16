//! How a customer's grade came to be what it is: every change and every proposal that was declined, with who, when and why (C-11, A25).

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Quarter, Timestamp};
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, RequestId};

/// What a change of grade came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum GradeCause {
    /// Somebody changed it by hand, in an older form that asked for no reason.
    Amendment,
    /// Somebody asked for it.
    Request {
        /// The request.
        request: RequestId,
    },
    /// The review at the end of a quarter proposed it (AL-11).
    Review {
        /// Which quarter.
        quarter: Quarter,
    },
}

/// One change of grade, or one that was proposed and declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeStep {
    /// What it was.
    pub from: Grade,
    /// What it became, or would have become.
    pub to: Grade,
    /// When.
    pub at: Timestamp,
    /// Who decided.
    pub by: PersonId,
    /// Whether it became so.
    pub accepted: bool,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// What it came from.
    pub cause: GradeCause,
}
