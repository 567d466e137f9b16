use serde::{Deserialize, Serialize};

use super::{Refund, refunded, with};
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::within_reach;
use crate::decide::verb::Decide;
use crate::values::ids::{Key, OrderId};
use crate::values::refusal::Refusals;

/// Refund a customer's credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundCredit {
    /// The order whose payments the credit comes from.
    pub order: OrderId,
    pub refund: Refund,
}

impl Decide for RefundCredit {
    const VERB: &'static str = "refund_credit";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = within_reach(self.order, book, moment, &mut refusals);
        let used = order.and_then(|it| refunded(it, &self.refund, moment, &mut refusals));
        let (Some(order), Some(used), true) = (order, used, refusals.is_empty()) else { return Err(refusals) };
        Ok(Decision::put(with(order, used)))
    }
}
