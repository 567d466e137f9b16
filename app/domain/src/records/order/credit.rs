//! 客户余额: money that came in for an order beyond what the order is worth. It stays where it came in, and every use of it is written down
//! there: paid back to the customer, or put towards another order. So what is left can never be spent twice: both uses meet in one record.

use serde::{Deserialize, Serialize};

use super::{Order, Payment, Voided};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{CreditUseId, OrderId, PaymentId, PersonId};
use crate::values::money::Money;

/// What became of a part of the money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditUse {
    /// Which one.
    pub id: CreditUseId,
    /// The day.
    pub on: Day,
    /// How much.
    pub amount: Money,
    /// The order it was put towards, as a payment of the same id; nothing when it was paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OrderId>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// Taken back as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

impl CreditUse {
    /// The payment that it makes on the other order.
    pub fn payment(&self) -> PaymentId {
        PaymentId(self.id.0)
    }
}

impl Payment {
    /// The use of credit that made it, when no new money came.
    pub fn credit_use(&self) -> Option<(OrderId, CreditUseId)> {
        self.from_credit_of.map(|it| (it, CreditUseId(self.id.0)))
    }
}

impl Order {
    /// The uses that count.
    pub fn valid_credit_uses(&self) -> impl Iterator<Item = &CreditUse> {
        self.credit_uses.iter().filter(|it| it.voided.is_none())
    }

    /// What of its money is beyond what it is worth, and not used: the customer's credit.
    pub fn credit(&self) -> Money {
        let worth = if self.cancelled.is_some() { Money::ZERO } else { self.amount() };
        (self.collected() - worth).max(Money::ZERO)
    }

    /// What of the credit can be used on a day: what was there then, and is not needed by what was written down since.
    pub fn credit_on(&self, day: Day) -> Money {
        let later = self.days_of_account().into_iter().filter(|it| day < *it);
        let credits = std::iter::once(day).chain(later).map(|it| self.credit_by(it));
        credits.min().unwrap_or_default().min(self.credit())
    }

    fn credit_by(&self, day: Day) -> Money {
        let worth = if self.was_deal_by(day) && self.terms.deal_on <= day { self.amount_on(day) } else { Money::ZERO };
        (self.collected_by(day) - worth).max(Money::ZERO)
    }

    /// 预收款: whether it is money that came before there was an order: an order of nothing, so that its money has the review, the evidence and
    /// the scope of any other. The [book](Book::orders) keeps it apart from the orders.
    pub fn is_advance(&self) -> bool {
        self.terms.lines.is_empty()
    }

    /// Whether nothing is left of it: cancelled, or everything came back. What was planned for it is planned no more.
    pub fn is_over(&self) -> bool {
        self.cancelled.is_some() || self.amount() <= Money::ZERO
    }
}
