//! Whether an order was the first of its customer (A11–A13).

use crate::book::Book;
use crate::records::order::{CustomerThen, Order};
use crate::values::calendar::Day;

impl Order {
    /// Whether it was the first order of its customer, as things stood when a day ended (A12): a first one that was undone by then was none (A13).
    /// Settled with the order; those from before that was kept, and those that older releases did not settle again, go by the orders in the book.
    pub fn was_first_by(&self, end: Day, book: &Book) -> bool {
        let is_earliest = || !book.orders_of(self.customer).any(|it| it.place() < self.place() && it.was_closed_by(end));
        match self.customer_then {
            Some(CustomerThen { first: None, first_from, .. }) => first_from.is_none_or(|it| it <= end),
            Some(CustomerThen { first: Some(first), .. }) => book.order(first.id).is_some_and(|it| it.is_undone_by(end)) && is_earliest(),
            None => is_earliest(),
        }
    }
}
