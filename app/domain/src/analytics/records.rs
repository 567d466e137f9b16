//! Any figure opened down to its records: which of them contribute how much.

use super::{Figure, Filter};
use crate::book::Book;
use crate::calendar::Period;
use crate::fact::{self, Fact, Measure};
use crate::ids::Key;

/// One record behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Which record.
    pub record: Key,
    /// How much of the figure's first measure it contributes.
    pub value: i64,
}

/// The records behind a figure, in order of their ids. The contributions add up to the figure's first measure exactly.
pub fn records(figure: Figure, period: Period, filter: &Filter, book: &Book) -> Vec<Contribution> {
    records_of(figure.measures(), period, filter, book)
}

/// The records that count for any of these measures. The contributions add up to the first of them exactly.
pub fn records_of(measures: &[Measure], period: Period, filter: &Filter, book: &Book) -> Vec<Contribution> {
    let Some(main) = measures.first() else { return Vec::new() };
    let (first, last) = period.days();
    let counts = |it: &Fact| measures.contains(&it.key.measure) && first <= it.key.on && it.key.on <= last && filter.lets_through(it, book);
    let mut contributions = Vec::new();
    let mut add = |record: Key, facts: Vec<Fact>| {
        let facts: Vec<Fact> = facts.iter().map(|it| filter.reads(it)).collect();
        let mut counted = facts.iter().filter(|it| counts(it)).peekable();
        if counted.peek().is_some() {
            let value = counted.filter(|it| it.key.measure == *main).map(|it| it.value).sum();
            contributions.push(Contribution { record, value });
        }
    };
    book.orders().for_each(|it| add(it.id.into(), fact::of_order(it)));
    book.opportunities().for_each(|it| add(it.id.into(), fact::of_opportunity(it)));
    book.follow_ups().for_each(|it| add(it.id.into(), fact::of_follow_up(it)));
    book.expenses().for_each(|it| add(it.id.into(), fact::of_expense(it)));
    contributions
}
