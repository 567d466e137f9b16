//! What the value of a KPI grows with, so that it can be compared with averages of other numbers of people and days.

use super::definition::{newest, unit_of};
use crate::book::Book;
use crate::records::kpi::{Formula, Span};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;

/// What the value of a KPI grows with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Growing {
    /// With the number of people: it is a total.
    pub is_total: bool,
    /// With the days of the period.
    pub with_period: bool,
}

/// Whether the KPI is a total of people, so that only its value for each salesperson can be compared with an average.
pub fn is_total(name: KpiName, book: &Book) -> bool {
    growing(name, book).is_total
}

/// What the KPI grows with, by its newest formula; rates, averages and durations with nothing.
pub(super) fn growing(name: KpiName, book: &Book) -> Growing {
    match unit_of(name, book) {
        Some(KpiUnit::Money | KpiUnit::Count | KpiUnit::Quantity) => growing_within(name, book, Formula::MOST),
        _ => Growing::default(),
    }
}

/// A cycle that two administrators made at once ends at the depth.
fn growing_within(name: KpiName, book: &Book, depth: usize) -> Growing {
    let formula = if depth == 0 { None } else { newest(name, book) };
    formula.map(|it| of_formula(&it, &|other| growing_within(other, book, depth - 1))).unwrap_or_default()
}

fn of_formula(formula: &Formula, of_kpi: &dyn Fn(KpiName) -> Growing) -> Growing {
    match formula {
        Formula::Entered { .. } => Growing { is_total: true, with_period: true },
        Formula::Gauge { gauge } => Growing { is_total: true, with_period: gauge.span == Span::Within },
        Formula::Kpi { kpi } => of_kpi(*kpi),
        Formula::PerHead { of } => Growing { is_total: false, with_period: of_formula(of, of_kpi).with_period },
        Formula::Sum { .. } | Formula::Less { .. } => {
            let parts: Vec<Growing> = formula.parts().into_iter().map(|it| of_formula(it, of_kpi)).collect();
            Growing { is_total: parts.iter().all(|it| it.is_total), with_period: parts.iter().any(|it| it.with_period) }
        }
        Formula::Ratio { .. } | Formula::Capped { .. } => Growing::default(),
    }
}
