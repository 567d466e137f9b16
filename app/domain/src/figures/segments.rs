//! ABC classes: which customers make up the sales (C-13, A27). Computed, never stored. They cover the customers in the given book, so a rep's A
//! customers are those that make up the rep's own sales.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::book::Book;
use crate::records::customer::Customer;
use crate::records::order::{Order, stood};
use crate::rules::GradeRules;
use crate::values::calendar::Day;
use crate::values::ids::CustomerId;
use crate::values::money::Money;

/// A customer's class by sales (E-09).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Abc {
    /// The few customers that make up most of the sales.
    A,
    /// The next group.
    B,
    /// The many that make up the rest, and those who bought nothing.
    C,
}

impl Abc {
    pub const ALL: [Abc; 3] = [Abc::A, Abc::B, Abc::C];
}

/// The class of every customer by the twelve months up to a day. Customers are added largest amount first, ties by customer number: A while the
/// sum before the customer is below the first threshold, B while it is below the second (A27).
pub fn abc(book: &Book, day: Day, rules: &GradeRules) -> BTreeMap<CustomerId, Abc> {
    let mut sums: BTreeMap<CustomerId, Money> = BTreeMap::new();
    // One reading of the orders is faster than looking up those of every customer.
    for order in book.orders().filter(|it| counts(it, day)) {
        let sum = sums.entry(order.customer).or_default();
        *sum = *sum + order.amount_on(day);
    }
    ranked(book.customers().map(|it| (sums.get(&it.id).copied().unwrap_or_default(), it)), rules)
}

/// The same for some of the customers.
pub fn abc_among<'a>(
    customers: impl Iterator<Item = &'a Customer>,
    book: &Book,
    day: Day,
    rules: &GradeRules,
) -> BTreeMap<CustomerId, Abc> {
    let sum = |customer: &Customer| book.orders_of(customer.id).filter(|it| counts(it, day)).map(|it| it.amount_on(day)).sum();
    ranked(customers.map(|it| (sum(it), it)), rules)
}

/// Whether an order is part of the sales that decide the class on a day.
fn counts(order: &Order, day: Day) -> bool {
    day.plus_months(-12) < order.terms.deal_on && stood(order, day)
}

fn ranked<'a>(bought: impl Iterator<Item = (Money, &'a Customer)>, rules: &GradeRules) -> BTreeMap<CustomerId, Abc> {
    let mut bought: Vec<(i64, &str, CustomerId)> = bought.map(|(sum, it)| (sum.0, it.number.as_str(), it.id)).collect();
    bought.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    classes(bought.iter().map(|it| (it.2, it.0)), rules)
}

/// The classes of customers sorted by amount, largest first.
fn classes(bought: impl Iterator<Item = (CustomerId, i64)> + Clone, rules: &GradeRules) -> BTreeMap<CustomerId, Abc> {
    let total: i128 = bought.clone().map(|it| i128::from(it.1)).sum();
    let mut before: i128 = 0;
    let class = |(customer, amount): (CustomerId, i64)| {
        let is_below = |percent: i64| before * 100 < total * i128::from(percent);
        let class = match amount {
            amount if amount <= 0 => Abc::C,
            _ if is_below(rules.a_percent) => Abc::A,
            _ if is_below(rules.b_percent) => Abc::B,
            _ => Abc::C,
        };
        before += i128::from(amount.max(0));
        (customer, class)
    };
    bought.map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[track_caller]
    fn check(amounts: &[i64], expected: &str) {
        let bought: Vec<_> = (0_u128..).map(|it| CustomerId(Uuid::from_u128(it))).zip(amounts.iter().copied()).collect();
        let classes = classes(bought.iter().copied(), &GradeRules::default());
        let found: String = classes.values().map(|it| format!("{it:?}")).collect();
        assert_eq!(found, expected, "{amounts:?}");
    }

    #[test]
    fn the_first_eighty_percent_are_a() {
        // C-13, A27: the sum before a customer decides its class.
        check(&[80, 15, 5], "ABC");
        check(&[79, 16, 5], "AAC");
        check(&[79, 1, 15, 5], "AABC");
        check(&[50, 30, 15, 5], "AABC");
        check(&[100], "A");
        check(&[95, 5], "AC");
        check(&[94, 6], "AB");
    }

    #[test]
    fn the_classes_of_all_customers_are_those_of_each() {
        // C-13, over days before, within and after the sales.
        let today = Day::parse("2026-11-21").expect("a day");
        let (book, rules) = (crate::sample::company(today).book(), GradeRules::default());
        for before in [-400, 0, 31, 200, 365, 700] {
            let day = today.plus(-before);
            assert_eq!(abc(&book, day, &rules), abc_among(book.customers(), &book, day, &rules), "{day}");
        }
    }

    #[test]
    fn a_customer_without_sales_is_c() {
        check(&[0, 0], "CC");
        check(&[10, 0], "AC");
        check(&[], "");
    }

    #[test]
    fn equal_customers_are_sorted_by_number() {
        let (book, ids) = crate::sample::small();
        let all = abc(&book, ids.today, &GradeRules::default());
        assert_eq!(all.get(&ids.acme), Some(&Abc::A));
        assert_eq!(abc(&book, ids.today.plus(400), &GradeRules::default()).get(&ids.acme), Some(&Abc::C), "more than a year ago");
    }
}
