//! Decides which order was the first of its customer (A11, A12). Recomputed whenever that may change: an order is taken (perhaps entered late),
//! its day moves, it is cancelled, returned in full or restored, or two customers are merged. The result is stored on each order, so that a
//! device that holds only some of the orders counts the same as all others.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::records::order::{CustomerThen, FirstOrder, Order};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, OrderId};

/// Recomputes the first order of the customers whose orders this decision changes. Skips customers that the book does not hold: such a device
/// has only some of their orders, and the server recomputes them.
pub(super) fn settle(decision: &mut Decision, book: &Book) {
    let decides = |it: &Order| (it.customer, it.place(), it.gone_on());
    let is_moved = |it: &&Order| book.order(it.id).is_none_or(|was| decides(was) != decides(it));
    let buyers: BTreeSet<CustomerId> = orders(decision).filter(is_moved).map(|it| it.customer).collect();
    for customer in buyers.into_iter().filter(|it| book.customer(*it).is_some()) {
        for (order, then) in settled(customer, decision, book) {
            let put = decision.puts.iter_mut().find_map(|record| match record {
                Record::Order(put) if put.id == order => Some(put),
                _ => None,
            });
            match (put, book.order(order)) {
                (Some(put), _) => put.customer_then = Some(then),
                (None, Some(order)) => decision.puts.push(Order { customer_then: Some(then), ..order.clone() }.into()),
                (None, None) => {}
            }
        }
    }
}

/// The orders of a customer whose stored result changes, with the new result. Orders from before it was stored stay without it.
fn settled(customer: CustomerId, decision: &Decision, book: &Book) -> Vec<(OrderId, CustomerThen)> {
    let mut all: BTreeMap<OrderId, &Order> = book.orders_of(customer).map(|it| (it.id, it)).collect();
    all.extend(orders(decision).map(|it| (it.id, it)));
    let mut all: Vec<&Order> = all.into_values().filter(|it| it.customer == customer).collect();
    all.sort_by_key(|it| it.place());

    let (mut first, mut gone_by): (Option<FirstOrder>, Option<Day>) = (None, None);
    let mut settled = Vec::new();
    for order in all {
        if let Some(then) = order.customer_then {
            let first_from = gone_by.filter(|it| first.is_none() && order.terms.deal_on < *it);
            let now = CustomerThen { first, first_from, ..then };
            settled.extend((now != then).then_some((order.id, now)));
        }
        match order.gone_on() {
            None => first = first.or(Some(FirstOrder::of(order))),
            gone_on => gone_by = gone_by.max(gone_on),
        }
    }
    settled
}

fn orders(decision: &Decision) -> impl Iterator<Item = &Order> {
    decision.puts.iter().filter_map(|record| match record {
        Record::Order(order) if !order.is_advance() => Some(order),
        _ => None,
    })
}
