//! 客户余额: money received for an order beyond its amount. It stays on that order, and every use of it is recorded there: a refund, or a payment
//! for another order. Since all uses are in one record, credit cannot be spent twice.

use super::Order;
use super::credit_use::CreditUse;
use crate::values::calendar::Day;
use crate::values::money::Money;

impl Order {
    /// Uses that are not voided.
    pub fn valid_credit_uses(&self) -> impl Iterator<Item = &CreditUse> {
        self.credit_uses.iter().filter(|it| it.voided.is_none())
    }

    /// The customer's credit: net collected money beyond the order's amount.
    pub fn credit(&self) -> Money {
        let worth = if self.cancelled.is_some() { Money::ZERO } else { self.amount() };
        (self.collected() - worth).max(Money::ZERO)
    }

    /// The credit usable on `day`: what was available then and is not needed by later entries.
    pub fn credit_on(&self, day: Day) -> Money {
        let later = self.days_of_account().into_iter().filter(|it| day < *it);
        let credits = std::iter::once(day).chain(later).map(|it| self.credit_by(it));
        credits.min().unwrap_or_default().min(self.credit())
    }

    fn credit_by(&self, day: Day) -> Money {
        let worth = if self.was_deal_by(day) && self.terms.deal_on <= day { self.amount_on(day) } else { Money::ZERO };
        (self.collected_by(day) - worth).max(Money::ZERO)
    }

    /// 预收款: whether it is a payment received before an order exists. It is stored as an order without lines, so that review, evidence and scope
    /// apply as usual. The [book](Book::orders) keeps it separate from the orders.
    pub fn is_advance(&self) -> bool {
        self.terms.lines.is_empty()
    }

    /// Whether it is cancelled or fully returned; its plan then no longer applies.
    pub fn is_over(&self) -> bool {
        self.cancelled.is_some() || self.amount() <= Money::ZERO
    }
}
