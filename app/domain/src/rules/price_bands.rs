//! 价格带: products by their list price, next to model and functional module (E-07). Where one band ends and the next begins is the
//! administrator's.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::refusal::{Refusal, Refusals};

/// Where the bands begin, lowest first; below the first lies one more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PriceBands(Vec<Money>);

/// One band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PriceBand {
    /// The lowest price in it; nothing for the lowest band.
    pub from: Option<Money>,
    /// The lowest price above it; nothing for the highest band.
    pub below: Option<Money>,
}

impl Default for PriceBands {
    /// Below 1,000, to 10,000, to 100,000 and above: the source names the dimension and leaves the lines to the company.
    fn default() -> PriceBands {
        PriceBands([1_000, 10_000, 100_000].map(Money::whole).to_vec())
    }
}

impl PriceBands {
    /// Most lines between bands.
    pub const MOST: usize = 9;

    /// Bands that begin at these prices, and one below the first.
    pub fn beginning_at(prices: Vec<Money>) -> PriceBands {
        PriceBands(prices)
    }

    /// Whether nobody has changed them.
    pub fn is_default(&self) -> bool {
        *self == PriceBands::default()
    }

    /// Every band, the lowest first.
    pub fn all(&self) -> Vec<PriceBand> {
        let begins = std::iter::once(None).chain(self.0.iter().copied().map(Some));
        let ends = self.0.iter().copied().map(Some).chain(std::iter::once(None));
        begins.zip(ends).map(|(from, below)| PriceBand { from, below }).collect()
    }

    /// The band of a price: half-open, a price on the line is in the band that begins there.
    pub fn of(&self, price: Money) -> PriceBand {
        let below = self.0.iter().copied().find(|it| price < *it);
        let from = self.0.iter().copied().rev().find(|it| *it <= price);
        PriceBand { from, below }
    }

    /// Refuses what divides nothing.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let most = PriceBands::MOST;
        refusals.refuse_if(most < self.0.len(), "price_bands", Refusal::TooLong { longest: most as u32 });
        refusals.refuse_if(self.0.iter().any(|it| *it <= Money::ZERO), "price_bands", Refusal::NotPositive);
        refusals.refuse_if(self.0.iter().any(|it| Money::LARGEST < *it), "price_bands", Refusal::TooMuch { most: Money::LARGEST });
        refusals.refuse_if(!self.0.is_sorted_by(|one, next| one < next), "price_bands", Refusal::Malformed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_of_a_line_a_model_and_a_price_band() {
        // E-07: 型号 and 功能模块 are written on the product, 价格带 follows from its list price.
        let bands = PriceBands::default();
        let whole = |it: Option<i64>| it.map(Money::whole);
        for (price, from, below) in [
            (Money::ZERO, None, Some(1_000)),
            (Money(99_999), None, Some(1_000)),
            (Money::whole(1_000), Some(1_000), Some(10_000)),
            (Money(999_999), Some(1_000), Some(10_000)),
            (Money::whole(10_000), Some(10_000), Some(100_000)),
            (Money::whole(100_000), Some(100_000), None),
            (Money::LARGEST, Some(100_000), None),
        ] {
            let band = bands.of(price);
            assert_eq!(band, PriceBand { from: whole(from), below: whole(below) }, "{price:?}");
            assert!(bands.all().contains(&band));
        }
        assert_eq!(PriceBands::beginning_at(Vec::new()).all(), [PriceBand { from: None, below: None }], "one band is none");
        let (book, ids) = crate::sample::small();
        let product = book.product(ids.product).expect("the product");
        assert_eq!((product.line.as_str(), product.model.as_str()), ("A产品", "A-100"));
        assert_eq!(book.company().price_bands.of(product.price).from, Some(Money::whole(1_000)));
    }

    #[test]
    fn bands_that_divide_nothing_are_refused() {
        for (prices, refusal) in [
            (vec![], None),
            (vec![1], None),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9], None),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10], Some(Refusal::TooLong { longest: 9 })),
            (vec![0, 1], Some(Refusal::NotPositive)),
            (vec![1, Money::LARGEST.0 + 1], Some(Refusal::TooMuch { most: Money::LARGEST })),
            (vec![2, 1], Some(Refusal::Malformed)),
            (vec![1, 1], Some(Refusal::Malformed)),
        ] {
            let mut refusals = Refusals::default();
            PriceBands::beginning_at(prices.iter().copied().map(Money).collect()).check(&mut refusals);
            assert_eq!(refusals.on("price_bands"), refusal.as_slice(), "{prices:?}");
        }
    }
}
