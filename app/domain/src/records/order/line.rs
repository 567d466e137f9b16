//! A line of an order: a product, its quantity and its price.

use serde::{Deserialize, Serialize};

use crate::values::ids::ProductId;
use crate::values::money::{Money, Quantity, Share};

/// An order line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub product: ProductId,
    pub quantity: Quantity,
    /// Unit price before discount.
    pub price: Money,
    /// 折扣: the part of the price taken off.
    #[serde(default, skip_serializing_if = "Share::is_none")]
    pub discount: Share,
    /// 成本 per unit, if known (CO-01, F-16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
}

impl Line {
    /// A line at the full price.
    pub fn of(product: ProductId, quantity: Quantity, price: Money) -> Line {
        Line { product, quantity, price, discount: Share::NONE, cost: None }
    }

    /// Quantity times price less discount, rounded half up once. Zero if it overflows an amount; entry refuses that.
    pub fn amount(&self) -> Money {
        self.exact_amount().unwrap_or(Money::ZERO)
    }

    pub(super) fn exact_amount(&self) -> Option<Money> {
        let part = i128::from(Share::WHOLE.0) - i128::from(self.discount.0);
        let exact = i128::from(self.quantity.0).checked_mul(i128::from(self.price.0))?.checked_mul(part)?;
        i64::try_from(exact.checked_add(5_000_000)?.div_euclid(10_000_000)).ok().map(Money)
    }

    /// The cost of the line, if known.
    pub fn cost_amount(&self) -> Option<Money> {
        self.cost.and_then(|it| self.quantity.at(it))
    }
}
