//! A payment against an order.

use serde::{Deserialize, Serialize};

use super::voided::Voided;
use crate::records::review::Review;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CreditUseId, OrderId, PaymentId, PersonId, TeamId};
use crate::values::money::Money;

/// How a payment was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// 银行转账.
    #[default]
    Transfer,
    /// 现金.
    Cash,
    /// 承兑汇票.
    Draft,
    /// 微信/支付宝 and similar.
    Mobile,
}

impl PaymentMethod {
    /// All methods.
    pub const ALL: [PaymentMethod; 4] = [PaymentMethod::Transfer, PaymentMethod::Cash, PaymentMethod::Draft, PaymentMethod::Mobile];
}

/// A payment (回款) against an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub id: PaymentId,
    /// The day the money arrived.
    pub on: Day,
    pub amount: Money,
    #[serde(default)]
    pub method: PaymentMethod,
    #[serde(default)]
    pub note: String,
    /// Who recorded it. Credit for the collection follows the order.
    pub by: PersonId,
    /// The recorder's team at the time (A36).
    #[serde(default)]
    pub team: Option<TeamId>,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Set when voided as a mistake; a voided payment does not count.
    #[serde(default)]
    pub voided: Option<Voided>,
    /// When it reached the server, if notably later (A46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<Timestamp>,
    /// The device's reading if its clock was wrong; `made_at` is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<Timestamp>,
    /// The review by a second person (DQ-01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Box<Review<Payment>>>,
    /// The order whose credit paid for this one; `None` for money from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_credit_of: Option<OrderId>,
}

impl Payment {
    /// The use of credit that created this payment; `None` for new money.
    pub fn credit_use(&self) -> Option<(OrderId, CreditUseId)> {
        self.from_credit_of.map(|it| (it, CreditUseId(self.id.0)))
    }
}
