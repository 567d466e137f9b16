//! 综合达成率: the completions of the weighted KPIs of a set, each up to the cap, times their weights.

use super::evaluate::{Evaluator, formula_day};
use super::sets::{role_of, set_of};
use crate::figures::analytics::Filter;
use crate::values::calendar::Period;
use crate::values::kpi_name::KpiName;
use crate::values::money::Share;
use crate::values::ratio::{Ratio, ratio};

/// One KPI of a weighted attainment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightedPart {
    pub kpi: KpiName,
    pub weight: Share,
    /// 完成率; `None` without a target or a value.
    pub completion: Option<Ratio>,
    /// Whether only the cap counts.
    pub is_capped: bool,
    /// What it adds: weight × min(completion, cap).
    pub adds: Option<Ratio>,
}

/// The weighted attainment of an owner in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightedAttainment {
    /// In the order of the set.
    pub parts: Vec<WeightedPart>,
    pub cap: Share,
    /// The sum of what the parts add; `None` if none can be measured.
    pub total: Option<Ratio>,
    /// The weight of the parts that are measured: the whole if every KPI has a target.
    pub measured: Share,
}

impl WeightedAttainment {
    /// The weight of the parts that cannot be measured.
    pub fn unmeasured(&self) -> Share {
        Share(Share::WHOLE.0.saturating_sub(self.measured.0))
    }
}

impl Evaluator<'_> {
    /// The weighted attainment of the filter's owner by the set in force in the period; `None` without weights.
    pub fn weighted(&self, period: Period, filter: &Filter) -> Option<WeightedAttainment> {
        let day = formula_day(period.into(), self.today);
        let role = role_of(filter.target_of()?, self.book)?;
        let set = set_of(role, self.book, day).filter(|it| it.is_weighted())?;
        let cap = self.book.company().kpi_sets.on(day).cap;
        let part = |(kpi, weight): (KpiName, Share)| {
            let definition = self.definition(kpi, period.into());
            let completion = definition.and_then(|it| self.completion(&it, period, filter));
            let limit = ratio(cap.0, Share::WHOLE.0);
            let is_capped = completion.zip(limit).is_some_and(|(value, limit)| limit < value);
            let counted = if is_capped { limit } else { completion };
            let adds = counted.and_then(|it| part_of(weight, it));
            WeightedPart { kpi, weight, completion, is_capped, adds }
        };
        let parts: Vec<WeightedPart> = set.kpis.iter().filter_map(|it| Some((it.kpi, it.weight?))).map(part).collect();
        let mut total: Option<Ratio> = None;
        for adds in parts.iter().filter_map(|it| it.adds) {
            total = Some(total.map_or(Some(adds), |sum| sum.plus(adds))?);
        }
        let measured = Share(parts.iter().filter(|it| it.adds.is_some()).map(|it| it.weight.0).sum());
        Some(WeightedAttainment { parts, cap, total, measured })
    }
}

/// A weight times a completion.
fn part_of(weight: Share, completion: Ratio) -> Option<Ratio> {
    let of = i128::from(completion.numerator()) * i128::from(weight.0);
    Ratio::of_products(of, i128::from(completion.denominator()) * i128::from(Share::WHOLE.0))
}
