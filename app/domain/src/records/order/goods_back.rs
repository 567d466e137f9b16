//! What a return records: the goods that came back, and their value.

use serde::{Deserialize, Serialize};

use super::track::Goods;
use super::voided::Voided;
use crate::values::calendar::{Day, Timestamp};
use crate::values::ids::{PersonId, ProductId, ReturnId};
use crate::values::money::{Money, Quantity, Share};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    pub id: ReturnId,
    pub on: Day,
    /// The goods and their value.
    pub goods: Vec<ReturnedGoods>,
    /// Amount refunded to the customer: what they had paid beyond the remaining amount.
    #[serde(default)]
    pub refund: Money,
    pub reason: String,
    /// Who recorded it.
    pub by: PersonId,
    /// When it was recorded.
    pub made_at: Timestamp,
    /// Set when voided as a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Voided>,
}

/// A returned quantity of a product and its sales value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedGoods {
    pub product: ProductId,
    pub quantity: Quantity,
    /// What they were sold for.
    pub amount: Money,
    /// How many of them had been delivered; the others were never shipped and no longer need to be. 0 in returns of older releases.
    #[serde(default, skip_serializing_if = "Quantity::is_none")]
    pub delivered: Quantity,
    /// The line they belong to; `None` in returns of older releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_at: Option<SoldAt>,
}

/// Price and discount that identify a line among several of the same product. Lines with equal values are interchangeable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SoldAt {
    /// Unit price before discount.
    pub price: Money,
    /// 折扣.
    #[serde(default, skip_serializing_if = "Share::is_none")]
    pub discount: Share,
}

/// A quantity of a line to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineGoods {
    pub product: ProductId,
    pub quantity: Quantity,
    /// The line; `None` from older releases, which means all lines of the product equally.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_at: Option<SoldAt>,
}

impl From<Goods> for LineGoods {
    fn from(goods: Goods) -> LineGoods {
        LineGoods { product: goods.product, quantity: goods.quantity, sold_at: None }
    }
}

impl Return {
    /// Total sales value.
    pub fn amount(&self) -> Money {
        self.goods.iter().map(|it| it.amount).sum()
    }
}
