//! Targets (目标): so much of a metric, by an owner, in a period (T-01, T-04, T-06, T-12). Deviation is watched elsewhere (T-13).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::calendar::Period;
use crate::values::ids::TargetId;
use crate::values::metric::Metric;
use crate::values::target_of::TargetOf;

/// A target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Follows from owner, metric and period, so that two phones setting the same target speak of the same record.
    pub id: TargetId,
    /// Whose.
    pub of: TargetOf,
    /// Of what.
    pub metric: Metric,
    /// For when.
    pub period: Period,
    /// How much, in the metric's unit; nothing takes the target away.
    pub value: Option<i64>,
    /// What it rests on (T-02).
    #[serde(default)]
    pub basis: String,
}

impl Target {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e74_6172_6765_7400_0001);

    /// The id of the one target of this owner, metric and period.
    pub fn id_of(of: TargetOf, metric: Metric, period: Period) -> TargetId {
        let owner = match of {
            TargetOf::Company => "company".to_owned(),
            TargetOf::Department(id) => format!("department:{id}"),
            TargetOf::Team(id) => format!("team:{id}"),
            TargetOf::Person(id) => format!("person:{id}"),
        };
        let name = format!("{owner}/{}/{period}", metric.as_str());
        TargetId(Uuid::new_v5(&Target::NAMESPACE, name.as_bytes()))
    }
}
