//! What those who set targets should know (制定参考, T-08): the strategy of a year or quarter, and what happens in the market. Append-only but for
//! withdrawing, so two people writing at once cannot conflict.

use serde::{Deserialize, Serialize};

use crate::records::order::Voided;
use crate::values::calendar::{Period, Timestamp};
use crate::values::ids::{PersonId, PlanningNoteId, RegionId};

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanningTopic {
    /// 战略: what the company wants of the period. Written by managers and directors.
    Strategy,
    /// 竞争对手.
    Competitors,
    /// 市场需求.
    Demand,
    /// 政策法规.
    Policy,
    /// 其他.
    Other,
}

impl PlanningTopic {
    /// In the order in which they are shown.
    pub const ALL: [PlanningTopic; 5] =
        [PlanningTopic::Strategy, PlanningTopic::Competitors, PlanningTopic::Demand, PlanningTopic::Policy, PlanningTopic::Other];
}

/// One note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanningNote {
    pub id: PlanningNoteId,
    pub topic: PlanningTopic,
    /// The month, quarter or year that it is about.
    pub period: Period,
    /// `None` for all regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub text: String,
    pub made_by: PersonId,
    pub made_at: Timestamp,
    /// Set when withdrawn, with who and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

impl PlanningNote {
    /// Whether it is not withdrawn.
    pub fn stands(&self) -> bool {
        self.voided.is_none()
    }

    /// Whether it should be read when the target of this period and region is set: it is about the same days, at least in part, and about the same
    /// region or all of them. A target without a region is set for all of them.
    pub fn concerns(&self, period: Period, region: Option<RegionId>) -> bool {
        let same_region = self.region.is_none() || region.is_none() || self.region == region;
        same_region && self.period.first() <= period.last() && period.first() <= self.period.last()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_note_concerns_the_periods_that_share_a_day_with_its_own() {
        // T-08: the strategy of a year and of a quarter stand beside the entry of a month.
        let region = |number: u128| RegionId(Uuid::from_u128(number));
        let note = |period: &str, region| PlanningNote {
            id: PlanningNoteId::default(),
            topic: PlanningTopic::Strategy,
            period: Period::parse(period).expect("a period"),
            region,
            text: String::new(),
            made_by: PersonId::default(),
            made_at: Timestamp(0),
            voided: None,
        };
        for (of, asked, expected) in [
            ("2026", "2026-07", true),
            ("2026-Q3", "2026-07", true),
            ("2026-Q3", "2026-06", false),
            ("2026-07", "2026-Q3", true),
            ("2026-07", "2026", true),
            ("2026-07", "2026-W31", true),
            ("2026-07", "2026-W32", false),
            ("2026-07", "2026-08", false),
        ] {
            assert_eq!(note(of, None).concerns(Period::parse(asked).expect("a period"), None), expected, "{of} for {asked}");
        }
        let july = Period::parse("2026-07").expect("a period");
        for (of, asked, expected) in [
            (None, Some(region(1)), true),
            (Some(region(1)), Some(region(1)), true),
            (Some(region(1)), Some(region(2)), false),
            (Some(region(1)), None, true),
        ] {
            assert_eq!(note("2026-07", of).concerns(july, asked), expected, "{of:?} for {asked:?}");
        }
    }
}
