//! 岗位 KPI: which KPIs each role has, in which order, and what each weighs in the 综合达成率.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::kpi_name::KpiName;
use crate::values::money::Share;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::role::Role;

/// The sets of all roles. A role without a set has every KPI, like before there were sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KpiSets {
    pub sets: BTreeMap<Role, KpiSet>,
    /// What one KPI counts for at most: a completion above it adds nothing to the 综合达成率.
    pub cap: Share,
}

/// The KPIs of a role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiSet {
    pub kpis: Vec<KpiOfSet>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiOfSet {
    pub kpi: KpiName,
    /// What its completion weighs. If any KPI of the set has one, those of the set make 100 %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Share>,
}

impl Default for KpiSets {
    fn default() -> KpiSets {
        KpiSets { sets: BTreeMap::new(), cap: Share::WHOLE }
    }
}

impl KpiSet {
    pub fn has(&self, kpi: KpiName) -> bool {
        self.kpis.iter().any(|it| it.kpi == kpi)
    }

    pub fn is_weighted(&self) -> bool {
        self.kpis.iter().any(|it| it.weight.is_some())
    }

    fn sum(&self) -> Share {
        Share(self.kpis.iter().filter_map(|it| it.weight).fold(0, |sum, it| it.0.saturating_add(sum)))
    }
}

impl KpiSets {
    /// Maximum number of KPIs in a set.
    pub const MOST: usize = 60;
    /// Largest cap, in percent.
    pub const MOST_CAP: i64 = 300;

    /// Refuses sets that are empty, too long or name a KPI twice, weights out of bounds, and those of a set that do not make 100 %.
    pub fn check(&self, refusals: &mut Refusals) {
        let cap = self.cap.0;
        let is_out = !(Share::WHOLE.0..=KpiSets::MOST_CAP * Share::WHOLE.0 / 100).contains(&cap);
        refusals.refuse_if(is_out, Field::KpiCap, Refusal::OutOfRange { least: 100, most: KpiSets::MOST_CAP });
        for (role, set) in &self.sets {
            refusals.refuse_if(!role.has_figures(), Field::KpiSetOf(*role), Refusal::NotAllowed);
            refusals.refuse_if(set.kpis.is_empty(), Field::KpiSetOf(*role), Refusal::Missing);
            refusals.refuse_if(KpiSets::MOST < set.kpis.len(), Field::KpiSetOf(*role), Refusal::TooLong { longest: KpiSets::MOST as u32 });
            for (at, part) in set.kpis.iter().enumerate() {
                let is_twice = set.kpis.iter().take(at).any(|it| it.kpi == part.kpi);
                refusals.refuse_if(is_twice, Field::KpiSetAt(*role, at), Refusal::Taken);
                let is_out = part.weight.is_some_and(|it| !(1..=Share::WHOLE.0).contains(&it.0));
                refusals.refuse_if(is_out, Field::KpiSetAt(*role, at), Refusal::OutOfRange { least: 0, most: 100 });
            }
            let sum = set.sum();
            refusals.refuse_if(set.is_weighted() && sum != Share::WHOLE, Field::KpiSetOf(*role), Refusal::NotWhole { sum });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::shipped_kpi::ShippedKpi;

    fn set(weights: &[Option<i64>]) -> KpiSet {
        let kpis = ShippedKpi::ALL.into_iter().zip(weights);
        KpiSet { kpis: kpis.map(|(kpi, weight)| KpiOfSet { kpi: KpiName::Shipped(kpi), weight: weight.map(Share) }).collect() }
    }

    fn refused(sets: &KpiSets) -> Vec<(Field, Refusal)> {
        let mut refusals = Refusals::default();
        sets.check(&mut refusals);
        let fields = (0..4).map(|at| Field::KpiSetAt(Role::Rep, at)).chain([Field::KpiSetOf(Role::Rep), Field::KpiCap]);
        fields.flat_map(|field| refusals.on(field).iter().map(move |it| (field, it.clone())).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn weights_make_exactly_a_hundred_percent_or_there_are_none() {
        //
        let sum = |sum| (Field::KpiSetOf(Role::Rep), Refusal::NotWhole { sum: Share(sum) });
        let out = |at| (Field::KpiSetAt(Role::Rep, at), Refusal::OutOfRange { least: 0, most: 100 });
        for (weights, expected) in [
            (vec![None, None], vec![]),
            (vec![Some(4_000), Some(6_000)], vec![]),
            (vec![Some(4_000), None, Some(6_000)], vec![]),
            (vec![Some(10_000)], vec![]),
            (vec![Some(4_000), Some(5_999)], vec![sum(9_999)]),
            (vec![Some(4_000), Some(6_001)], vec![sum(10_001)]),
            (vec![Some(0), Some(10_000)], vec![out(0)]),
            (vec![Some(-1), Some(10_001)], vec![out(0), out(1)]),
            (vec![], vec![(Field::KpiSetOf(Role::Rep), Refusal::Missing)]),
        ] {
            let sets = KpiSets { sets: [(Role::Rep, set(&weights))].into(), ..KpiSets::default() };
            assert_eq!(refused(&sets), expected, "{weights:?}");
        }
    }

    #[test]
    fn a_set_names_a_kpi_once_and_the_cap_has_bounds() {
        let mut twice = set(&[None, None]);
        twice.kpis[1].kpi = twice.kpis[0].kpi;
        let sets = KpiSets { sets: [(Role::Rep, twice)].into(), ..KpiSets::default() };
        assert_eq!(refused(&sets), [(Field::KpiSetAt(Role::Rep, 1), Refusal::Taken)]);
        let out = (Field::KpiCap, Refusal::OutOfRange { least: 100, most: 300 });
        for (cap, is_out) in [(9_999, true), (10_000, false), (30_000, false), (30_001, true)] {
            let sets = KpiSets { cap: Share(cap), ..KpiSets::default() };
            assert_eq!(refused(&sets), if is_out { vec![out.clone()] } else { vec![] }, "{cap}");
        }
    }
}
