//! Whether the customer of an order was new (新/老客户, A11): settled when the order is taken, by all orders of the customer, and kept on it. So
//! whoever holds this order and no longer the customer gets the same answer as whoever holds both, and what is written about a customer later
//! changes no month that is over.

use serde::{Deserialize, Serialize};

use super::Order;
use crate::book::Book;
use crate::calendar::Day;
use crate::customer::Customer;
use crate::ids::OrderId;

/// What the customer had bought when an order was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerThen {
    /// 合作起始 as it was written about the customer: what is known from before the app (A23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The first of its orders that stood; nothing when it is this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstOrder>,
}

/// The first order of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstOrder {
    /// Which one.
    pub id: OrderId,
    /// Its day.
    pub on: Day,
}

impl CustomerThen {
    /// What a customer had bought by a day, as far as the book knows. Another order of the same day was there first.
    pub(crate) fn of(customer: &Customer, on: Day, book: &Book) -> CustomerThen {
        let before = book.orders_of(customer.id).filter(|it| it.terms.deal_on <= on && !it.is_undone_by(Day::LAST));
        let first = before.min_by_key(|it| (it.terms.deal_on, it.id)).map(FirstOrder::of);
        CustomerThen { since: customer.profile.cooperation_since, first }
    }

    /// Since when the customer had dealt with us, where that was before this order.
    pub fn dealt_since(&self) -> Option<Day> {
        self.since.into_iter().chain(self.first.map(|it| it.on)).min()
    }
}

impl FirstOrder {
    fn of(order: &Order) -> FirstOrder {
        FirstOrder { id: order.id, on: order.terms.deal_on }
    }
}

impl Order {
    /// The orders that were taken for the first of their customer until this earlier one became known, as they are now: entered late, or imported.
    pub(crate) fn takes_first_from(&self, book: &Book) -> Vec<Order> {
        book.orders_of(self.customer).filter_map(|it| it.yields_first_to(self)).collect()
    }

    /// The same, no longer the first of its customer, where it was taken for it and that one is earlier.
    pub(crate) fn yields_first_to(&self, first: &Order) -> Option<Order> {
        let then = self.customer_then.filter(|it| it.first.is_none())?;
        let is_later = self.id != first.id && first.terms.deal_on < self.terms.deal_on;
        is_later.then(|| Order { customer_then: Some(CustomerThen { first: Some(FirstOrder::of(first)), ..then }), ..self.clone() })
    }

    /// Whether it was nothing any more when a day ended: cancelled, or all of it back.
    pub fn is_undone_by(&self, end: Day) -> bool {
        let is_back = || self.valid_returns().next().is_some() && self.undone_on().is_some_and(|it| it <= end);
        self.cancelled.as_ref().is_some_and(|it| it.on <= end) || is_back()
    }

    /// Whether it was a deal when a day ended.
    pub fn was_closed_by(&self, end: Day) -> bool {
        self.terms.deal_on <= end && !self.is_undone_by(end)
    }

    /// Whether it was the first order of its customer, as things stood when a day ended (A12): as settled when it was taken, but for a first one
    /// that was undone by then and so was none (A13). Orders from before that was kept go by the orders in the book.
    pub fn was_first_by(&self, end: Day, book: &Book) -> bool {
        let place = |it: &Order| (it.terms.deal_on, it.id);
        let is_earliest = || !book.orders_of(self.customer).any(|it| place(it) < place(self) && it.was_closed_by(end));
        match self.customer_then.map(|it| it.first) {
            Some(None) => true,
            Some(Some(first)) => book.order(first.id).is_some_and(|it| it.is_undone_by(end)) && is_earliest(),
            None => is_earliest(),
        }
    }
}
