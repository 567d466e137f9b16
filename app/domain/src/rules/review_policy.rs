//! Which records need a review by a second person, and from which amount (DQ-01, A32, A33).

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// What needs a review. By default every order, payment and expense. A policy stored before expense reviews existed does not require them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPolicy {
    /// Minimum amount of orders to review; `None` if orders need no review.
    pub orders_from: Option<Money>,
    /// Minimum amount of payments to review; `None` if payments need no review.
    pub payments_from: Option<Money>,
    /// Minimum amount of expenses to review; `None` if expenses need no review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expenses_from: Option<Money>,
    /// Whether to review stage moves and outcomes of opportunities.
    #[serde(default)]
    pub opportunities: bool,
    /// Whether to review follow-ups.
    #[serde(default)]
    pub follow_ups: bool,
}

impl Default for ReviewPolicy {
    fn default() -> ReviewPolicy {
        let every = Some(Money::ZERO);
        ReviewPolicy { orders_from: every, payments_from: every, expenses_from: every, opportunities: false, follow_ups: false }
    }
}

impl ReviewPolicy {
    /// Refuses negative or excessive amounts.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        for (field, from) in [
            (Field::ReviewOrdersFrom, self.orders_from),
            (Field::ReviewPaymentsFrom, self.payments_from),
            (Field::ReviewExpensesFrom, self.expenses_from),
        ] {
            let from = from.unwrap_or(Money::ZERO);
            refusals.refuse_if(from < Money::ZERO, field, Refusal::TooLittle { least: Money::ZERO });
            refusals.refuse_if(Money::LARGEST < from, field, Refusal::TooMuch { most: Money::LARGEST });
        }
    }
}
