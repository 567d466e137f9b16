//! What a formula gives on today's records before it is saved: for the company, each team or each person, and how many records it counts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::scope::{FirstOf, SimulationScope, count};
use crate::book::Book;
use crate::figures::analytics::Filter;
use crate::figures::kpis::{Evaluator, KpiPart, Measured, check_formula, is_summed, names_ended, unit_of};
use crate::records::kpi::Formula;
use crate::records::organisation::Person;
use crate::values::calendar::{Day, Period};
use crate::values::field::Field;
use crate::values::ids::{CustomerId, ExpenseId, FollowUpId, Key, Kind, KpiEntryId, KpiId, OpportunityId, OrderId, PersonId};
use crate::values::kpi_name::KpiName;
use crate::values::kpi_unit::KpiUnit;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::target_of::TargetOf;

/// A formula to try, and the KPI it is for, which need not be stored yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiDraft {
    pub kpi: KpiId,
    pub formula: Formula,
    /// Measured together with the period before it.
    pub period: Period,
    pub rows: KpiRows,
}

/// Whose values are listed below the total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiRows {
    /// The teams, and the people who sell without one.
    #[default]
    Teams,
    People,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KpiSimulation {
    pub unit: KpiUnit,
    /// Whether the rows add up to the total; of a rate they do not.
    pub adds_up: bool,
    /// The period asked for and the one before it, as in every pair of values.
    pub periods: [Period; 2],
    pub all: [TriedValue; 2],
    /// Greatest value first.
    pub rows: FirstOf<TriedRow>,
    /// The records behind the total of both periods, newest first. `None` for those who may not see sales records.
    pub named: Option<FirstOf<TriedRecord>>,
}

/// The value of the formula, and from how many records it is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedValue {
    pub measured: Measured,
    pub n_records: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedRow {
    pub of: TargetOf,
    pub values: [TriedValue; 2],
}

/// What one record contributes to one part of the formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedRecord {
    pub record: Key,
    pub on: Day,
    pub customer: Option<CustomerId>,
    /// The customer's name; the person's if there is none.
    pub name: String,
    pub value: i64,
    pub unit: KpiUnit,
}

impl KpiDraft {
    /// What can be refused without other KPIs.
    pub(super) fn check(&self) -> Refusals {
        let mut refusals = Refusals::default();
        self.formula.check(&mut refusals);
        refusals
    }

    /// Refuses unlike units, cycles and KPIs that ended, at the part that does not fit; and another unit than the KPI has.
    pub(super) fn check_within(&self, book: &Book) -> Result<KpiUnit, Refusals> {
        let mut refusals = self.check();
        let unit = check_formula(&self.formula, self.kpi, book, &mut refusals);
        refusals.refuse_if(names_ended(&self.formula, book), Field::Formula, Refusal::Inactive);
        let is_other = unit.zip(unit_of(KpiName::Own(self.kpi), book)).is_some_and(|(draft, stored)| draft != stored);
        refusals.refuse_if(is_other, Field::Formula, Refusal::MixedUnits);
        match unit.filter(|_| refusals.is_empty()) {
            Some(unit) => Ok(unit),
            None => Err(refusals),
        }
    }
}

pub(super) fn simulate(scope: &SimulationScope<'_>, draft: &KpiDraft) -> Result<KpiSimulation, Refusals> {
    let book = scope.book;
    let unit = draft.check_within(book)?;
    let evaluator = Evaluator::of(book, scope.today);
    let periods = [draft.period, draft.period.previous()];
    let all = scope.filter();
    let tried = |filter: &Filter| periods.map(|period| draft.value(period, filter, &evaluator));
    let row = |of: TargetOf| TriedRow { of, values: tried(&of.into()) };
    let mut rows: Vec<TriedRow> = owners(scope, draft.rows).into_iter().map(row).collect();
    let value_of = |it: &TriedRow| it.values.map(|value| value.measured.value.ok());
    rows.sort_by(|a, b| value_of(b).cmp(&value_of(a)).then(a.of.cmp(&b.of)));
    let named = || {
        let parts = periods.into_iter().flat_map(|period| draft.parts(period, &all, &evaluator));
        let mut records: Vec<TriedRecord> = parts.flat_map(|part| records_of(part, scope)).collect();
        records.sort_by(|a, b| b.on.cmp(&a.on).then(a.record.cmp(&b.record)));
        records
    };
    Ok(KpiSimulation {
        unit,
        adds_up: draft.formula.adds_up(&|it| is_summed(it, book)),
        periods,
        all: tried(&all),
        rows: FirstOf::of(rows),
        named: scope.named(named),
    })
}

impl KpiDraft {
    fn value(&self, period: Period, filter: &Filter, evaluator: &Evaluator<'_>) -> TriedValue {
        let measured = evaluator.evaluate(&self.formula, KpiName::Own(self.kpi), period, filter);
        let parts = self.parts(period, filter, evaluator);
        let records: BTreeSet<Key> = parts.iter().flat_map(|part| part.records.iter().map(|it| it.0)).collect();
        TriedValue { measured, n_records: count(records.len()) }
    }

    fn parts(&self, period: Period, filter: &Filter, evaluator: &Evaluator<'_>) -> Vec<KpiPart> {
        evaluator.parts_of(&self.formula, KpiName::Own(self.kpi), period.into(), filter)
    }
}

/// Those within reach who have a row of their own.
fn owners(scope: &SimulationScope<'_>, rows: KpiRows) -> Vec<TargetOf> {
    let sellers = || scope.book.people().filter(|it| it.active && it.may_hold_customers() && scope.reaches(it.id));
    let person = |it: &Person| TargetOf::Person(it.id);
    match rows {
        KpiRows::People => sellers().map(person).collect(),
        KpiRows::Teams => {
            let teams = scope.book.teams().filter(|it| scope.reaches_team(it)).map(|it| TargetOf::Team(it.id));
            teams.chain(sellers().filter(|it| it.team.is_none()).map(person)).collect()
        }
    }
}

/// The records of a part that the caller may see.
fn records_of(part: KpiPart, scope: &SimulationScope<'_>) -> Vec<TriedRecord> {
    let (unit, book) = (part.unit, scope.book);
    let named = |(record, on, value): (Key, Day, i64)| {
        let (customer, owner) = subject_of(record, book)?;
        let of_customer = customer.and_then(|it| book.customer(it)).map(|it| it.profile.name.clone());
        let name = of_customer.or_else(|| book.person(owner).map(|it| it.name.clone())).unwrap_or_default();
        scope.reaches(owner).then_some(TriedRecord { record, on, customer, name, value, unit })
    };
    part.records.into_iter().filter_map(named).collect()
}

/// The customer of a record, and who is responsible for it.
fn subject_of(record: Key, book: &Book) -> Option<(Option<CustomerId>, PersonId)> {
    let id = record.id;
    match record.kind {
        Kind::Customer => book.customer(CustomerId(id)).map(|it| (Some(it.id), it.owner)),
        Kind::Order => book.order(OrderId(id)).map(|it| (Some(it.customer), it.owner)),
        Kind::Opportunity => book.opportunity(OpportunityId(id)).map(|it| (Some(it.customer), it.owner)),
        Kind::FollowUp => book.follow_up(FollowUpId(id)).map(|it| (Some(it.customer), it.by)),
        Kind::Expense => book.expense(ExpenseId(id)).map(|it| (it.customer, it.owner)),
        Kind::KpiEntry => book.kpi_entry(KpiEntryId(id)).map(|it| (None, it.owner)),
        Kind::Person => Some((None, PersonId(id))),
        _ => None,
    }
}
