use serde::{Deserialize, Serialize};

use super::standing;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::credit::{Refund, refunded};
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::verb::Decide;
use crate::records::order::{Order, Voided};
use crate::values::calendar::Day;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::refusal::{Refusal, Refusals, check_day};
use crate::values::text;

/// Cancel an order as a whole (A13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelOrder {
    pub order: OrderId,
    pub on: Day,
    pub reason: String,
    /// The part of its payments that is refunded; the rest stays the customer's credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<Refund>,
}

impl Decide for CancelOrder {
    const VERB: &'static str = "cancel_order";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::order_with_others(self.order)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        check_day(&mut refusals, Field::On, self.on, moment.server_today);
        let first = order.map_or(Day::FIRST, |it| it.terms.deal_on);
        refusals.refuse_if(self.on < first, Field::On, Refusal::TooEarly { first });
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

        let cancelled = Some(Voided { on: self.on, by: moment.actor.person, reason, nets: true });
        let mut gone = Order { cancelled, ..order.clone() };
        if let Some(refund) = &self.refund {
            let mut of_refund = Refusals::default();
            let used = refunded(&gone, refund, moment, &mut of_refund);
            refusals.refuse_all(of_refund.renamed(field_of_refund));
            refusals.into_result()?;
            gone.credit_uses.extend(used);
        }
        Ok(Decision::put(gone))
    }
}

/// The field of this part of the refund.
fn field_of_refund(part: Field) -> Field {
    match part {
        Field::Amount => Field::RefundAmount,
        Field::Id => Field::RefundId,
        Field::Note => Field::RefundNote,
        Field::On => Field::RefundOn,
        other => other,
    }
}
