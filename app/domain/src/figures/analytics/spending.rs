//! Selling expenses and their results: the expense ratio (F-09) and the cost of a new customer (F-08), in total and by acquisition channel, so
//! that channels can be compared (E-22). A customer is new in the period of the first closed order (A12). The channel is recorded on expenses
//! and customers, so these are sums over records; the totals still equal the sums of the facts.

use std::collections::BTreeMap;

use super::Filter;
use super::new_customers::{channel_of, new_customers};
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::figures::facts;
use crate::records::customer::Source;
use crate::values::calendar::{Period, Stretch};
use crate::values::money::Money;
use crate::values::ratio::{Ratio, ratio};

/// Expenses and their results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// 销售费用 (CO-01).
    pub expense: Money,
    /// The part spent on winning new customers.
    pub on_new: Money,
    /// 新增客户: customers with their first closed order (A12).
    pub n_new: u32,
    /// 销售额, net (A13).
    pub sales: Money,
    /// Whether the filter applies to sales but not equally to expenses: expenses have no product and seldom a customer. No ratio is given then.
    pub is_apart: bool,
}

impl Spent {
    /// 销售费用占比 = expense ÷ sales (F-09). `None` without sales (A3).
    pub fn ratio(&self) -> Option<Ratio> {
        if self.is_apart { None } else { ratio(self.expense.0, self.sales.0) }
    }

    /// 新客户开发成本 = expenses on new customers ÷ number of new customers (F-08), rounded half up. `None` without new customers (A3).
    pub fn cost_of_new(&self) -> Option<Money> {
        if self.is_apart { None } else { ratio(self.on_new.0, i64::from(self.n_new)).map(|it| Money(it.rounded())) }
    }

    pub fn is_nothing(&self) -> bool {
        self.expense == Money::ZERO && self.n_new == 0 && self.sales == Money::ZERO
    }
}

/// The expenses of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    pub all: Spent,
    /// By channel, built-in ones first, without empty ones; last, `None` collects everything without a channel. Expenses count for the
    /// channel they were spent on, customers and sales for the customer's channel. Adds up to `all`.
    pub channels: Vec<(Option<Source>, Spent)>,
}

/// The expenses of a period under a filter.
pub fn spending(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Spending {
    // Only filters by owner and region apply to both equally.
    let is_apart = Filter { region: None, ..filter.clone() }.whole_of().is_none();
    let empty = Spent { is_apart, ..Spent::default() };
    let days = Stretch::from(period);
    let mut channels: BTreeMap<Option<Source>, Spent> = BTreeMap::new();
    let mut of = |channel: Option<Source>, add: &dyn Fn(&mut Spent)| add(channels.entry(channel).or_insert(empty));

    for fact in facts.iter().filter(|it| days.contains(it.key.on)).filter_map(|it| filter.counted(it, book)) {
        if fact.key.measure == Measure::SalesAmount {
            of(channel_of(fact.key.customer, book), &|spent| spent.sales = spent.sales + Money(fact.value));
        }
    }
    for expense in book.expenses() {
        let facts = facts::of_expense(expense);
        for fact in facts.iter().filter(|it| days.contains(it.key.on)).filter_map(|it| filter.counted(it, book)) {
            let amount = Money(fact.value);
            of(expense.profile.channel, &|spent| match fact.key.measure {
                Measure::NewCustomerExpense => spent.on_new = spent.on_new + amount,
                Measure::SellingExpense => spent.expense = spent.expense + amount,
                _ => {}
            });
        }
    }
    for new_customer in new_customers(period, filter, book) {
        of(new_customer.channel, &|spent| spent.n_new += 1);
    }

    let mut all = empty;
    for spent in channels.values() {
        all.expense = all.expense + spent.expense;
        all.on_new = all.on_new + spent.on_new;
        all.n_new += spent.n_new;
        all.sales = all.sales + spent.sales;
    }
    let without = channels.remove_entry(&None);
    let channels = channels.into_iter().chain(without).filter(|(_, spent)| !spent.is_nothing()).collect();
    Spending { all, channels }
}

#[cfg(test)]
pub(super) mod tests;
