use serde::{Deserialize, Serialize};

use super::settle;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::records::order::{DeliveryGap, Order};
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId};
use crate::values::refusal::Refusals;
use crate::values::text;

/// Explain why the delivery differs from what was agreed (E-16).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainDelivery {
    pub order: OrderId,
    pub was: Option<DeliveryGap>,
    pub now: Option<DeliveryGap>,
}

impl Decide for ExplainDelivery {
    const VERB: &'static str = "explain_delivery";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        let now = self.now.as_ref().map(|gap| DeliveryGap {
            reason: refusals.keep(Field::Reason, text::required(&gap.reason, text::LINE)).unwrap_or_default(),
            note: refusals.keep(Field::Note, text::optional(&gap.note, text::NOTE)).flatten().unwrap_or_default(),
        });
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };
        let stands = order.delivery_gap.as_ref();
        settle(order, Field::DeliveryGap, self.was.as_ref(), now, stands, book, |order, now| Order { delivery_gap: now, ..order.clone() })
    }
}
