use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, voided};
use crate::decide::needs::Needs;
use crate::decide::orders::standing;
use crate::decide::verb::Decide;
use crate::records::order::{Delivery, Goods, Order, ReturnedGoods};
use crate::values::field::Field;
use crate::values::ids::{DeliveryId, Key, OrderId};
use crate::values::money::Quantity;
use crate::values::refusal::{Refusal, Refusals};

/// Void a delivery recorded by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidDelivery {
    pub order: OrderId,
    pub delivery: DeliveryId,
    pub reason: String,
    /// Whether the figures of the original days are corrected; otherwise it is netted on the day it is voided.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corrects: bool,
}

impl Decide for VoidDelivery {
    const VERB: &'static str = "void_delivery";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        let index =
            order.and_then(|it| it.deliveries.iter().position(|delivery| delivery.id == self.delivery && delivery.voided.is_none()));
        refusals.refuse_if(order.is_some() && index.is_none(), Field::Delivery, Refusal::NotYours);
        // Returned goods must have been delivered: their returns are voided first.
        let n_returns = order.zip(index).map_or(0, |(order, index)| returns_of(order, &order.deliveries[index]));
        refusals.refuse_if(0 < n_returns, Field::Delivery, Refusal::InUse { count: n_returns });
        let voided = voided(&self.reason, self.corrects, moment, &mut refusals);
        let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

        let mut changed = order.clone();
        changed.deliveries[index].voided = voided;
        Ok(Decision::put(changed))
    }
}

/// How many returns hold goods that the customer would not have received without this delivery.
fn returns_of(order: &Order, delivery: &Delivery) -> u32 {
    let leaves_too_few = |it: &&Goods| order.delivered(it.product) - it.quantity < order.came_back(it.product);
    let short: Vec<_> = delivery.goods.iter().filter(leaves_too_few).map(|it| it.product).collect();
    let holds = |it: &ReturnedGoods| Quantity::NONE < it.delivered && short.contains(&it.product);
    u32::try_from(order.valid_returns().filter(|it| it.goods.iter().any(holds)).count()).unwrap_or(u32::MAX)
}
