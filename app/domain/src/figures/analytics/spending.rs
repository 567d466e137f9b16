//! What selling costs, and what it brings: the expense ratio (F-09), the cost of a new customer (F-08), and both by acquisition channel, so that
//! the channels can be compared (E-22). A customer is new in the period of the first closed order (A12). The channel is written on expenses and
//! customers, so these are sums over records; the total is the sum of the facts all the same.

use std::collections::BTreeMap;

use super::Filter;
use super::new_customers::{channel_of, new_customers};
use crate::book::Book;
use crate::figures::fact::{self, Fact, Measure};
use crate::records::customer::Source;
use crate::values::calendar::Period;
use crate::values::money::Money;
use crate::values::ratio::{Ratio, ratio};

/// What was spent, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// 销售费用 (CO-01).
    pub expense: Money,
    /// What of it went into winning new customers.
    pub on_new: Money,
    /// 新增客户: how many closed their first order (A12).
    pub n_new: u32,
    /// 销售额, net (A13).
    pub sales: Money,
    /// Expense and sales are not narrowed alike: an expense is of no product, and seldom of one customer.
    pub is_apart: bool,
}

impl Spent {
    /// 销售费用占比 = expense ÷ sales (F-09); nothing without sales (A3).
    pub fn ratio(&self) -> Option<Ratio> {
        if self.is_apart { None } else { ratio(self.expense.0, self.sales.0) }
    }

    /// 新客户开发成本 = what was spent on new customers ÷ how many there are (F-08), rounded half up; nothing without any (A3).
    pub fn cost_of_new(&self) -> Option<Money> {
        if self.is_apart { None } else { ratio(self.on_new.0, i64::from(self.n_new)).map(|it| Money(it.rounded())) }
    }

    /// Whether there is nothing to tell.
    pub fn is_nothing(&self) -> bool {
        self.expense == Money::ZERO && self.n_new == 0 && self.sales == Money::ZERO
    }
}

/// What was spent in a period, in all and by channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// In all.
    pub all: Spent,
    /// By channel, in the order of [`Source::ALL`], those of which there is something to tell; `None` is what nobody named a channel of. Expenses
    /// by the channel they were spent on, customers and sales by where the customer came from. Adds up to all.
    pub channels: Vec<(Option<Source>, Spent)>,
}

/// What was spent in a period, as far as the filter lets it through.
pub fn spending(facts: &[Fact], period: Period, filter: &Filter, book: &Book) -> Spending {
    // Only an owner and a region narrow both alike.
    let is_apart = Filter { region: None, ..filter.clone() }.target_of().is_none();
    let empty = Spent { is_apart, ..Spent::default() };
    let mut channels: BTreeMap<Option<Source>, Spent> = BTreeMap::new();
    let mut of = |channel: Option<Source>, add: &dyn Fn(&mut Spent)| add(channels.entry(channel).or_insert(empty));

    for it in facts.iter().filter(|it| period.contains(it.key.on)).map(|it| filter.reads(it)) {
        if it.key.measure == Measure::SalesAmount && filter.lets_through(&it, book) {
            of(channel_of(it.key.customer, book), &|spent| spent.sales = spent.sales + Money(it.value));
        }
    }
    for expense in book.expenses() {
        let facts = fact::of_expense(expense);
        for it in facts.iter().filter(|it| period.contains(it.key.on) && filter.lets_through(it, book)).map(|it| filter.reads(it)) {
            let amount = Money(it.value);
            of(expense.profile.channel, &|spent| match it.key.measure {
                Measure::NewCustomerExpense => spent.on_new = spent.on_new + amount,
                Measure::SellingExpense => spent.expense = spent.expense + amount,
                _ => {}
            });
        }
    }
    for it in new_customers(period, filter, book) {
        of(it.channel, &|spent| spent.n_new += 1);
    }

    let mut all = empty;
    for it in channels.values() {
        all.expense = all.expense + it.expense;
        all.on_new = all.on_new + it.on_new;
        all.n_new += it.n_new;
        all.sales = all.sales + it.sales;
    }
    let in_order = Source::ALL.into_iter().map(Some).chain([None]);
    let channels = in_order.filter_map(|it| channels.get(&it).filter(|it| !it.is_nothing()).map(|spent| (it, *spent))).collect();
    Spending { all, channels }
}

#[cfg(test)]
pub(super) mod tests;
