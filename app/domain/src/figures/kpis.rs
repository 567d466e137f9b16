//! KPIs computed from the records of a book: the reference for every KPI, shipped or the company's own. A KPI is a formula over sums of facts
//! (`crate::records::kpi`), so the same functions compute it for a person, a team, a product or the whole company, and list the records behind it.

mod definition;
mod evaluate;
mod event;
mod gather;
mod in_period;
mod measured;
mod records;
mod row;

pub use definition::{Definition, answers, depends_on, entered_by, groups_for, is_summed, is_summed_on, kpis_of, unit_of};
pub use evaluate::{Evaluator, KpiWindow};
pub use gather::KpiFacts;
pub use measured::{KpiBarrier, Measured, NoValue};
pub use records::KpiPart;
pub use row::KpiRow;

#[cfg(test)]
pub(crate) use tests::formulas;

#[cfg(test)]
mod tests;
