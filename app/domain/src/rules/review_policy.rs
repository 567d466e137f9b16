//! Which records somebody else must look at, and from which amount (DQ-01, A32, A33).

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// What is reviewed. By default every order and every payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPolicy {
    /// Orders worth at least so much; nothing when orders are not reviewed.
    pub orders_from: Option<Money>,
    /// Payments of at least so much; nothing when payments are not reviewed.
    pub payments_from: Option<Money>,
    /// Stage moves and outcomes of opportunities.
    #[serde(default)]
    pub opportunities: bool,
    /// Follow-ups.
    #[serde(default)]
    pub follow_ups: bool,
}

impl Default for ReviewPolicy {
    fn default() -> ReviewPolicy {
        ReviewPolicy { orders_from: Some(Money::ZERO), payments_from: Some(Money::ZERO), opportunities: false, follow_ups: false }
    }
}
