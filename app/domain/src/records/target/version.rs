use serde::{Deserialize, Serialize};

use super::levels::TargetLevels;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::PersonId;

/// A value that a target had or has: who set it, when and why (T-11). Filled by the decision, whatever a device claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetVersion {
    /// `None` when the target was removed.
    pub value: Option<i64>,
    #[serde(default, skip_serializing_if = "TargetLevels::is_empty")]
    pub levels: TargetLevels,
    /// The basis of the target, or the reason for the change.
    #[serde(default)]
    pub basis: String,
    /// `None` for a value of an older release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// The company's day on which it was set, by the server's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
}
