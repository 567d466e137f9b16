//! 价格带: groups products by list price, besides model and functional module (E-07). The administrator sets the boundaries.

use serde::{Deserialize, Serialize};

use crate::values::field::Field;
use crate::values::money::Money;
use crate::values::refusal::{Refusal, Refusals};

/// The lower bounds of the bands in ascending order. One more band lies below the first bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PriceBands(Vec<Money>);

/// A price band, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PriceBand {
    /// Lowest price in the band; `None` for the lowest band.
    pub from: Option<Money>,
    /// Lower bound of the next band; `None` for the highest band.
    pub below: Option<Money>,
}

impl PriceBand {
    /// Whether the price is in the band; `from` is included, `below` is not.
    pub fn holds(self, price: Money) -> bool {
        self.from.is_none_or(|it| it <= price) && self.below.is_none_or(|it| price < it)
    }

    /// Parses the display form: `100000-1000000`, `-100000`, `1000000-`, in the smallest currency unit.
    pub fn parse(words: &str) -> Option<PriceBand> {
        let line = |text: &str| {
            if text.is_empty() { Some(None) } else { text.parse().ok().filter(|it| 0 < *it).map(|it| Some(Money(it))) }
        };
        let (from, below) = words.split_once('-')?;
        let (from, below) = (line(from)?, line(below)?);
        let is_one = from.zip(below).is_none_or(|(from, below)| from < below);
        Some(PriceBand { from, below }).filter(|_| is_one)
    }
}

impl std::fmt::Display for PriceBand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let line = |it: Option<Money>| it.map(|amount| amount.0.to_string()).unwrap_or_default();
        write!(f, "{}-{}", line(self.from), line(self.below))
    }
}

impl Default for PriceBands {
    /// Bounds at 1,000, 10,000 and 100,000. The requirements name the dimension and leave the bounds to the company.
    fn default() -> PriceBands {
        PriceBands([1_000, 10_000, 100_000].map(Money::whole).to_vec())
    }
}

impl PriceBands {
    /// Maximum number of bounds.
    pub const MOST: usize = 9;

    /// Bands with these lower bounds, plus one below the first.
    pub fn beginning_at(prices: Vec<Money>) -> PriceBands {
        PriceBands(prices)
    }

    /// The lower bounds in ascending order; the lowest band has none.
    pub fn limits(&self) -> &[Money] {
        &self.0
    }

    pub fn is_default(&self) -> bool {
        *self == PriceBands::default()
    }

    /// Every band, lowest first.
    pub fn all(&self) -> Vec<PriceBand> {
        let begins = std::iter::once(None).chain(self.0.iter().copied().map(Some));
        let ends = self.0.iter().copied().map(Some).chain(std::iter::once(None));
        begins.zip(ends).map(|(from, below)| PriceBand { from, below }).collect()
    }

    /// The band of a price. A price equal to a bound is in the band that starts there.
    pub fn of(&self, price: Money) -> PriceBand {
        let below = self.0.iter().copied().find(|it| price < *it);
        let from = self.0.iter().copied().rev().find(|it| *it <= price);
        PriceBand { from, below }
    }

    /// Refuses invalid bounds, each under its own field: `price_bands.1`.
    pub(crate) fn check(&self, refusals: &mut Refusals) {
        let most = PriceBands::MOST;
        refusals.refuse_if(most < self.0.len(), Field::PriceBands, Refusal::TooLong { longest: most as u32 });
        let mut before = Money::ZERO;
        for (index, bound) in self.0.iter().copied().enumerate() {
            let field = Field::PriceBandAt(index);
            refusals.refuse_if(bound <= Money::ZERO, field, Refusal::NotPositive);
            refusals.refuse_if(Money::LARGEST < bound, field, Refusal::TooMuch { most: Money::LARGEST });
            let least = Money(before.0.saturating_add(1));
            refusals.refuse_if(Money::ZERO < bound && bound < least, field, Refusal::TooLittle { least });
            before = before.max(bound);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_of_a_line_a_model_and_a_price_band() {
        // E-07: 型号 and 功能模块 are fields of the product, 价格带 follows from its list price.
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
            assert!(bands.all().into_iter().all(|it| it.holds(price) == (it == band)), "{price:?} lies in one band");
            assert_eq!(PriceBand::parse(&band.to_string()), Some(band));
        }
        assert_eq!(PriceBands::beginning_at(Vec::new()).all(), [PriceBand { from: None, below: None }], "one band is none");
        let (book, ids) = crate::sample::small();
        let product = book.product(ids.product).expect("the product");
        assert_eq!((product.line.as_str(), product.model.as_str()), ("A产品", "A-100"));
        assert_eq!(book.company().price_bands.of(product.price).from, Some(Money::whole(1_000)));
    }

    #[test]
    fn invalid_price_bands_are_refused() {
        let too_little = |least: i64| Refusal::TooLittle { least: Money(least) };
        for (prices, expected) in [
            (vec![], vec![]),
            (vec![1], vec![]),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9], vec![]),
            (vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10], vec![(Field::PriceBands, Refusal::TooLong { longest: 9 })]),
            (vec![0, 1], vec![(Field::PriceBandAt(0), Refusal::NotPositive)]),
            (vec![1, Money::LARGEST.0 + 1], vec![(Field::PriceBandAt(1), Refusal::TooMuch { most: Money::LARGEST })]),
            (vec![2, 1], vec![(Field::PriceBandAt(1), too_little(3))]),
            (vec![1, 1], vec![(Field::PriceBandAt(1), too_little(2))]),
            // Each invalid bound is refused, all at once.
            (
                vec![5, 4, -1, 5, 6],
                vec![
                    (Field::PriceBandAt(1), too_little(6)),
                    (Field::PriceBandAt(2), Refusal::NotPositive),
                    (Field::PriceBandAt(3), too_little(6)),
                ],
            ),
        ] {
            let mut refusals = Refusals::default();
            PriceBands::beginning_at(prices.iter().copied().map(Money).collect()).check(&mut refusals);
            let found: Vec<(Field, Refusal)> = refusals
                .0
                .iter()
                .flat_map(|(field, all)| all.iter().map(move |it| (field.known().expect("a field"), it.clone())))
                .collect();
            assert_eq!(found, expected, "{prices:?}");
        }
    }

    #[test]
    fn a_price_band_from_a_url_must_be_valid() {
        for (words, is_one) in [
            ("100-200", true),
            ("-200", true),
            ("100-", true),
            ("-", true),
            ("200-100", false),
            ("100-100", false),
            ("0-5", false),
            ("x-5", false),
            ("5", false),
            ("", false),
            ("--5", false),
        ] {
            assert_eq!(PriceBand::parse(words).map(|it| it.to_string()), is_one.then(|| words.to_owned()), "{words}");
        }
    }
}
