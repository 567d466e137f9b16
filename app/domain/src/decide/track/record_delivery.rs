use serde::{Deserialize, Serialize};

use super::check_after_deal;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::{answered_by, still_standing};
use crate::decide::verb::Decide;
use crate::records::order::{Delivery, Goods};
use crate::values::calendar::Day;
use crate::values::field::{Field, GoodsPart};
use crate::values::ids::{DeliveryId, Key, OrderId, ProductId};
use crate::values::money::Quantity;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record a delivery (O-01, A15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordDelivery {
    pub order: OrderId,
    pub id: DeliveryId,
    pub on: Day,
    /// Defaults to everything that is still to be delivered.
    #[serde(default)]
    pub goods: Vec<Goods>,
    /// 物流信息.
    #[serde(default)]
    pub logistics: String,
}

impl Decide for RecordDelivery {
    const VERB: &'static str = "record_delivery";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::records([self.order.into()])
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = answered_by(self.order, book, &mut refusals, |it| moment.actor.may_deliver(it, book));
        let order = order.and_then(|it| still_standing(it, &mut refusals));
        let exists = order.is_some_and(|it| it.deliveries.iter().any(|delivery| delivery.id == self.id));
        refusals.refuse_if(exists, Field::Id, Refusal::Exists);
        check_after_deal(order, self.on, moment, &mut refusals);
        let logistics = refusals.keep(Field::Logistics, text::optional(&self.logistics, text::NOTE)).flatten().unwrap_or_default();
        let mut goods = self.goods.clone();
        if let Some(order) = order {
            if goods.is_empty() {
                goods = order.all_to_deliver();
                refusals.refuse_if(goods.is_empty(), Field::Goods, Refusal::Unchanged);
            }
            check_goods(&goods, |product| order.to_deliver(product), &mut refusals);
        }
        let (Some(order), true) = (order, refusals.is_empty()) else { return Err(refusals) };

        let (by, made_at) = (moment.actor.person, moment.now);
        let mut delivered = order.clone();
        delivered.deliveries.push(Delivery { id: self.id, on: self.on, goods, logistics, by, made_at, voided: None });
        Ok(Decision::put(delivered))
    }
}

/// Each product may appear once, with a positive quantity of at most `most`.
fn check_goods(goods: &[Goods], most: impl Fn(ProductId) -> Quantity, refusals: &mut Refusals) {
    for (index, delivered) in goods.iter().enumerate() {
        let field = Field::GoodsOf(index, GoodsPart::Quantity);
        refusals.refuse_if(delivered.quantity <= Quantity::NONE, field, Refusal::NotPositive);
        let most = most(delivered.product);
        refusals.refuse_if(most < delivered.quantity, field, Refusal::TooMany { most });
        let twice = goods[..index].iter().any(|before| before.product == delivered.product);
        refusals.refuse_if(twice, Field::GoodsOf(index, GoodsPart::Product), Refusal::Exists);
    }
}
