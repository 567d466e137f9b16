//! Returned or refused goods (退货). The amount is netted on the day of the return, so that closed months stay unchanged (A13).

use super::Order;
use super::goods_back::{LineGoods, Return, ReturnedGoods, SoldAt};
use super::line::Line;
use super::voided::counted_by;
use crate::values::calendar::Day;
use crate::values::ids::ProductId;
use crate::values::money::{Money, Quantity};

impl Line {
    /// Price and discount of this line.
    pub fn sold_at(&self) -> SoldAt {
        SoldAt { price: self.price, discount: self.discount }
    }
}

impl Order {
    /// Returns that are not voided.
    pub fn valid_returns(&self) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(|it| it.voided.is_none())
    }

    /// Sales value of all returned goods.
    pub fn returned_amount(&self) -> Money {
        self.valid_returns().map(Return::amount).sum()
    }

    /// Total amount refunded to the customer.
    pub fn refunded(&self) -> Money {
        self.valid_returns().map(|it| it.refund).sum()
    }

    /// Returned quantity of a product and its sales value.
    pub fn returned(&self, product: ProductId) -> (Quantity, Money) {
        let goods = || self.valid_returns().flat_map(|it| &it.goods).filter(move |it| it.product == product);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// Quantity of a product returned after delivery.
    pub fn came_back(&self, product: ProductId) -> Quantity {
        self.valid_returns().flat_map(|it| &it.goods).filter(|it| it.product == product).map(|it| it.delivered).sum()
    }

    /// Quantity of a product that can still be returned, delivered or not.
    pub fn returnable(&self, product: ProductId) -> Quantity {
        (self.ordered(product) - self.returned(product).0).max(Quantity::NONE)
    }

    /// Quantity that can still be returned from the lines of a product with this price and discount.
    pub fn returnable_at(&self, product: ProductId, sold_at: SoldAt) -> Quantity {
        let sold: Quantity = self.lines_at(product, Some(sold_at)).map(|it| it.quantity).sum();
        (sold - self.returned_at(product, Some(sold_at)).0).max(Quantity::NONE).min(self.returnable(product))
    }

    /// The lines of a product, limited to those with this price and discount if given.
    fn lines_at(&self, product: ProductId, sold_at: Option<SoldAt>) -> impl Iterator<Item = &Line> {
        self.terms.lines_of(product).filter(move |it| sold_at.is_none_or(|sold_at| it.sold_at() == sold_at))
    }

    /// Quantity returned from these lines and its sales value.
    fn returned_at(&self, product: ProductId, sold_at: Option<SoldAt>) -> (Quantity, Money) {
        let goods = || self.valid_returns().flat_map(|it| &it.goods).filter(move |it| it.product == product);
        let goods = || goods().filter(move |it| sold_at.is_none() || it.sold_at == sold_at);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// Quantity of a product that the customer holds.
    pub fn with_customer(&self, product: ProductId) -> Quantity {
        (self.delivered(product) - self.came_back(product)).max(Quantity::NONE)
    }

    /// The net amount at the end of `day`: agreed less returned by then (A13).
    pub fn amount_on(&self, day: Day) -> Money {
        let returned: Money = self.returned_until(day).map(Return::amount).sum();
        self.agreed() - returned
    }

    /// Returns that counted at the end of `day`.
    fn returned_until(&self, day: Day) -> impl Iterator<Item = &Return> {
        self.returns.iter().filter(move |it| counted_by(it.on, it.voided.as_ref(), day))
    }

    /// Quantity of a product returned by the end of `day` and its sales value.
    pub fn returned_by(&self, product: ProductId, day: Day) -> (Quantity, Money) {
        let goods = || self.returned_until(day).flat_map(|it| &it.goods).filter(move |it| it.product == product);
        (goods().map(|it| it.quantity).sum(), goods().map(|it| it.amount).sum())
    }

    /// How many of the goods had been delivered. If the caller does not say: those that exceed the undelivered rest.
    fn delivered_of(&self, goods: &LineGoods, are_delivered: Option<bool>) -> Quantity {
        match are_delivered {
            Some(true) => goods.quantity,
            Some(false) => Quantity::NONE,
            None => (goods.quantity - self.to_deliver(goods.product)).max(Quantity::NONE).min(self.with_customer(goods.product)),
        }
    }

    /// Values goods to return: their proportional part of the matching lines. The last goods of those lines, or of the product, get the whole
    /// remainder.
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

    /// The day of the last return, if nothing is left of the order.
    pub(crate) fn undone_on(&self) -> Option<Day> {
        let is_nothing_left = self.agreed() <= self.returned_amount();
        self.valid_returns().map(|it| it.on).max().filter(|_| is_nothing_left)
    }
}
