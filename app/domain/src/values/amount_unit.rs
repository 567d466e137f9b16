//! The unit in which dashboards write amounts (A47). Storage is always in fen.

use serde::{Deserialize, Serialize};

/// The unit of amounts on dashboards and cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountUnit {
    /// The largest that fits the amount: 元, 万元, 亿元.
    #[default]
    Fitting,
    /// 元.
    Yuan,
    /// 万元.
    TenThousand,
}

impl AmountUnit {
    pub const ALL: [AmountUnit; 3] = [AmountUnit::Fitting, AmountUnit::Yuan, AmountUnit::TenThousand];

    pub(crate) fn is_default(&self) -> bool {
        *self == AmountUnit::default()
    }
}
