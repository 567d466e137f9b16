//! Whether the customer of an order was new (新/老客户, A11): settled when the order is taken, by all orders of the customer, and kept on it. So
//! whoever holds this order and no longer the customer gets the same answer as whoever holds both, and what is written about a customer later
//! changes no month that is over. It is settled again for all of a customer's orders when one of them comes, moves or is undone
//! (`crate::decide::firsts`).

use serde::{Deserialize, Serialize};

use super::Order;
use crate::values::calendar::Day;
use crate::values::ids::OrderId;

/// What the customer had bought when an order was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerThen {
    /// 合作起始 as it was written about the customer: what is known from before the app (A23).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The first of its orders that stands, where that comes before this one; nothing when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstOrder>,
    /// Since when this order is the first, where it was not from its own day on: the day the last of those before it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_from: Option<Day>,
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
    /// Since when the customer had dealt with us, where that was before this order.
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
    /// Its place among the orders of its customer: by day, and of one day by id, which is by age.
    pub(crate) fn place(&self) -> (Day, OrderId) {
        (self.terms.deal_on, self.id)
    }

    /// The day it became nothing: cancelled, or the last of it back.
    pub(crate) fn gone_on(&self) -> Option<Day> {
        self.undone_on().into_iter().chain(self.cancelled.as_ref().map(|it| it.on)).min()
    }

    /// Whether it was nothing any more when a day ended.
    pub fn is_undone_by(&self, end: Day) -> bool {
        self.gone_on().is_some_and(|it| it <= end)
    }

    /// Whether it was a deal when a day ended.
    pub fn was_closed_by(&self, end: Day) -> bool {
        self.terms.deal_on <= end && !self.is_undone_by(end)
    }
}
