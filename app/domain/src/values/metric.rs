//! What a target is set in.

use serde::{Deserialize, Serialize};

/// What is counted towards it.
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

    /// The word in the database and in [`Target::id_of`].
    pub fn as_str(self) -> &'static str {
        match self {
            Metric::SalesAmount => "sales_amount",
            Metric::Deals => "deals",
            Metric::Collected => "collected",
        }
    }

    /// Whether it is an amount of money.
    pub fn is_money(self) -> bool {
        self != Metric::Deals
    }
}
