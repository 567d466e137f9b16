//! Goods that came back, or were never taken (退货): the amount is netted on the day it happens, so that a month that is over stays what it
//! was (A13).

use serde::{Deserialize, Serialize};

use super::{Goods, Line, Order, Voided};
use crate::calendar::{Day, Timestamp};
use crate::ids::{PersonId, ProductId, ReturnId};
use crate::money::{Money, Quantity};

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

    /// How many of a product are with the customer.
    pub fn with_customer(&self, product: ProductId) -> Quantity {
        (self.delivered(product) - self.came_back(product)).max(Quantity::NONE)
    }

    /// What it was worth at the end of a day: what was agreed less what had come back by then (A13).
    pub fn amount_on(&self, day: Day) -> Money {
        let returned: Money = self.valid_returns().filter(|it| it.on <= day).map(Return::amount).sum();
        self.agreed() - returned
    }

    /// What of a product had come back by the end of a day, and what it was sold for.
    pub fn returned_by(&self, product: ProductId, day: Day) -> (Quantity, Money) {
        let goods = || self.valid_returns().filter(move |it| it.on <= day).flat_map(|it| &it.goods).filter(move |it| it.product == product);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// How many of these goods had been delivered, where nobody says so: those that cannot be among what never went out.
    pub(crate) fn delivered_of(&self, goods: &Goods, are_delivered: Option<bool>) -> Quantity {
        match are_delivered {
            Some(true) => goods.quantity,
            Some(false) => Quantity::NONE,
            None => (goods.quantity - self.to_deliver(goods.product)).max(Quantity::NONE).min(self.with_customer(goods.product)),
        }
    }

    /// What these goods were sold for: their part of the lines of that product, and all that is left when they are the last.
    pub(crate) fn worth(&self, goods: &Goods, are_delivered: Option<bool>) -> ReturnedGoods {
        let sold: Money = self.terms.lines_of(goods.product).map(Line::amount).sum();
        let ordered = self.ordered(goods.product);
        let (returned, returned_amount) = self.returned(goods.product);
        let left = sold - returned_amount;
        let part = (2 * i128::from(sold.0) * i128::from(goods.quantity.0) + i128::from(ordered.0)).checked_div(2 * i128::from(ordered.0));
        let part = part.and_then(|it| i64::try_from(it).ok()).map_or(Money::ZERO, Money);
        let amount = if ordered <= returned + goods.quantity { left } else { part.min(left) };
        let delivered = self.delivered_of(goods, are_delivered);
        ReturnedGoods { product: goods.product, quantity: goods.quantity, amount, delivered }
    }

    /// The day the last of it came back, when nothing is left of the order.
    pub(crate) fn undone_on(&self) -> Option<Day> {
        let is_nothing_left = self.agreed() <= self.returned_amount();
        self.valid_returns().map(|it| it.on).max().filter(|_| is_nothing_left)
    }
}
