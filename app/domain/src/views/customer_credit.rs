//! 客户余额 over all of a customer's orders.

use crate::book::Book;
use crate::records::order::Order;
use crate::values::ids::CustomerId;
use crate::values::money::Money;

/// What a customer has with us, over all orders and advances this book holds.
pub fn credit_of(customer: CustomerId, book: &Book) -> Money {
    book.orders_of(customer).chain(book.advances_of(customer)).map(Order::credit).sum()
}
