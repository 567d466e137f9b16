//! A use of an order's credit.

use serde::{Deserialize, Serialize};

use super::voided::Voided;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CreditUseId, OrderId, PaymentId, PersonId};
use crate::values::money::Money;

/// A use of credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditUse {
    pub id: CreditUseId,
    pub on: Day,
    pub amount: Money,
    /// The order it pays for, as a payment with the same id; `None` for a refund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OrderId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who recorded it.
    pub by: PersonId,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Set when voided as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

impl CreditUse {
    /// The payment it creates on the other order.
    pub fn payment(&self) -> PaymentId {
        PaymentId(self.id.0)
    }
}
