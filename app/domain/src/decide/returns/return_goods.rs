use serde::{Deserialize, Serialize};

use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::Decision;
use crate::decide::needs::Needs;
use crate::decide::orders::standing;
use crate::decide::track::check_after_deal;
use crate::decide::verb::Decide;
use crate::records::order::{LineGoods, Order, Return};
use crate::values::calendar::Day;
use crate::values::field::{Field, GoodsPart};
use crate::values::ids::{Key, OrderId, ProductId, ReturnId};
use crate::values::money::{Money, Quantity};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Record returned goods (A13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnGoods {
    pub order: OrderId,
    pub id: ReturnId,
    pub on: Day,
    pub goods: Vec<LineGoods>,
    /// Whether the customer had received the goods, or gives up goods that were never delivered. Left out by older clients, and where only
    /// one is possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<bool>,
    /// Whether the overpaid amount stays the customer's credit; otherwise it is refunded that day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps: bool,
    pub reason: String,
}

impl Decide for ReturnGoods {
    const VERB: &'static str = "return_goods";

    fn subject(&self) -> Key {
        self.order.into()
    }

    fn needs(&self) -> Needs {
        Needs::order_with_others(self.order)
    }

    fn decide(&self, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
        let mut refusals = Refusals::default();
        let order = standing(self.order, book, moment, &mut refusals);
        refusals.refuse_if(order.is_some_and(|it| it.returns.iter().any(|returned| returned.id == self.id)), Field::Id, Refusal::Exists);
        check_after_deal(order, self.on, moment, &mut refusals);
        refusals.refuse_if(self.goods.is_empty(), Field::Goods, Refusal::Missing);
        if let Some(order) = order {
            let most = |product| match self.delivered {
                Some(true) => order.with_customer(product).min(order.returnable(product)),
                Some(false) => order.to_deliver(product).min(order.returnable(product)),
                None => order.returnable(product),
            };
            check_returned(order, &self.goods, most, &mut refusals);
        }
        let reason = refusals.keep(Field::Reason, text::required(&self.reason, text::NOTE));
        let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

        let (by, made_at) = (moment.actor.person, moment.now);
        let mut changed = order.clone();
        let nothing = Return { id: self.id, on: self.on, goods: Vec::new(), refund: Money::ZERO, reason, by, made_at, voided: None };
        changed.returns.push(nothing);
        // Line by line: what a line is worth depends on what of it was returned before.
        for line in &self.goods {
            let back = changed.worth(line, self.delivered);
            changed.returns.iter_mut().filter(|it| it.id == self.id).for_each(|it| it.goods.push(back));
        }
        let refund = if self.keeps { Money::ZERO } else { changed.credit() - order.credit() };
        changed.returns.iter_mut().filter(|it| it.id == self.id).for_each(|it| it.refund = refund);
        Ok(Decision::put(changed))
    }
}

/// Each line may appear once, with a positive quantity, at most what is left of the line and, over all its lines, of the product.
fn check_returned(order: &Order, goods: &[LineGoods], most: impl Fn(ProductId) -> Quantity, refusals: &mut Refusals) {
    for (index, returned) in goods.iter().enumerate() {
        let field = Field::GoodsOf(index, GoodsPart::Quantity);
        refusals.refuse_if(returned.quantity <= Quantity::NONE, field, Refusal::NotPositive);
        let before = goods[..index].iter().filter(|before| before.product == returned.product);
        let left = (most(returned.product) - before.clone().map(|it| it.quantity).sum()).max(Quantity::NONE);
        let most = returned.sold_at.map_or(left, |sold_at| left.min(order.returnable_at(returned.product, sold_at)));
        refusals.refuse_if(most < returned.quantity, field, Refusal::TooMany { most });
        // Either single lines or the product as a whole, not both.
        let is_twice =
            before.clone().any(|before| before.sold_at == returned.sold_at || before.sold_at.is_none() || returned.sold_at.is_none());
        refusals.refuse_if(is_twice, Field::GoodsOf(index, GoodsPart::Product), Refusal::Exists);
    }
}
