//! Whether the customer of an order was new (新/老客户, A11). Computed from all of the customer's orders when the order is taken, and stored on the
//! order. Everyone who holds the order gets the same answer, with or without the customer, and later changes to the customer do not alter closed
//! months. Recomputed for all of a customer's orders when one of them is added, moved or undone (`crate::decide::firsts`).

use serde::{Deserialize, Serialize};

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
