//! The history of a customer's grade: every change and every declined proposal, with who, when and why (C-11, A25).

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Quarter, Timestamp};
use crate::values::grade::Grade;
use crate::values::ids::{PersonId, RequestId};
use crate::values::tagged::tagged;

/// What led to a change of grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", remote = "Self")]
pub enum GradeCause {
    /// Changed by hand in an older form, which asked for no reason.
    Amendment,
    /// A change request.
    Request { request: RequestId },
    /// Proposed by the review at the end of a quarter (AL-11).
    Review { quarter: Quarter },
}
tagged!(GradeCause, "of");

/// A change of grade, or a declined proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeStep {
    pub from: Grade,
    /// The new grade, or the proposed one if declined.
    pub to: Grade,
    pub at: Timestamp,
    pub by: PersonId,
    /// Whether the grade was changed.
    pub accepted: bool,
    #[serde(default)]
    pub reason: String,
    pub cause: GradeCause,
}
