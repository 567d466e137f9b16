//! Drill-down from a figure to its records: how much each record contributes to each measure of the figure.

use super::{Figure, Filter};
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::figures::facts;
use crate::values::calendar::{Day, Period};
use crate::values::ids::Key;

/// One record of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    pub record: Key,
    /// The contribution to each of the requested parts, in their order.
    pub values: Vec<i64>,
    /// The last day in the period with a contribution; the day before the period if everything was brought forward.
    pub on: Day,
}

/// A column of the drill-down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The sum of a measure within the period.
    Within(Measure),
    /// The amount due and unpaid when the period began (A8).
    BroughtForward,
}

impl Figure {
    /// The columns of the drill-down: what the figure is computed from, the main one first.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Figure::SalesAmount => &[Part::Within(Measure::SalesAmount)],
            Figure::Deals => &[Part::Within(Measure::Deals)],
            Figure::AverageOrder => &[Part::Within(Measure::SalesAmount), Part::Within(Measure::Deals)],
            Figure::Collected => &[Part::Within(Measure::Collected)],
            Figure::CollectionRate => &[Part::Within(Measure::Collected), Part::Within(Measure::Due), Part::BroughtForward],
            Figure::WinRate => &[Part::Within(Measure::Won), Part::Within(Measure::Lost)],
            Figure::FollowUps => &[Part::Within(Measure::FollowUps)],
            Figure::Activities => &[Part::Within(Measure::Activities)],
            Figure::SellingExpense => &[Part::Within(Measure::SellingExpense)],
        }
    }
}

impl Part {
    /// What a fact contributes to this part in a period of these days.
    fn of(self, fact: &Fact, first: Day, last: Day) -> i64 {
        let is_within = first <= fact.key.on && fact.key.on <= last;
        match (self, fact.key.measure) {
            (Part::Within(measure), of) if measure == of && is_within => fact.value,
            (Part::BroughtForward, Measure::Due) if fact.key.on < first => fact.value,
            (Part::BroughtForward, Measure::Settled) if fact.key.on < first => fact.value.saturating_neg(),
            _ => 0,
        }
    }
}

/// The records that contribute to any of these parts. Each column adds up exactly to the sum that the figure is computed from.
pub fn records_of(parts: &[Part], period: Period, filter: &Filter, book: &Book) -> Vec<Contribution> {
    let (first, last) = period.days();
    let mut contributions = Vec::new();
    let mut add = |record: Key, facts: Vec<Fact>| {
        let mut values = vec![0_i64; parts.len()];
        let mut days = Vec::new();
        for fact in facts.iter().filter_map(|it| filter.counted(it, book)) {
            for (value, part) in values.iter_mut().zip(parts) {
                let of = part.of(&fact, first, last);
                *value = value.saturating_add(of);
                days.extend((of != 0).then_some(fact.key.on));
            }
        }
        // A sale cancelled within the period contributes zero and is still listed, with both days netted.
        if let Some(on) = days.into_iter().max().filter(|on| first <= *on || values.iter().any(|it| *it != 0)) {
            contributions.push(Contribution { record, values, on: on.max(first.plus(-1)) });
        }
    };
    book.orders().chain(book.advances()).for_each(|it| add(it.id.into(), facts::of_order(it)));
    book.opportunities().for_each(|it| add(it.id.into(), facts::of_opportunity(it)));
    book.follow_ups().for_each(|it| add(it.id.into(), facts::of_follow_up(it)));
    book.expenses().for_each(|it| add(it.id.into(), facts::of_expense(it)));
    contributions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::analytics::{facts_of, totals};
    use crate::figures::credited::Credited;
    use crate::sample;

    #[test]
    fn every_column_adds_up_to_what_the_figure_is_computed_from() {
        let today = Day::parse("2026-11-21").expect("a day");
        let book = sample::company(today).book();
        let facts = facts_of(&book);
        let person = book.orders().next().expect("an order").owner;
        let by_person = Filter { person: Some(person), ..Filter::default() };
        let by_present_owner = Filter { credited: Credited::Now, ..by_person.clone() };
        for filter in [Filter::default(), by_person, by_present_owner] {
            for period in ["2026-11", "2026-10", "2026-Q3", "2026", "2026-W47"].map(|it| Period::parse(it).expect("a period")) {
                let totals = totals(&facts, period, &filter, &book);
                for figure in Figure::ALL {
                    let records = records_of(figure.parts(), period, &filter, &book);
                    for (at, part) in figure.parts().iter().enumerate() {
                        let sum: i64 = records.iter().map(|it| it.values[at]).sum();
                        let expected = match part {
                            Part::Within(measure) => totals.sum(*measure),
                            Part::BroughtForward => totals.arrears,
                        };
                        assert_eq!(sum, expected, "{figure:?} {part:?} of {period}");
                    }
                    let (first, last) = period.days();
                    assert!(records.iter().all(|it| first.plus(-1) <= it.on && it.on <= last), "{figure:?}: each day lies in {period}");
                }
            }
        }
    }
}
