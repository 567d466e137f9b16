//! Whether an order was the customer's first (A11–A13).

use crate::book::Book;
use crate::records::order::{CustomerThen, Order};
use crate::values::calendar::Day;

impl Order {
    /// Whether this was the customer's first order, as of the end of a day (A12). An earlier order that was cancelled or fully returned by then
    /// does not count (A13). Settled when the order is taken and kept in `customer_then`. Where that is missing, or an older release did not
    /// settle it again after the first order was undone, the orders in the book decide.
    pub fn was_first_by(&self, end: Day, book: &Book) -> bool {
        let is_earliest = || !book.orders_of(self.customer).any(|it| it.place() < self.place() && it.was_closed_by(end));
        match self.customer_then {
            Some(CustomerThen { first: None, first_from, .. }) => first_from.is_none_or(|it| it <= end),
            Some(CustomerThen { first: Some(first), .. }) => book.order(first.id).is_some_and(|it| it.is_undone_by(end)) && is_earliest(),
            None => is_earliest(),
        }
    }
}
