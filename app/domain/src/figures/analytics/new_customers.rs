//! New customers of a period and their channel: decided by the first closed order (A12), as settled when that order was taken (A11).

use std::collections::BTreeMap;

use super::Filter;
use crate::book::Book;
use crate::figures::fact::{Fact, Measure};
use crate::figures::facts;
use crate::figures::first_orders::FirstOrders;
use crate::records::customer::Source;
use crate::records::order::Order;
use crate::values::calendar::{Day, Stretch};
use crate::values::ids::{CustomerId, OrderId};

/// A customer with its first closed order (A12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCustomer {
    pub customer: CustomerId,
    /// Its first order.
    pub order: OrderId,
    /// The deal day of that order.
    pub on: Day,
    /// The acquisition channel.
    pub channel: Option<Source>,
}

/// The customer's acquisition channel, if known.
pub(super) fn channel_of(customer: CustomerId, book: &Book) -> Option<Source> {
    book.customer(customer).and_then(|it| it.profile.source)
}

/// The customers whose first closed order lies in the period and passes the filter (A12), by day. Whether it was the first order, and 合作起始, are
/// stored on the order (A11): a customer who dealt with us before the period, even before the app, is not new in it. The state at the end of the
/// period decides: an order cancelled or fully returned by then does not count, a later cancellation changes nothing (A13).
pub fn new_customers(period: impl Into<Stretch>, filter: &Filter, book: &Book) -> Vec<NewCustomer> {
    let Stretch { first: begin, last: end } = period.into();
    let began = |order: &Order| match order.customer_then {
        Some(then) => then.since,
        None => book.customer(order.customer).and_then(|it| it.profile.cooperation_since),
    };
    let first_orders = FirstOrders::at(end, book);
    let mut firsts: BTreeMap<CustomerId, &Order> = BTreeMap::new();
    for order in book.orders().filter(|it| begin <= it.terms.deal_on && it.was_closed_by(end)) {
        if began(order).is_none_or(|it| begin <= it) && first_orders.hold(order) && counts(order, filter, book) {
            let first = firsts.entry(order.customer).or_insert(order);
            if (order.terms.deal_on, order.id) < (first.terms.deal_on, first.id) {
                *first = order;
            }
        }
    }
    let new =
        |it: &Order| NewCustomer { customer: it.customer, order: it.id, on: it.terms.deal_on, channel: channel_of(it.customer, book) };
    let mut won: Vec<NewCustomer> = firsts.into_values().map(new).collect();
    won.sort_by_key(|it| (it.on, it.order));
    won
}

/// Whether the deal of this order passes the filter.
fn counts(order: &Order, filter: &Filter, book: &Book) -> bool {
    let facts = facts::of_order(order).into_iter().filter_map(|it| filter.counted(&it, book));
    let of_the_deal = |it: &Fact| it.key.measure == Measure::Deals && it.key.on == order.terms.deal_on;
    0 < facts.filter(of_the_deal).map(|it| it.value).sum::<i64>()
}

#[cfg(test)]
mod tests;
