use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::orders::standing;
use crate::decide::verb::Decide;
use crate::values::field::Field;
use crate::values::ids::{Key, OrderId, ReturnId};
use crate::values::refusal::{Refusal, Refusals};

/// Void a return recorded by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidReturn {
    pub order: OrderId,
    pub returned: ReturnId,
    pub reason: String,
    /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Decide for VoidReturn {
    const VERB: &'static str = "void_return";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::order_with_others(self.order)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        let index = order.and_then(|it| it.returns.iter().position(|returned| returned.id == self.returned && returned.voided.is_none()));
        refusals.refuse_if(order.is_some() && index.is_none(), Field::Returned, Refusal::NotYours);
        let voided = voided(&self.reason, self.corrects, moment, &mut refusals);
        let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        changed.returns[index].voided = voided;
        Ok(Decision::put(changed))
    }
}
