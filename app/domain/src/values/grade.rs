//! Customer grades and the value tiers they are shown as (E-08, C-12, A26).

use serde::{Deserialize, Serialize};

/// The relationship policy for a customer (E-08), most important first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 战略客户 (C-05).
    Strategic,
    /// 重点客户 (C-06).
    Key,
    /// 潜力客户 (C-07).
    Potential,
    /// 普通客户 (C-08).
    #[default]
    Normal,
}

impl Grade {
    /// All grades, most important first.
    pub const ALL: [Grade; 4] = [Grade::Strategic, Grade::Key, Grade::Potential, Grade::Normal];

    /// Whether a manager takes part in decisions about the grade: 战略 and 重点 (C-21, C0 matrix).
    pub fn is_major(self) -> bool {
        matches!(self, Grade::Strategic | Grade::Key)
    }

    /// The value tier that displays this grade (A26).
    pub fn tier(self) -> Tier {
        match self {
            Grade::Strategic | Grade::Key => Tier::High,
            Grade::Potential => Tier::Potential,
            Grade::Normal => Tier::Normal,
        }
    }
}

/// The three value tiers (C-12), derived from the grade and never stored (A26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// 高价值.
    High,
    /// 潜力.
    Potential,
    /// 普通.
    Normal,
}

impl Tier {
    /// All tiers, the most valuable first.
    pub const ALL: [Tier; 3] = [Tier::High, Tier::Potential, Tier::Normal];
}
