//! Whether an order was the customer's first (A11–A13).

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::book::Book;
use crate::records::order::{CustomerThen, Order};
use crate::values::calendar::Day;
use crate::values::ids::{CustomerId, OrderId};

/// Which orders of a book were the first of their customers as of the end of a day. For many orders at once: the orders of the book are read at
/// most once.
pub struct FirstOrders<'a> {
    book: &'a Book,
    end: Day,
    /// The earliest closed order of each customer.
    earliest: OnceCell<BTreeMap<CustomerId, (Day, OrderId)>>,
}

impl<'a> FirstOrders<'a> {
    /// As of the end of this day.
    pub fn at(end: Day, book: &'a Book) -> FirstOrders<'a> {
        FirstOrders { book, end, earliest: OnceCell::new() }
    }

    /// The same answer as [`Order::was_first_by`].
    pub fn hold(&self, order: &Order) -> bool {
        let earliest = || self.earliest.get_or_init(|| earliest(self.end, self.book));
        order.was_first(self.end, self.book, || earliest().get(&order.customer).is_none_or(|it| order.place() <= *it))
    }
}

fn earliest(end: Day, book: &Book) -> BTreeMap<CustomerId, (Day, OrderId)> {
    let mut earliest = BTreeMap::new();
    for order in book.orders().filter(|it| it.was_closed_by(end)) {
        let place = earliest.entry(order.customer).or_insert(order.place());
        *place = order.place().min(*place);
    }
    earliest
}

impl Order {
    /// Whether this was the customer's first order, as of the end of a day (A12). An earlier order that was cancelled or fully returned by then
    /// does not count (A13). Settled when the order is taken and kept in `customer_then`. Where that is missing, or an older release did not
    /// settle it again after the first order was undone, the orders in the book decide.
    pub fn was_first_by(&self, end: Day, book: &Book) -> bool {
        self.was_first(end, book, || !book.orders_of(self.customer).any(|it| it.place() < self.place() && it.was_closed_by(end)))
    }

    fn was_first(&self, end: Day, book: &Book, is_earliest: impl Fn() -> bool) -> bool {
        match self.customer_then {
            Some(CustomerThen { first: None, first_from, .. }) => first_from.is_none_or(|it| it <= end),
            Some(CustomerThen { first: Some(first), .. }) => book.order(first.id).is_some_and(|it| it.is_undone_by(end)) && is_earliest(),
            None => is_earliest(),
        }
    }
}
