//! One fact as a gauge reads it.

use crate::figures::fact::Fact;
use crate::records::customer::Source;
use crate::records::expense::ExpenseKind;
use crate::values::ids::Key;
use crate::values::method::Method;
use crate::values::stage::Stage;

/// A fact with the properties that only gauges ask for, and the record behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KpiEvent {
    pub fact: Fact,
    /// What it counts as: 1, or an amount of its own.
    pub base: i64,
    pub record: Key,
    pub method: Option<Method>,
    /// The stage reached; for a cohort of opportunities, the furthest.
    pub stage: Option<Stage>,
    pub expense_kind: Option<ExpenseKind>,
    /// The channel of an expense.
    pub channel: Option<Source>,
}

impl KpiEvent {
    pub(super) fn of(fact: Fact, record: impl Into<Key>) -> KpiEvent {
        KpiEvent { fact, base: 1, record: record.into(), method: None, stage: None, expense_kind: None, channel: None }
    }
}
