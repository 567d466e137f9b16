//! The metrics of targets.

use serde::{Deserialize, Serialize};

/// What counts towards a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 销售额, in the smallest currency unit.
    SalesAmount,
    /// 成交单数.
    Deals,
    /// 回款金额, in the smallest currency unit.
    Collected,
}

impl Metric {
    /// All metrics.
    pub const ALL: [Metric; 3] = [Metric::SalesAmount, Metric::Deals, Metric::Collected];

    /// The identifier in the database and in `Target::id_of`.
    pub fn as_str(self) -> &'static str {
        match self {
            Metric::SalesAmount => "sales_amount",
            Metric::Deals => "deals",
            Metric::Collected => "collected",
        }
    }

    /// Whether the unit is money rather than a count.
    pub fn is_money(self) -> bool {
        self != Metric::Deals
    }
}
