//! 客户余额: a customer's balance over all orders.

use crate::book::Book;
use crate::records::order::Order;
use crate::values::ids::CustomerId;
use crate::values::money::Money;

/// The customer's credit over all orders and advances in this book.
pub fn credit_of(customer: CustomerId, book: &Book) -> Money {
    book.orders_of(customer).chain(book.advances_of(customer)).map(Order::credit).sum()
}
