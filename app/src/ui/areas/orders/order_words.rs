//! The search index of orders, rebuilt once per change of the book.

use std::collections::BTreeMap;

use domain::book::Book;
use domain::values::ids::OrderId;
use domain::values::search::{Query, SearchEntry};

use crate::i18n::han;
use crate::state::customer_name;

/// The number of each order and the name of its customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderWords(BTreeMap<OrderId, SearchEntry>);

impl OrderWords {
    pub fn of(book: &Book) -> OrderWords {
        let han = han();
        OrderWords(
            book.orders().map(|it| (it.id, SearchEntry::of(&han, [it.number.as_str(), &customer_name(book, it.customer)]))).collect(),
        )
    }

    /// Whether an order matches. An empty query matches every order.
    pub fn finds(&self, query: &Query, order: OrderId) -> bool {
        query.is_empty() || self.0.get(&order).is_some_and(|it| query.finds(it))
    }
}
