//! Targets (目标): a value of a KPI for an owner and a period (T-01, T-04, T-06, T-12), of everything or of one cut. Deviation is monitored
//! elsewhere (T-13).

mod cut;
mod levels;
mod proposal;
mod version;

pub use cut::{CutBy, TargetCut};
pub use levels::TargetLevels;
pub use proposal::TargetProposal;
pub use version::TargetVersion;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::values::calendar::Period;
use crate::values::ids::TargetId;
use crate::values::kpi_name::KpiName;
use crate::values::target_of::TargetOf;

/// What the targets of several periods have in common: whose they are, of which KPI, of which part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TargetLine {
    pub of: TargetOf,
    pub metric: KpiName,
    /// `None` for everything.
    pub cut: Option<TargetCut>,
}

impl TargetLine {
    /// The targets of everything.
    pub fn whole(of: TargetOf, metric: KpiName) -> TargetLine {
        TargetLine { of, metric, cut: None }
    }

    /// The same of another owner.
    pub fn of_member(&self, of: TargetOf) -> TargetLine {
        TargetLine { of, ..self.clone() }
    }

    /// The id of the target of a period. A quarter of a fiscal year with the months of a calendar quarter has the same one (A43).
    pub fn id(&self, period: Period) -> TargetId {
        let period = period.canonical();
        let owner = match self.of {
            TargetOf::Company => "company".to_owned(),
            TargetOf::Department(id) => format!("department:{id}"),
            TargetOf::Team(id) => format!("team:{id}"),
            TargetOf::Person(id) => format!("person:{id}"),
        };
        let cut = self.cut.as_ref().map(|it| format!("/{}", it.key())).unwrap_or_default();
        let name = format!("{owner}/{}/{period}{cut}", self.metric);
        TargetId(Uuid::new_v5(&Target::NAMESPACE, name.as_bytes()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Derived from owner, KPI, period and cut, so that two phones that set the same target write the same record.
    pub id: TargetId,
    pub of: TargetOf,
    pub metric: KpiName,
    /// `None` for everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<TargetCut>,
    pub period: Period,
    /// In parts of the KPI's unit, see [`KpiUnit::parts`](crate::values::kpi_unit::KpiUnit::parts); `None` removes the target.
    pub value: Option<i64>,
    #[serde(default, skip_serializing_if = "TargetLevels::is_empty")]
    pub levels: TargetLevels,
    /// The basis of the target (T-02).
    #[serde(default)]
    pub basis: String,
    /// Every value it had, oldest first; the last is the one in force (T-11). Empty for a target of an older release.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<TargetVersion>,
    /// What its owner proposes, until a superior sets the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<TargetProposal>,
}

impl Target {
    const NAMESPACE: Uuid = Uuid::from_u128(0x6461_6269_616f_2e74_6172_6765_7400_0001);

    /// A target that nobody has signed.
    pub fn of(line: TargetLine, period: Period, value: Option<i64>) -> Target {
        let (levels, basis, versions, proposal) = (TargetLevels::default(), String::new(), Vec::new(), None);
        let (id, period) = (line.id(period), period.canonical());
        let TargetLine { of, metric, cut } = line;
        Target { id, of, metric, cut, period, value, levels, basis, versions, proposal }
    }

    /// The id of the target of everything.
    pub fn id_of(of: TargetOf, metric: KpiName, period: Period) -> TargetId {
        TargetLine::whole(of, metric).id(period)
    }

    pub fn line(&self) -> TargetLine {
        TargetLine { of: self.of, metric: self.metric, cut: self.cut.clone() }
    }

    /// Whether it was set or changed after its period had ended.
    pub fn is_late(&self) -> bool {
        self.versions.iter().any(|it| it.on.is_some_and(|on| self.period.last() < on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::ids::PersonId;

    #[test]
    fn a_target_of_an_older_release_is_read() {
        let text = concat!(
            r#"{"id":"6f1c1e9e-7b3a-5c7e-9a63-8c8b7f0d2b11","of":"company","metric":"sales_amount","period":{"month":24321},"#,
            r#""value":5,"basis":"年度战略"}"#,
        );
        let target: Target = serde_json::from_str(text).expect("a target");
        assert_eq!((target.value, target.cut.clone(), target.versions.len()), (Some(5), None, 0));
        assert_eq!(serde_json::to_string(&target).expect("a target"), text, "and is written as it was");
    }

    #[test]
    fn each_line_and_period_has_its_own_id() {
        let person = TargetOf::Person(PersonId::default());
        let whole = TargetLine::whole(person, KpiName::SALES_AMOUNT);
        let cut = |cut: TargetCut| TargetLine { cut: Some(cut), ..whole.clone() };
        let month = Period::parse("2026-10").expect("a month");
        let ids = [
            whole.id(month),
            whole.id(Period::natural_year(2026)),
            TargetLine::whole(TargetOf::Company, KpiName::SALES_AMOUNT).id(month),
            TargetLine::whole(person, KpiName::DEALS).id(month),
            cut(TargetCut::Line("A".into())).id(month),
            cut(TargetCut::Line("B".into())).id(month),
        ];
        let mut distinct = ids.to_vec();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), ids.len());
    }
}
