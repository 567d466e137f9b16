//! Whether the customer of an order was new (新/老客户, A11). Computed from all of the customer's orders when the order is taken, and stored on the
//! order. Everyone who holds the order gets the same answer, with or without the customer, and later changes to the customer do not alter closed
//! months. Recomputed for all of a customer's orders when one of them is added, moved or undone (`crate::decide::firsts`).

use serde::{Deserialize, Serialize};

use super::Order;
use crate::values::calendar::Day;
use crate::values::ids::OrderId;

/// The customer's purchase history when an order was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerThen {
    /// 合作起始 from the customer's profile, for cooperation before this app (A23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The customer's first valid order, if it precedes this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstOrder>,
    /// The day this order became the first one, if not its own day: the day the last earlier order was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_from: Option<Day>,
}

/// The first order of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstOrder {
    pub id: OrderId,
    pub on: Day,
}

impl CustomerThen {
    /// The start of the business relationship, if it precedes this order.
    pub fn dealt_since(&self) -> Option<Day> {
        self.since.into_iter().chain(self.first.map(|it| it.on)).min()
    }
}

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
