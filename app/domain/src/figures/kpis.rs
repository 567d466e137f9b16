//! KPIs computed from the records of a book: the reference for every KPI, shipped or the company's own. A KPI is a formula over sums of facts
//! (`crate::records::kpi`), so the same functions compute it for a person, a team, a product or the whole company, and list the records behind it.

mod changes;
mod customer_sums;
mod definition;
mod evaluate;
mod event;
mod formula_value;
mod gather;
mod growing;
mod in_period;
mod industry;
mod measured;
mod ranking;
mod records;
mod row;
mod sets;
mod stored_sums;
mod weighted;

pub use changes::FormulaChange;
pub use definition::{
    Definition, answers, check_formula, depends_on, groups_for, is_of_costs, is_summed, is_summed_on, names_ended, unit_of,
};
pub use evaluate::{Evaluator, KpiWindow};
pub use gather::KpiFacts;
pub use growing::is_total;
pub use industry::{AgainstIndustry, IndustryGap, benchmark_for, region_of};
pub use measured::{KpiBarrier, Measured, NoValue};
pub use ranking::{RankedMember, RankingQuestion, ranked, reps_of};
pub use records::KpiPart;
pub use row::KpiRow;
pub use sets::{entered_by, has_kpi, kpis_of, role_of, set_of};
pub use stored_sums::{StoredSum, SumOf, from_stored_sums, stored_sums};
pub use weighted::{WeightedAttainment, WeightedPart};

#[cfg(test)]
pub(crate) use tests::formulas;

#[cfg(test)]
mod tests;
