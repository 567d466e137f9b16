//! Values that people enter for a KPI (指标填报): so many on a day, for somebody. Two people entering at once
//! cannot conflict; an amendment is merged field by field.

use serde::{Deserialize, Serialize};

use crate::records::order::Voided;
use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{KpiEntryId, KpiId, PersonId, TeamId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiEntry {
    pub id: KpiEntryId,
    pub kpi: KpiId,
    /// In whose figures it counts.
    pub owner: PersonId,
    /// The owner's team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The day it counts for.
    pub on: Day,
    /// In the KPI's unit.
    pub value: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    pub made_by: PersonId,
    /// By the device's clock.
    pub made_at: Timestamp,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// Set when withdrawn, with who and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
    /// The review by a second person (DQ-01); `None` if it needs no review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<KpiEntry>>>,
}

/// The fields of an entry that people edit. Merged field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiEntryProfile {
    /// The day it counts for.
    pub on: Day,
    /// In the KPI's unit.
    pub value: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl KpiEntryProfile {
    /// Maximum count of one entry.
    pub const MOST: i64 = 1_000_000_000;
}

impl KpiEntry {
    pub fn profile(&self) -> KpiEntryProfile {
        KpiEntryProfile { on: self.on, value: self.value, note: self.note.clone() }
    }

    /// Whether it is not withdrawn.
    pub fn stands(&self) -> bool {
        self.voided.is_none()
    }
}
