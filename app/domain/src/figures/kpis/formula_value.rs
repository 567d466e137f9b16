//! The value of a formula from the values of its gauges, wherever those come from: the facts of a book, or stored sums.

use super::definition::Definition;
use super::measured::{Measured, NoValue};
use crate::records::kpi::{Formula, Gauge};
use crate::values::kpi_name::KpiName;
use crate::values::ratio::{Ratio, ratio};

/// What the leaves of a formula are worth in some days.
pub(super) trait Leaves {
    fn gauge(&self, gauge: &Gauge) -> Measured;
    /// What people entered for this KPI.
    fn entered(&self, name: KpiName) -> Measured;
    /// The number of people who sell.
    fn heads(&self) -> Measured;
    /// The definition of a KPI in these days.
    fn definition(&self, name: KpiName) -> Option<Definition>;
}

/// The value of a formula of the KPI with this name. A cycle that two administrators made at once ends at the depth and has no value.
pub(super) fn value_of(formula: &Formula, name: KpiName, leaves: &impl Leaves, depth: usize) -> Measured {
    if depth == 0 {
        return Measured::missing(NoValue::NoData);
    }
    let value = |formula: &Formula| value_of(formula, name, leaves, depth - 1);
    match formula {
        Formula::Entered { .. } => leaves.entered(name),
        Formula::Gauge { gauge } => leaves.gauge(gauge),
        Formula::Kpi { kpi } => match leaves.definition(*kpi) {
            Some(other) => value_of(&other.formula, *kpi, leaves, depth - 1),
            None => Measured::missing(NoValue::NoData),
        },
        Formula::Sum { parts } => sum(parts.iter().map(value)),
        Formula::Less { from, less } => both(value(from), value(less), minus),
        Formula::Ratio { of, to } => both(value(of), value(to), quotient),
        Formula::PerHead { of } => both(value(of), leaves.heads(), quotient),
        Formula::Capped { of, most } => {
            let measured = value(of);
            Measured { value: measured.value.map(|it| it.min((*most).into())), ..measured }
        }
    }
}

/// The sum of the parts that have a value. Without any it has none; with some it is incomplete.
fn sum(parts: impl Iterator<Item = Measured>) -> Measured {
    let mut total: Option<Measured> = None;
    let (mut why, mut is_incomplete) = (None, false);
    for part in parts {
        is_incomplete |= part.is_incomplete;
        match (part.value, &mut total) {
            (Err(missing), _) => why = why.or(Some(missing)),
            (Ok(value), None) => total = Some(Measured::of(value)),
            (Ok(value), Some(sum)) => sum.value = sum.value.and_then(|it| plus(it, value)),
        }
    }
    match total {
        Some(total) => Measured { is_incomplete: is_incomplete || why.is_some(), ..total },
        None => Measured::missing(why.unwrap_or(NoValue::NoData)),
    }
}

fn both(one: Measured, other: Measured, of: impl Fn(Ratio, Ratio) -> Result<Ratio, NoValue>) -> Measured {
    let value = one.value.and_then(|it| other.value.and_then(|other| of(it, other)));
    Measured { value, is_incomplete: one.is_incomplete || other.is_incomplete }
}

fn plus(one: Ratio, other: Ratio) -> Result<Ratio, NoValue> {
    one.plus(other).ok_or(NoValue::NoData)
}

fn minus(one: Ratio, other: Ratio) -> Result<Ratio, NoValue> {
    one.less(other).ok_or(NoValue::NoData)
}

/// Only a positive number divides (A3).
fn quotient(of: Ratio, to: Ratio) -> Result<Ratio, NoValue> {
    match (of.denominator(), to.denominator()) {
        (1, 1) => ratio(of.numerator(), to.numerator()),
        _ => of.by(to),
    }
    .ok_or(NoValue::NoData)
}
