//! Amounts, quantities and shares as integers, so that phone and server never differ by rounding (no floats in rules).

use serde::{Deserialize, Serialize};

/// An amount in the smallest unit of the company's currency (fen for CNY, cents for USD).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    pub const ZERO: Money = Money(0);
    /// The largest amount a person may enter: a hundred billion yuan. The sum of 900,000 such records still fits an `i64`.
    pub const LARGEST: Money = Money(10_000_000_000_000);

    /// Converts whole currency units (yuan).
    pub const fn whole(units: i64) -> Money {
        Money(units * 100)
    }
}

impl std::ops::Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(iter: I) -> Money {
        iter.fold(Money::ZERO, |a, b| a + b)
    }
}

impl std::ops::Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

/// A quantity in thousandths of the product's unit, so that 2.5 days of service is exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl std::ops::Add for Quantity {
    type Output = Quantity;
    fn add(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_add(other.0))
    }
}

impl std::ops::Sub for Quantity {
    type Output = Quantity;
    fn sub(self, other: Quantity) -> Quantity {
        Quantity(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Quantity {
    fn sum<I: Iterator<Item = Quantity>>(iter: I) -> Quantity {
        iter.fold(Quantity::default(), |a, b| a + b)
    }
}

impl Quantity {
    pub const NONE: Quantity = Quantity(0);

    pub fn is_none(&self) -> bool {
        *self == Quantity::NONE
    }

    /// Converts whole units.
    pub const fn whole(units: i64) -> Quantity {
        Quantity(units * 1_000)
    }

    /// The largest quantity a person may enter. Anything more would exceed [`Money::LARGEST`] at any price.
    pub const LARGEST: Quantity = Quantity::whole(Money::LARGEST.0);

    /// The cost at this unit price, rounded half up to the smallest currency unit; `None` if it overflows.
    pub fn at(self, price: Money) -> Option<Money> {
        let exact = i128::from(self.0) * i128::from(price.0);
        i64::try_from((exact + 500).div_euclid(1_000)).ok().map(Money)
    }
}

/// A configured share, in parts per ten thousand (9000 = 90 %). Computed shares are a [`Ratio`](crate::values::ratio::Ratio).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub i64);

impl Share {
    /// 0 %.
    pub const NONE: Share = Share(0);
    /// 100 %.
    pub const WHOLE: Share = Share(10_000);

    pub fn is_none(&self) -> bool {
        *self == Share::NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_times_price_round_half_up() {
        assert_eq!(Quantity(2_500).at(Money(101)), Some(Money(253)));
        assert_eq!(Quantity::whole(3).at(Money(7)), Some(Money(21)));
        assert_eq!(Quantity(i64::MAX).at(Money(i64::MAX)), None);
    }
}
