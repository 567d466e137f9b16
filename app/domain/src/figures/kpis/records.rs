//! The records behind a KPI: what each contributes to every gauge of its formula.

use std::collections::BTreeMap;

use super::customer_sums::CustomerSums;
use super::evaluate::Evaluator;
use crate::figures::analytics::Filter;
use crate::records::kpi::{Formula, Gauge, Tally};
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::{CustomerId, Key, Kind};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;

/// One part of a formula and the records it is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KpiPart {
    /// The gauge; `None` for what people enter.
    pub gauge: Option<Gauge>,
    pub unit: KpiUnit,
    /// The sum over the records.
    pub total: i64,
    /// The contribution of each record and the day it counts for, newest first. Zero contributions are left out, except of shares.
    pub records: Vec<(Key, Day, i64)>,
}

impl Evaluator<'_> {
    /// The parts of a KPI, in the order of its formula, each once.
    pub fn parts(&self, name: KpiName, days: Stretch, filter: &Filter) -> Vec<KpiPart> {
        self.definition(name, days).map(|it| self.parts_of(&it.formula, name, days, filter)).unwrap_or_default()
    }

    /// The parts of a formula, which may not be stored yet. `name` is the KPI it belongs to.
    pub fn parts_of(&self, formula: &Formula, name: KpiName, days: Stretch, filter: &Filter) -> Vec<KpiPart> {
        let mut parts = Vec::new();
        self.collect(formula, name, days, filter, Formula::MOST, &mut parts);
        parts
    }

    fn collect(&self, formula: &Formula, name: KpiName, days: Stretch, filter: &Filter, depth: usize, parts: &mut Vec<KpiPart>) {
        match formula {
            _ if depth == 0 => {}
            Formula::Entered { unit, .. } => {
                if let KpiName::Own(id) = name {
                    let entries = self.entries(id, days, filter).map(|it| (it.record, it.fact.key.on, it.fact.value));
                    parts.push(part(None, *unit, entries));
                }
            }
            Formula::Gauge { gauge } => {
                if parts.iter().all(|it| it.gauge.as_ref() != Some(gauge)) {
                    parts.push(self.part_of(gauge, days, filter));
                }
            }
            Formula::Kpi { kpi } => {
                if let Some(other) = self.definition(*kpi, days) {
                    self.collect(&other.formula, *kpi, days, filter, depth - 1, parts);
                }
            }
            other => other.parts().into_iter().for_each(|it| self.collect(it, name, days, filter, depth - 1, parts)),
        }
    }

    fn part_of(&self, gauge: &Gauge, days: Stretch, filter: &Filter) -> KpiPart {
        let events = self.events_of(gauge, days.into(), filter);
        let unit = gauge.unit();
        match gauge.tally {
            Tally::Sum => part(Some(gauge.clone()), unit, events.iter().map(|it| (it.record, it.fact.key.on, it.fact.value))),
            Tally::Number => part(Some(gauge.clone()), unit, events.iter().map(|it| (it.record, it.fact.key.on, it.base))),
            Tally::Customers => {
                let mut sums = CustomerSums::default();
                let mut last: BTreeMap<CustomerId, Day> = BTreeMap::new();
                for event in &events {
                    sums.add(event);
                    let day = last.entry(event.fact.key.customer).or_insert(event.fact.key.on);
                    *day = (*day).max(event.fact.key.on);
                }
                let customers = self.customers(gauge, sums, days.into(), filter).into_iter();
                let each = customers.map(|it| (Key { kind: Kind::Customer, id: it.0 }, last.get(&it).copied().unwrap_or(days.first), 1));
                part(Some(gauge.clone()), unit, each)
            }
        }
    }
}

fn part(gauge: Option<Gauge>, unit: KpiUnit, each: impl Iterator<Item = (Key, Day, i64)>) -> KpiPart {
    let mut sums: BTreeMap<Key, (Day, i64)> = BTreeMap::new();
    for (key, on, value) in each {
        let (last, sum) = sums.entry(key).or_insert((on, 0));
        (*last, *sum) = ((*last).max(on), sum.saturating_add(value));
    }
    let total = sums.values().fold(0, |total: i64, it| total.saturating_add(it.1));
    let mut records: Vec<(Key, Day, i64)> = sums.into_iter().map(|(key, (on, value))| (key, on, value)).collect();
    records.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    KpiPart { gauge, unit, total, records }
}
