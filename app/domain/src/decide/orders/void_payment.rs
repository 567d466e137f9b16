use serde::{Deserialize, Serialize};

use super::within_reach;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::Payment;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId, PaymentId};
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// Void a payment recorded by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidPayment {
    pub order: OrderId,
    pub payment: PaymentId,
    pub reason: String,
    /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Decide for VoidPayment {
    const VERB: &'static str = "void_payment";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        // A payment can be voided even if the order was cancelled. A payment from credit is voided at the order the credit came from.
        let order = within_reach(self.order, book, moment, &mut refusals);
        let is_meant = |it: &Payment| it.id == self.payment && it.voided.is_none() && it.from_credit_of.is_none();
        let index = order.and_then(|it| it.payments.iter().position(is_meant));
        refusals.refuse_if(order.is_some() && index.is_none(), Field::Payment, Refusal::NotYours);
        // Money that was refunded or applied to other orders must stay paid.
        let paid = order.zip(index).map(|(order, index)| order.collected() - order.payments[index].amount);
        refusals.refuse_if(paid.is_some_and(|it| it < Money::ZERO), Field::Payment, Refusal::InUse { count: 1 });
        let voided = voided(&self.reason, self.corrects, moment, &mut refusals);
        let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        changed.payments[index].voided = voided;
        Ok(Decision::put(changed))
    }
}
