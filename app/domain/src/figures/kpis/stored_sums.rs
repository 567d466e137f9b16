//! KPIs from the stored sums of facts instead of the facts, for people whose records are not at hand. Equal to [`Evaluator::measure`] where the
//! sums suffice.

use std::collections::BTreeSet;

use super::definition::Definition;
use super::evaluate::{definition_in, formula_day, span};
use super::formula_value::{Leaves, value_of};
use super::gather::measure_of;
use super::measured::{Measured, NoValue};
use crate::book::Book;
use crate::figures::fact::Measure;
use crate::records::kpi::{Base, Formula, Gauge, Narrowing, Tally};
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::PersonId;
use crate::values::kpi_name::KpiName;

/// What to compute from the stored sums of one measure of a person over some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredSum {
    pub measure: Measure,
    pub days: Stretch,
    pub of: SumOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SumOf {
    /// The values.
    Values,
    /// The number of customers whose values sum to more than zero.
    Customers,
}

impl StoredSum {
    /// The sum that a gauge counts; `None` if only the facts answer it.
    fn of(gauge: &Gauge, days: Stretch) -> Option<StoredSum> {
        let measure = measure_of(gauge.of)?;
        let of = match gauge.tally {
            Tally::Sum => SumOf::Values,
            // Of facts with the value 1, their number is their sum.
            Tally::Number if gauge.of.base() == Base::One => SumOf::Values,
            Tally::Number => return None,
            Tally::Customers => SumOf::Customers,
        };
        let is_plain = gauge.only == Narrowing::default() && gauge.among.is_none();
        is_plain.then_some(StoredSum { measure, days: span(gauge.span, days), of })
    }
}

/// The sums that the KPI of these days is computed from; `None` if sums are not enough.
pub fn stored_sums(name: KpiName, days: Stretch, book: &Book, today: Day) -> Option<BTreeSet<StoredSum>> {
    let mut sums = BTreeSet::new();
    let definition = definition_in(name, book, days, today)?;
    collect(&definition.formula, &Asked { days, book, today }, Formula::MOST, &mut sums).then_some(sums)
}

/// The KPI of a person in these days, from the sums that [`stored_sums`] names.
pub fn from_stored_sums(
    name: KpiName,
    days: Stretch,
    person: PersonId,
    book: &Book,
    today: Day,
    sum_of: impl Fn(StoredSum) -> i64,
) -> Measured {
    let Some(definition) = definition_in(name, book, days, today) else { return Measured::missing(NoValue::NoData) };
    let heads = book.person(person).is_some_and(|it| it.sold_on(formula_day(days, today)));
    value_of(&definition.formula, name, &StoredLeaves { asked: Asked { days, book, today }, heads: heads.into(), sum_of }, Formula::MOST)
}

struct Asked<'a> {
    days: Stretch,
    book: &'a Book,
    today: Day,
}

/// Adds the sums of a formula. Whether they suffice for it.
fn collect(formula: &Formula, asked: &Asked<'_>, depth: usize, sums: &mut BTreeSet<StoredSum>) -> bool {
    match formula {
        _ if depth == 0 => false,
        // Values that people enter are few and no facts of the rollup.
        Formula::Entered { .. } => false,
        Formula::Gauge { gauge } => {
            let sum = StoredSum::of(gauge, asked.days);
            sums.extend(sum);
            sum.is_some()
        }
        Formula::Kpi { kpi } => {
            definition_in(*kpi, asked.book, asked.days, asked.today).is_some_and(|it| collect(&it.formula, asked, depth - 1, sums))
        }
        other => other.parts().into_iter().all(|it| collect(it, asked, depth - 1, sums)),
    }
}

struct StoredLeaves<'a, F> {
    asked: Asked<'a>,
    heads: i64,
    sum_of: F,
}

impl<F: Fn(StoredSum) -> i64> Leaves for StoredLeaves<'_, F> {
    fn gauge(&self, gauge: &Gauge) -> Measured {
        match StoredSum::of(gauge, self.asked.days) {
            Some(sum) => Measured::of((self.sum_of)(sum).into()),
            None => Measured::missing(NoValue::NoData),
        }
    }

    fn entered(&self, _: KpiName) -> Measured {
        Measured::missing(NoValue::NoData)
    }

    fn heads(&self) -> Measured {
        Measured::of(self.heads.into())
    }

    fn definition(&self, name: KpiName) -> Option<Definition> {
        definition_in(name, self.asked.book, self.asked.days, self.asked.today)
    }
}
