//! 口径变更: a KPI is computed by another formula than before. Values on both sides of the day are not alike, so what compares them says so.

use super::definition::Definition;
use super::evaluate::{Evaluator, formula_day};
use crate::book::Book;
use crate::records::kpi::Formula;
use crate::values::calendar::{Day, Month, Period, Stretch, Year};
use crate::values::kpi_name::KpiName;

/// Another formula from a day on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormulaChange {
    /// The day from which it holds.
    pub from: Day,
    /// The KPI that changed: the one asked for, or one that its formula names.
    pub kpi: KpiName,
    pub before: Formula,
    pub then: Formula,
}

impl FormulaChange {
    /// The changes of a KPI, and of the KPIs that its formulas name, after the first of these days and up to the last, oldest first. The first formula
    /// of a KPI is no change.
    pub fn between(kpi: KpiName, first: Day, last: Day, book: &Book) -> Vec<FormulaChange> {
        let mut found = Vec::new();
        let (mut asked, mut seen) = (vec![kpi], Vec::new());
        while let Some(kpi) = asked.pop() {
            let KpiName::Own(id) = kpi else { continue };
            let Some(own) = book.kpi(id).filter(|_| !seen.contains(&id)) else { continue };
            seen.push(id);
            let versions = own.formula.versions();
            asked.extend(versions.iter().filter_map(|it| it.rules.as_ref()).flat_map(Formula::names));
            for pair in versions.windows(2) {
                let (from, formulas) = (pair[1].from, pair[0].rules.clone().zip(pair[1].rules.clone()));
                if let Some((before, then)) = formulas.filter(|it| !it.0.counts_like(&it.1) && first < from && from <= last) {
                    found.push(FormulaChange { from, kpi, before, then });
                }
            }
        }
        found.sort();
        found
    }

    /// The changes that matter where the months of a year are compared with each other and with those of the year before.
    pub fn of_year(kpi: KpiName, year: Year, today: Day, book: &Book) -> Vec<FormulaChange> {
        let year = Period::Year(year);
        FormulaChange::between(kpi, year.previous().first(), year.last().min(today), book)
    }
}

impl Evaluator<'_> {
    /// The changes between two periods that are compared, see [`FormulaChange::between`]. None if both are computed by the present formula.
    pub fn changes(&self, kpi: KpiName, one: Stretch, other: Stretch) -> Vec<FormulaChange> {
        let (one, other) = (self.formula_day(one), self.formula_day(other));
        FormulaChange::between(kpi, one.min(other), one.max(other), self.book)
    }

    /// The changes within the twelve months that end with this one, see [`Evaluator::trend`].
    pub fn changes_in_trend(&self, kpi: KpiName, last: Month) -> Vec<FormulaChange> {
        let month = |it: i32| Stretch::from(Period::Month(Month(it)));
        self.changes(kpi, month(last.0 - 11), month(last.0))
    }

    /// The day whose formula computes these days: the last one that is not in the future.
    pub(super) fn formula_day(&self, days: Stretch) -> Day {
        self.formula_of.unwrap_or_else(|| formula_day(days, self.today))
    }

    /// The definition that holds in these days; see [`Evaluator::measure`].
    pub fn definition(&self, name: KpiName, days: Stretch) -> Option<Definition> {
        Definition::of(name, self.book, self.formula_day(days))
    }
}
