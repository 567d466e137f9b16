//! The name of a KPI in formulas, targets and addresses. It never changes: renaming a KPI breaks nothing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::ids::KpiId;
use crate::values::shipped_kpi::ShippedKpi;

/// A KPI that ships with the product, or one that an administrator added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KpiName {
    Shipped(ShippedKpi),
    Own(KpiId),
}

impl KpiName {
    /// 销售额.
    pub const SALES_AMOUNT: KpiName = KpiName::Shipped(ShippedKpi::SalesAmount);
    /// 成交单数.
    pub const DEALS: KpiName = KpiName::Shipped(ShippedKpi::Deals);
    /// 回款金额.
    pub const COLLECTED: KpiName = KpiName::Shipped(ShippedKpi::Collected);
}

impl fmt::Display for KpiName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KpiName::Shipped(shipped) => f.write_str(shipped.as_str()),
            KpiName::Own(id) => write!(f, "kpi:{id}"),
        }
    }
}

impl FromStr for KpiName {
    type Err = String;

    fn from_str(text: &str) -> Result<KpiName, String> {
        let unknown = || format!("not a KPI: {text}");
        match text.strip_prefix("kpi:") {
            Some(id) => id.parse().map(KpiName::Own).map_err(|_| unknown()),
            None => ShippedKpi::parse(text).map(KpiName::Shipped).ok_or_else(unknown),
        }
    }
}

impl Serialize for KpiName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KpiName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<KpiName, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        let own = KpiName::Own(KpiId(uuid::Uuid::from_u128(7)));
        for name in ShippedKpi::ALL.into_iter().map(KpiName::Shipped).chain([own]) {
            assert_eq!(name.to_string().parse(), Ok(name));
        }
        for text in ["", "kpi:", "kpi:7", "turnover"] {
            assert!(text.parse::<KpiName>().is_err(), "{text}");
        }
    }
}
