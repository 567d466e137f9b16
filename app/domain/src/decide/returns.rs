//! Returned goods: the order is reduced by what they were sold for on the day of the return, and the overpaid rest is refunded or kept as credit
//! (A13).

use super::orders::standing;
use super::track::check_after_deal;
use crate::access::moment::Moment;
use crate::book::Book;
use crate::decide::decision::{Decision, TakingBack};
use crate::records::order::{Goods, LineGoods, Order, Return};
use crate::values::calendar::Day;
use crate::values::ids::{OrderId, ProductId, ReturnId};
use crate::values::money::{Money, Quantity};
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// A return as it was entered.
pub(super) struct Returning<'a> {
    pub id: ReturnId,
    pub on: Day,
    pub goods: &'a [LineGoods],
    pub delivered: Option<bool>,
    pub keeps: bool,
    pub reason: &'a str,
}

pub(super) fn return_goods(id: OrderId, asked: &Returning<'_>, book: &Book, moment: &Moment) -> Result<Decision, Refusals> {
    let Returning { id: returned, on, goods, delivered, keeps, reason } = *asked;
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
        check_returned(order, goods, most, &mut refusals);
    }
    let reason = refusals.keep("reason", text::required(reason, text::NOTE));
    let (Some(order), Some(reason), true) = (order, reason, refusals.is_empty()) else { return Err(refusals) };

    let (by, made_at) = (moment.actor.person, moment.now);
    let mut changed = order.clone();
    let nothing = Return { id: returned, on, goods: Vec::new(), refund: Money::ZERO, reason, by, made_at, voided: None };
    changed.returns.push(nothing);
    // Line by line: what a line is worth depends on what of it was returned before.
    for it in goods {
        let back = changed.worth(it, delivered);
        changed.returns.iter_mut().filter(|it| it.id == returned).for_each(|it| it.goods.push(back));
    }
    let refund = if keeps { Money::ZERO } else { changed.credit() - order.credit() };
    changed.returns.iter_mut().filter(|it| it.id == returned).for_each(|it| it.refund = refund);
    Ok(Decision::put(changed))
}

pub(super) fn void_return(
    id: OrderId,
    returned: ReturnId,
    asked: &TakingBack<'_>,
    book: &Book,
    moment: &Moment,
) -> Result<Decision, Refusals> {
    let mut refusals = Refusals::default();
    let order = standing(id, book, moment, &mut refusals);
    let index = order.and_then(|it| it.returns.iter().position(|it| it.id == returned && it.voided.is_none()));
    refusals.refuse_if(order.is_some() && index.is_none(), "returned", Refusal::NotYours);
    let voided = asked.checked(moment, &mut refusals);
    let (Some(order), Some(index), true) = (order, index, refusals.is_empty()) else { return Err(refusals) };

    let mut changed = order.clone();
    changed.returns[index].voided = voided;
    Ok(Decision::put(changed))
}

/// Each line may appear once, with a positive quantity, at most what is left of the line and, over all its lines, of the product.
fn check_returned(order: &Order, goods: &[LineGoods], most: impl Fn(ProductId) -> Quantity, refusals: &mut Refusals) {
    for (index, it) in goods.iter().enumerate() {
        let field = format!("goods.{index}.quantity");
        refusals.refuse_if(it.quantity <= Quantity::NONE, &field, Refusal::NotPositive);
        let before = goods[..index].iter().filter(|before| before.product == it.product);
        let left = (most(it.product) - before.clone().map(|it| it.quantity).sum()).max(Quantity::NONE);
        let most = it.sold_at.map_or(left, |sold_at| left.min(order.returnable_at(it.product, sold_at)));
        refusals.refuse_if(most < it.quantity, &field, Refusal::TooMany { most });
        // Either single lines or the product as a whole, not both.
        let is_twice = before.clone().any(|before| before.sold_at == it.sold_at || before.sold_at.is_none() || it.sold_at.is_none());
        refusals.refuse_if(is_twice, &format!("goods.{index}.product"), Refusal::Exists);
    }
}

/// Each product may appear once, with a positive quantity of at most `most`.
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
