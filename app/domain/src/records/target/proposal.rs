use serde::{Deserialize, Serialize};

use crate::values::calendar::Timestamp;
use crate::values::ids::PersonId;

/// A target that somebody proposes for themselves. It counts for nothing until a superior sets the target, which answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetProposal {
    /// In parts of the KPI's unit.
    pub value: i64,
    pub basis: String,
    pub by: PersonId,
    pub at: Timestamp,
}
