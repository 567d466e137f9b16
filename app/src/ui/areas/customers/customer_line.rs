//! A customer as the table of a desk shows it: its own columns, and what follows from follow-ups and orders.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::book::Book;
use domain::values::calendar::Day;
use domain::values::ids::CustomerId;
use domain::values::money::Money;
use domain::views::agenda::next_step;
use domain::views::dossier::Dossier;

use super::customer_flag::flag_words;
use crate::state::customer_index::Indexed;

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerLine {
    pub customer: Arc<Indexed>,
    pub region: String,
    pub phone: String,
    pub last_contact: Option<Day>,
    /// The day and the words of the agreed next step.
    pub next_on: Option<Day>,
    pub next_step: String,
    pub sold_in_a_year: Money,
    pub balance: Money,
    pub days_overdue: i32,
    pub n_open: usize,
    /// The most urgent flag, in words.
    pub flag: String,
}

impl CustomerLine {
    /// `None` if the book no longer has the customer.
    pub fn of(customer: Arc<Indexed>, dossiers: &Dossiers, book: &Book, today: Day) -> Option<CustomerLine> {
        let profile = &book.customer(customer.id)?.profile;
        let Dossier { sold_in_a_year, balance, days_overdue, last_contact, n_open } = *dossiers.0.get(&customer.id)?;
        let next = next_step(customer.id, book);
        Some(CustomerLine {
            region: profile.region.and_then(|it| book.region(it)).map(|it| it.name.clone()).unwrap_or_default(),
            phone: profile.phone.clone(),
            last_contact,
            next_on: next.map(|it| it.0),
            next_step: next.map(|(_, by)| by.next_step.clone()).unwrap_or_default(),
            sold_in_a_year,
            balance,
            days_overdue,
            n_open,
            flag: flag_words(customer.id, book, today),
            customer,
        })
    }
}

/// The key figures of every customer of a book, computed once per change of the book: the totals follow each keystroke of the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossiers(BTreeMap<CustomerId, Dossier>);

impl Dossiers {
    pub fn of(book: &Book, today: Day) -> Dossiers {
        Dossiers(book.customers().map(|it| (it.id, Dossier::of(it.id, book, today))).collect())
    }
}

/// The sums of the totals row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomerTotals {
    pub sold_in_a_year: Money,
    pub balance: Money,
}

impl CustomerTotals {
    pub fn of(customers: impl Iterator<Item = CustomerId>, dossiers: &Dossiers) -> CustomerTotals {
        let of_each = customers.filter_map(|it| dossiers.0.get(&it));
        of_each.fold(CustomerTotals::default(), |sum, dossier| CustomerTotals {
            sold_in_a_year: sum.sold_in_a_year + dossier.sold_in_a_year,
            balance: sum.balance + dossier.balance,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::sample;

    use super::*;
    use crate::state::customer_index::CustomerIndex;

    #[test]
    fn the_totals_are_the_sums_of_the_rows() {
        let today = Day::parse("2026-11-21").expect("a day of the calendar");
        let book = sample::company(today).book();
        let index = CustomerIndex::of(&book);
        let dossiers = Dossiers::of(&book, today);
        let lines: Vec<_> = index.0.iter().filter_map(|it| CustomerLine::of(Arc::clone(it), &dossiers, &book, today)).collect();
        assert_eq!(lines.len(), book.customers().len());
        let totals = CustomerTotals::of(index.0.iter().map(|it| it.id), &dossiers);
        assert_eq!(totals.sold_in_a_year, lines.iter().map(|it| it.sold_in_a_year).sum());
        assert_eq!(totals.balance, lines.iter().map(|it| it.balance).sum());
        assert!(Money::ZERO < totals.balance && Money::ZERO < totals.sold_in_a_year);
        assert!(lines.iter().any(|it| it.next_on.is_some() && !it.next_step.is_empty()), "the sample has agreed steps");
    }
}
