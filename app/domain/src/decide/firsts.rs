//! Which order was the first of its customer (A11, A12), settled whenever that may have become another: an order is taken, maybe entered late;
//! its day moves; it is cancelled or comes back whole, or stands again; two customers become one. What is settled lies on each order, so that
//! whoever holds only some of them counts as everybody does.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::book::record::Record;
use crate::decide::decision::Decision;
use crate::records::order::{CustomerThen, FirstOrder, Order};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, OrderId};

/// Settles it for the customers whose orders this decision changes. Who does not hold a customer holds only some of its orders and leaves them as
/// they are: the server settles them.
pub(super) fn settle(decision: &mut Decision, book: &Book) {
    let decides = |it: &Order| (it.customer, it.place(), it.gone_on());
    let is_moved = |it: &&Order| book.order(it.id).is_none_or(|was| decides(was) != decides(it));
    let buyers: BTreeSet<CustomerId> = orders(decision).filter(is_moved).map(|it| it.customer).collect();
    for customer in buyers.into_iter().filter(|it| book.customer(*it).is_some()) {
        for (order, then) in settled(customer, decision, book) {
            let put = decision.puts.iter_mut().find_map(|it| match it {
                Record::Order(it) if it.id == order => Some(it),
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

/// What is to be settled otherwise than it is on the orders of a customer. Orders from before it was kept stay without it.
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
    decision.puts.iter().filter_map(|it| match it {
        Record::Order(it) if !it.is_advance() => Some(it),
        _ => None,
    })
}
