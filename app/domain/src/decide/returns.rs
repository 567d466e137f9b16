//! Goods that come back: what they were sold for is taken off the order on that day, and what was paid beyond is given back (A13).

use super::orders::standing;
use super::track::check_after_deal;
use super::{Decision, Moment};
use crate::book::Book;
use crate::calendar::Day;
use crate::ids::{OrderId, ProductId, ReturnId};
use crate::money::{Money, Quantity};
use crate::order::{Goods, Return, ReturnedGoods, Voided};
use crate::refusal::{Refusal, Refusals};
use crate::text;

/// What is written down about goods that come back.
pub(super) struct Returning<'a> {
    pub id: ReturnId,
    pub on: Day,
    pub goods: &'a [Goods],
    pub delivered: Option<bool>,
    pub reason: &'a str,
}

pub(super) fn return_goods(id: OrderId, asked: &Returning<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let Returning { id: returned, on, goods, delivered, reason } = *asked;
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    refusals.refuse_if(order.is_some_and(|it| it.returns.iter().any(|it| it.id == returned)), "id", Refusal::Exists);
    check_after_deal(order, on, moment, &mut refusals);
    refusals.refuse_if(goods.is_empty(), "goods", Refusal::Missing);
    if let Some(order) = order {
        let most = |product| match delivered {
            Some(true) => order.with_customer(product).min(order.returnable(product)),
            Some(false) => order.to_deliver(product).min(order.returnable(product)),
            None => order.returnable(product),
        };
        check_goods(goods, most, &mut refusals);
    }
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

    let goods: Vec<ReturnedGoods> = goods.iter().map(|it| order.worth(it, delivered)).collect();
    let amount: Money = goods.iter().map(|it| it.amount).sum();
    let refund = (order.collected() - (order.amount() - amount)).max(Money::ZERO);
    let (by, made_at) = (moment.actor.person, moment.now);
    let mut changed = order.clone();
    changed.returns.push(Return { id: returned, on, goods, refund, reason, by, made_at, voided: None });
    Ok(Decision::put(changed))
}

pub(super) fn void_return(id: OrderId, returned: ReturnId, reason: &str, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.returns.iter().position(|it| it.id == returned && it.voided.is_none()));
    refusals.refuse_if(order.is_some() && index.is_none(), "returned", Refusal::NotYours);
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(index), Some(reason), true) = (order, index, reason, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.returns[index].voided = Some(Voided { on: moment.today, by: moment.actor.person, reason });
    Ok(Decision::put(changed))
}

/// Each product once, more than nothing and no more than there is.
pub(super) fn check_goods(goods: &[Goods], most: impl Fn(ProductId) -> Quantity, refusals: &mut Refusals) {
    for (index, it) in goods.iter().enumerate() {
        let field = format!("goods.{index}.quantity");
        refusals.refuse_if(it.quantity <= Quantity::NONE, &field, Refusal::NotPositive);
        let most = most(it.product);
        refusals.refuse_if(most < it.quantity, &field, Refusal::TooMany { most });
        let twice = goods[..index].iter().any(|before| before.product == it.product);
        refusals.refuse_if(twice, &format!("goods.{index}.product"), Refusal::Exists);
    }
}
