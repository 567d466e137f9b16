//! Uses of money paid beyond what an order is worth (客户余额): refunds, and payments for another order. Both are recorded on the order whose money
//! it is, so that two people cannot use the same money.

mod apply_credit;
mod refund_credit;
mod void_credit_use;

pub use apply_credit::ApplyCredit;
pub use refund_credit::RefundCredit;
pub use void_credit_use::VoidCreditUse;

use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::records::order::{CreditUse, Order};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::CreditUseId;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// A refund to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub id: CreditUseId,
    pub on: Day,
    pub amount: Money,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The refund as it is recorded on the order; `None` if refused.
pub(super) fn refunded(order: &Order, asked: &Refund, moment: &Moment, refusals: &mut Refusals) -> Option<CreditUse> {
    check_use(order, asked.id, asked.on, asked.amount, order.credit_on(asked.on), moment, refusals);
    let note = refusals.keep(Field::Note, text::optional(&asked.note, text::NOTE)).flatten().unwrap_or_default();
    let (by, made_at) = (moment.actor.person, moment.now);
    let used = CreditUse { id: asked.id, on: asked.on, amount: asked.amount, to: None, note, by, made_at, voided: None };
    refusals.is_empty().then_some(used)
}

/// Refuses known ids, future days, and amounts that are not positive or exceed `most`.
fn check_use(order: &Order, id: CreditUseId, on: Day, amount: Money, most: Money, moment: &Moment, refusals: &mut Refusals) {
    refusals.refuse_if(order.credit_uses.iter().any(|it| it.id == id), Field::Id, Refusal::Exists);
    check_day(refusals, Field::On, on, moment.server_today);
    refusals.refuse_if(amount <= Money::ZERO, Field::Amount, Refusal::NotPositive);
    refusals.refuse_if(most < amount, Field::Amount, Refusal::TooMuch { most });
}

fn with(order: &Order, used: CreditUse) -> Order {
    let mut changed = order.clone();
    changed.credit_uses.push(used);
    changed
}
