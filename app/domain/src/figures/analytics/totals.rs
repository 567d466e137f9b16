//! Sums of facts over a range of days.

use super::filter::Filter;
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::values::calendar::{Day, Period};

/// The sums of a range of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Indexed by [`Measure`].
    sums: [i64; Measure::ALL.len()],
    /// Due and unpaid before the first day (A8).
    pub arrears: i64,
}

impl Totals {
    /// Arrears alone.
    pub(super) fn of_arrears(arrears: i64) -> Totals {
        Totals { arrears, ..Totals::default() }
    }

    /// Adds a fact in the range of days. Of earlier facts, only receivables count, as arrears.
    pub fn add(&mut self, fact: &Fact, first: Day, last: Day) {
        if first <= fact.key.on && fact.key.on <= last {
            let sum = &mut self.sums[fact.key.measure as usize];
            *sum = sum.saturating_add(fact.value);
        } else if fact.key.on < first {
            match fact.key.measure {
                Measure::Due => self.arrears = self.arrears.saturating_add(fact.value),
                Measure::Settled => self.arrears = self.arrears.saturating_sub(fact.value),
                _ => {}
            }
        }
    }

    pub fn sum(&self, measure: Measure) -> i64 {
        self.sums[measure as usize]
    }
}

/// The sums of a period over the facts that pass the filter.
pub fn totals(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Totals {
    let (first, last) = period.days();
    let mut totals = Totals::default();
    facts.iter().filter_map(|it| filter.counted(it, book)).for_each(|it| totals.add(&it, first, last));
    totals
}
