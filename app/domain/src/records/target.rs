//! Targets (目标): a value of a KPI for an owner and a period (T-01, T-04, T-06, T-12). Deviation is monitored elsewhere (T-13).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::calendar::Period;
use crate::values::ids::TargetId;
use crate::values::kpi_name::KpiName;
use crate::values::target_of::TargetOf;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Derived from owner, KPI and period, so that two phones that set the same target write the same record.
    pub id: TargetId,
    pub of: TargetOf,
    pub metric: KpiName,
    pub period: Period,
    /// In parts of the KPI's unit, see [`KpiUnit::parts`](crate::values::kpi_unit::KpiUnit::parts); `None` removes the target.
    pub value: Option<i64>,
    /// The basis of the target (T-02).
    #[serde(default)]
    pub basis: String,
}

impl Target {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e74_6172_6765_7400_0001);

    /// The id of the target of this owner, KPI and period.
    pub fn id_of(of: TargetOf, metric: KpiName, period: Period) -> TargetId {
        let owner = match of {
            TargetOf::Company => "company".to_owned(),
            TargetOf::Department(id) => format!("department:{id}"),
            TargetOf::Team(id) => format!("team:{id}"),
            TargetOf::Person(id) => format!("person:{id}"),
        };
        let name = format!("{owner}/{metric}/{period}");
        TargetId(Uuid::new_v5(&Target::NAMESPACE, name.as_bytes()))
    }
}
