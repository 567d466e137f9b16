//! Which records somebody else must look at, and from which amount (DQ-01, A32, A33).

use serde::{Deserialize, Serialize};

use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// What is reviewed. By default every order, every payment and every expense. A policy from before expenses were reviewed does not ask for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPolicy {
    /// Orders worth at least so much; nothing when orders are not reviewed.
    pub orders_from: Option<Money>,
    /// Payments of at least so much; nothing when payments are not reviewed.
    pub payments_from: Option<Money>,
    /// Expenses of at least so much; nothing when expenses are not reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expenses_from: Option<Money>,
    /// Stage moves and outcomes of opportunities.
    #[serde(default)]
    pub opportunities: bool,
    /// Follow-ups.
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
    /// Refuses what cannot be meant.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        for (field, from) in [
            ("review.orders_from", self.orders_from),
            ("review.payments_from", self.payments_from),
            ("review.expenses_from", self.expenses_from),
        ] {
            let from = from.unwrap_or(Money::ZERO);
            refusals.refuse_if(from < Money::ZERO, field, Refusal::TooLittle { least: Money::ZERO });
            refusals.refuse_if(Money::LARGEST < from, field, Refusal::TooMuch { most: Money::LARGEST });
        }
    }
}
