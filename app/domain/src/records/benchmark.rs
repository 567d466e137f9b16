//! Industry averages (行业平均): what others reach in a KPI, to compare one's own figures with (F-13, AN-09, A41).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::calendar::Period;
use crate::values::ids::{BenchmarkId, RegionId};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;

/// What an industry average says about a KPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkOf {
    /// Its value; of a KPI that is a total (sales amount, visits), that of one salesperson (人均).
    Value,
    /// 完成率: how much of their targets others reach.
    Completion,
}

impl BenchmarkOf {
    pub const ALL: [BenchmarkOf; 2] = [BenchmarkOf::Completion, BenchmarkOf::Value];

    /// The unit of the average of a KPI with this unit.
    pub fn unit(self, of_kpi: KpiUnit) -> KpiUnit {
        match self {
            BenchmarkOf::Value => of_kpi,
            BenchmarkOf::Completion => KpiUnit::Share,
        }
    }
}

/// One industry average.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Benchmark {
    /// Derived from KPI, what is averaged, region and period, so that two devices that set the same average write the same record.
    pub id: BenchmarkId,
    pub metric: KpiName,
    pub compares: BenchmarkOf,
    /// `None` for all regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// A month, quarter or year.
    pub period: Period,
    /// In parts of the unit, see [`KpiUnit::parts`]; `None` once it was removed.
    pub value: Option<i64>,
    /// Where the number comes from (来源).
    pub citation: String,
}

impl Benchmark {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e62_656e_6368_6d00_0001);

    /// The id of the average of this KPI, region and period.
    pub fn id_of(metric: KpiName, of: BenchmarkOf, region: Option<RegionId>, period: Period) -> BenchmarkId {
        let period = period.canonical();
        let region = region.map_or_else(|| "all".to_owned(), |it| it.to_string());
        let of = match of {
            BenchmarkOf::Value => "value",
            BenchmarkOf::Completion => "completion",
        };
        BenchmarkId(Uuid::new_v5(&Benchmark::NAMESPACE, format!("{metric}/{of}/{region}/{period}").as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::values::calendar::Month;

    #[test]
    fn each_average_has_an_id_of_its_own() {
        let region = RegionId(Uuid::from_u128(7));
        let mut ids = BTreeSet::new();
        for metric in [KpiName::SALES_AMOUNT, KpiName::DEALS] {
            for of in BenchmarkOf::ALL {
                for region in [None, Some(region)] {
                    for period in [Period::natural_year(2026), Period::Month(Month(2026 * 12))] {
                        assert_eq!(Benchmark::id_of(metric, of, region, period), Benchmark::id_of(metric, of, region, period));
                        ids.insert(Benchmark::id_of(metric, of, region, period));
                    }
                }
            }
        }
        assert_eq!(ids.len(), 16);
    }
}
