//! Goods that came back, or were never taken (退货): the amount is netted on the day it happens, so that a month that is over stays what it
//! was (A13).

use serde::{Deserialize, Serialize};

use super::{Goods, Line, Order, Voided, counted_by};
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{PersonId, ProductId, ReturnId};
use crate::values::money::{Money, Quantity, Share};

/// A return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// Which one.
    pub id: ReturnId,
    /// The day.
    pub on: Day,
    /// What came back, and what it was worth.
    pub goods: Vec<ReturnedGoods>,
    /// What was given back to the customer: what they had paid beyond what is then left to pay.
    #[serde(default)]
    pub refund: Money,
    /// Why.
    pub reason: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// When.
    pub made_at: Timestamp,
    /// Taken back as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

/// So much of a product, at what it was sold for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedGoods {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: Quantity,
    /// What they were sold for.
    pub amount: Money,
    /// How many of them had been delivered; the others never went out, and need not any more. Returns of older releases do not say: none.
    #[serde(default, skip_serializing_if = "Quantity::is_none")]
    pub delivered: Quantity,
    /// Of which line; returns of older releases do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_at: Option<SoldAt>,
}

/// At what a line was sold: of several lines of a product, the one that is meant. Lines of the same price and discount are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SoldAt {
    /// Price of one unit, before discount.
    pub price: Money,
    /// 折扣.
    #[serde(default, skip_serializing_if = "Share::is_none")]
    pub discount: Share,
}

/// So many of a line that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineGoods {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: Quantity,
    /// Of which line; older releases do not say, and mean all lines of the product alike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_at: Option<SoldAt>,
}

impl From<Goods> for LineGoods {
    fn from(it: Goods) -> LineGoods {
        LineGoods { product: it.product, quantity: it.quantity, sold_at: None }
    }
}

impl Line {
    /// At what it was sold.
    pub fn sold_at(&self) -> SoldAt {
        SoldAt { price: self.price, discount: self.discount }
    }
}

impl Return {
    /// What all of it was sold for.
    pub fn amount(&self) -> Money {
        self.goods.iter().map(|it| it.amount).sum()
    }
}

impl Order {
    /// The returns that count.
    pub fn valid_returns(&self) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(|it| it.voided.is_none())
    }

    /// What all that came back was sold for.
    pub fn returned_amount(&self) -> Money {
        self.valid_returns().map(Return::amount).sum()
    }

    /// What was given back to the customer.
    pub fn refunded(&self) -> Money {
        self.valid_returns().map(|it| it.refund).sum()
    }

    /// What of a product came back, and what it was sold for.
    pub fn returned(&self, product: ProductId) -> (Quantity, Money) {
        let goods = || self.valid_returns().flat_map(|it| &it.goods).filter(move |it| it.product == product);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// How many of a product came back after they had been delivered.
    pub fn came_back(&self, product: ProductId) -> Quantity {
        self.valid_returns().flat_map(|it| &it.goods).filter(|it| it.product == product).map(|it| it.delivered).sum()
    }

    /// How many of a product can still be returned, delivered or not.
    pub fn returnable(&self, product: ProductId) -> Quantity {
        (self.ordered(product) - self.returned(product).0).max(Quantity::NONE)
    }

    /// How many can still be returned of the lines of a product that were sold at a price.
    pub fn returnable_at(&self, product: ProductId, sold_at: SoldAt) -> Quantity {
        let sold: Quantity = self.lines_at(product, Some(sold_at)).map(|it| it.quantity).sum();
        (sold - self.returned_at(product, Some(sold_at)).0).max(Quantity::NONE).min(self.returnable(product))
    }

    /// The lines of a product, or those of them that were sold at a price.
    fn lines_at(&self, product: ProductId, sold_at: Option<SoldAt>) -> impl Iterator<Item = &Line> {
        self.terms.lines_of(product).filter(move |it| sold_at.is_none_or(|sold_at| it.sold_at() == sold_at))
    }

    /// What of these lines came back, and what it was sold for.
    fn returned_at(&self, product: ProductId, sold_at: Option<SoldAt>) -> (Quantity, Money) {
        let goods = || self.valid_returns().flat_map(|it| &it.goods).filter(move |it| it.product == product);
        let goods = || goods().filter(move |it| sold_at.is_none() || it.sold_at == sold_at);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// How many of a product are with the customer.
    pub fn with_customer(&self, product: ProductId) -> Quantity {
        (self.delivered(product) - self.came_back(product)).max(Quantity::NONE)
    }

    /// What it was worth at the end of a day: what was agreed less what had come back by then (A13).
    pub fn amount_on(&self, day: Day) -> Money {
        let returned: Money = self.returned_until(day).map(Return::amount).sum();
        self.agreed() - returned
    }

    /// The returns that counted when a day ended.
    fn returned_until(&self, day: Day) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(move |it| counted_by(it.on, it.voided.as_ref(), day))
    }

    /// What of a product had come back by the end of a day, and what it was sold for.
    pub fn returned_by(&self, product: ProductId, day: Day) -> (Quantity, Money) {
        let goods = || self.returned_until(day).flat_map(|it| &it.goods).filter(move |it| it.product == product);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// How many of these goods had been delivered, where nobody says so: those that cannot be among what never went out.
    fn delivered_of(&self, goods: &LineGoods, are_delivered: Option<bool>) -> Quantity {
        match are_delivered {
            Some(true) => goods.quantity,
            Some(false) => Quantity::NONE,
            None => (goods.quantity - self.to_deliver(goods.product)).max(Quantity::NONE).min(self.with_customer(goods.product)),
        }
    }

    /// What these goods were sold for: their part of the lines that are meant, and all that is left of those lines, or of the product, when they
    /// are the last.
    pub(crate) fn worth(&self, goods: &LineGoods, are_delivered: Option<bool>) -> ReturnedGoods {
        let LineGoods { product, quantity, sold_at } = *goods;
        let left_at = |sold_at: Option<SoldAt>| {
            let sold: Money = self.lines_at(product, sold_at).map(Line::amount).sum();
            let ordered: Quantity = self.lines_at(product, sold_at).map(|it| it.quantity).sum();
            let (returned, amount) = self.returned_at(product, sold_at);
            (sold, ordered, ordered <= returned + quantity, sold - amount)
        };
        let (sold, ordered, are_last, left) = left_at(sold_at);
        let (_, _, are_last_of_product, left_of_product) = left_at(None);
        let part = (2 * i128::from(sold.0) * i128::from(quantity.0) + i128::from(ordered.0)).checked_div(2 * i128::from(ordered.0));
        let part = part.and_then(|it| i64::try_from(it).ok()).map_or(Money::ZERO, Money);
        let amount = match () {
            () if are_last_of_product => left_of_product,
            () if are_last => left,
            () => part.min(left),
        };
        let amount = amount.min(left_of_product).max(Money::ZERO);
        ReturnedGoods { product, quantity, amount, delivered: self.delivered_of(goods, are_delivered), sold_at }
    }

    /// The day the last of it came back, when nothing is left of the order.
    pub(crate) fn undone_on(&self) -> Option<Day> {
        let is_nothing_left = self.agreed() <= self.returned_amount();
        self.valid_returns().map(|it| it.on).max().filter(|_| is_nothing_left)
    }
}
