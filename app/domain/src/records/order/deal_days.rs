//! The days on which an order counts as a deal of its customer (A11).

use super::Order;
use super::customer_then::FirstOrder;
use crate::values::calendar::Day;
use crate::values::ids::OrderId;

impl FirstOrder {
    pub(crate) fn of(order: &Order) -> FirstOrder {
        FirstOrder { id: order.id, on: order.terms.deal_on }
    }
}

impl Order {
    /// Sort key among the customer's orders: by day, then by id, which is by age.
    pub(crate) fn place(&self) -> (Day, OrderId) {
        (self.terms.deal_on, self.id)
    }

    /// The day it became void: cancelled, or the last goods returned.
    pub(crate) fn gone_on(&self) -> Option<Day> {
        self.undone_on().into_iter().chain(self.cancelled.as_ref().map(|it| it.on)).min()
    }

    /// Whether it was void at the end of that day.
    pub fn is_undone_by(&self, end: Day) -> bool {
        self.gone_on().is_some_and(|it| it <= end)
    }

    /// Whether it was a closed deal at the end of that day.
    pub fn was_closed_by(&self, end: Day) -> bool {
        self.terms.deal_on <= end && !self.is_undone_by(end)
    }
}
