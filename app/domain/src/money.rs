//! Amounts and shares as whole numbers, so that a phone and a server can never differ by a rounding (architecture: no floats in a rule).

use serde::{Deserialize, Serialize};

/// An amount in the smallest unit of the company's currency (fen for CNY, cents for USD).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest amount a person may enter: a hundred billion yuan. The sum of nine hundred thousand such records still fits.
    pub const LARGEST: Money = Money(10_000_000_000_000);

    /// Whole currency units (yuan) as an amount.
    pub const fn whole(units: i64) -> Money {
        Money(units * 100)
    }

    /// Reads what a person typed: digits, optional thousands commas, at most two decimals, optionally followed by 万 (ten thousand).
    pub fn parse(text: &str) -> Option<Money> {
        let text: String = text.trim().chars().filter(|it| !matches!(it, ',' | '，' | ' ' | '¥' | '￥')).collect();
        let (digits, decimals_allowed) = match text.strip_suffix('万') {
            Some(digits) => (digits, 6),
            None => (text.as_str(), 2),
        };
        decimal(digits, decimals_allowed).and_then(|(value, decimals)| {
            let shift = decimals_allowed - decimals;
            value.checked_mul(10_i64.pow(shift as u32)).map(Money)
        })
    }
}

/// Splits `12.5` into `(125, 1)`: the digits as one number and how many of them are decimals.
pub(crate) fn decimal(text: &str, decimals_allowed: usize) -> Option<(i64, usize)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits_only = |it: &str| it.chars().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || !digits_only(whole) || !digits_only(fraction) || decimals_allowed < fraction.len() {
        return None;
    }
    let value: i64 = format!("{whole}{fraction}").parse().ok()?;
    Some((if negative { -value } else { value }, fraction.len()))
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

/// A quantity in thousandths of the product's unit, so that 2.5 days of service are exact.
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
    /// Nothing.
    pub const NONE: Quantity = Quantity(0);

    /// Whether it is nothing.
    pub fn is_none(&self) -> bool {
        *self == Quantity::NONE
    }

    /// Whole units.
    pub const fn whole(units: i64) -> Quantity {
        Quantity(units * 1_000)
    }

    /// Reads what a person typed, at most three decimals.
    pub fn parse(text: &str) -> Option<Quantity> {
        let (value, decimals) = decimal(text.trim(), 3)?;
        value.checked_mul(10_i64.pow(3 - decimals as u32)).map(Quantity)
    }

    /// What this many cost at `price` each, rounded half up to the smallest unit of currency.
    pub fn at(self, price: Money) -> Option<Money> {
        let exact = i128::from(self.0) * i128::from(price.0);
        i64::try_from((exact + 500).div_euclid(1_000)).ok().map(Money)
    }
}

/// A share in parts per ten thousand (9000 = 90 %), exact by comparison: see [`ratio`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub i64);

impl Share {
    /// Nothing of it.
    pub const NONE: Share = Share(0);
    /// All of it.
    pub const WHOLE: Share = Share(10_000);

    /// Whether it is nothing.
    pub fn is_none(&self) -> bool {
        *self == Share::NONE
    }
}

/// `of / to` in parts per ten thousand, rounded half up; `None` when there is nothing to divide by (A3, A45).
pub fn ratio(of: i64, to: i64) -> Option<Share> {
    if to == 0 {
        return None;
    }
    let (of, to) = if to < 0 { (-i128::from(of), -i128::from(to)) } else { (i128::from(of), i128::from(to)) };
    let doubled = of * 20_000 + to;
    i64::try_from(doubled.div_euclid(2 * to)).ok().map(Share)
}

/// Whether `of / to` is strictly below `threshold`, by cross-multiplication and therefore unrounded (A2: 79.96 % is below 80 %).
pub fn is_below(of: i64, to: i64, threshold: Share) -> bool {
    0 < to && i128::from(of) * 10_000 < i128::from(threshold.0) * i128::from(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12.5", Some(1_250)),
            ("1,234.56", Some(123_456)),
            ("12.5万", Some(12_500_000)),
            ("0.000001万", Some(1)),
            ("￥80", Some(8_000)),
            ("1.234", None),
            ("", None),
            ("12a", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(Money::parse(text), expected.map(Money), "{text}");
        }
    }

    #[test]
    fn quantities_times_price_round_half_up() {
        assert_eq!(Quantity(2_500).at(Money(101)), Some(Money(253)));
        assert_eq!(Quantity::whole(3).at(Money(7)), Some(Money(21)));
        assert_eq!(Quantity(i64::MAX).at(Money(i64::MAX)), None);
    }

    #[test]
    fn thresholds_compare_unrounded() {
        // A2: 79.96 % shows as 80.0 % and is still below 80 %.
        assert!(is_below(7_996, 10_000, Share(8_000)));
        // G9: exactly 80 % is not below 80 %.
        assert!(!is_below(12, 15, Share(8_000)));
    }

    #[test]
    fn nothing_to_divide_by_is_no_share() {
        assert_eq!(ratio(5, 0), None);
        assert_eq!(ratio(-1, 3), Some(Share(-3_333)));
        assert_eq!(ratio(2, 3), Some(Share(6_667)));
    }
}
