//! Whose customers are new in a period, and from where: the first closed order says it (A12), as it was settled when that order was taken (A11).

use std::collections::BTreeMap;

use super::Filter;
use crate::book::Book;
use crate::figures::fact::{self, Fact, Measure};
use crate::records::customer::Source;
use crate::records::order::Order;
use crate::values::calendar::{Day, Period};
use crate::values::ids::{CustomerId, OrderId};

/// A customer who closed the first order (A12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewCustomer {
    /// Who.
    pub customer: CustomerId,
    /// The order.
    pub order: OrderId,
    /// Its day.
    pub on: Day,
    /// Where the customer came from.
    pub channel: Option<Source>,
}

/// Where a customer came from, as far as that is known.
pub(super) fn channel_of(customer: CustomerId, book: &Book) -> Option<Source> {
    book.customer(customer).and_then(|it| it.profile.source)
}

/// The customers whose first closed order lies in a period and counts for what the filter lets through (A12), by day. Whether it was the first is
/// kept on the order (A11), and so is 合作起始: who dealt with us before the period, before the app as it may be, is not new in it. What counts is
/// how things stood when the period ended: an order cancelled or brought back whole by then was none, one cancelled later changes nothing (A13).
pub fn new_customers(period: Period, filter: &Filter, book: &Book) -> Vec<NewCustomer> {
    let (begin, end) = period.days();
    let began = |it: &Order| match it.customer_then {
        Some(then) => then.since,
        None => book.customer(it.customer).and_then(|it| it.profile.cooperation_since),
    };
    let mut firsts: BTreeMap<CustomerId, &Order> = BTreeMap::new();
    for order in book.orders().filter(|it| begin <= it.terms.deal_on && it.was_closed_by(end)) {
        if began(order).is_none_or(|it| begin <= it) && order.was_first_by(end, book) && counts(order, filter, book) {
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

/// Whether the deal of an order counts for what the filter lets through.
fn counts(order: &Order, filter: &Filter, book: &Book) -> bool {
    let facts = fact::of_order(order).into_iter().map(|it| filter.reads(&it));
    let of_the_deal = |it: &Fact| it.key.measure == Measure::Deals && it.key.on == order.terms.deal_on;
    0 < facts.filter(|it| of_the_deal(it) && filter.lets_through(it, book)).map(|it| it.value).sum::<i64>()
}

#[cfg(test)]
mod tests;
