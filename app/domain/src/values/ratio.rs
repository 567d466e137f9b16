//! Exact quotients, kept as numerator and denominator. A ratio is rounded once, for display, and compared unrounded (A2): 6 of 11 is 54.5 %;
//! rounding to a ten-thousandth first would give 54.6 %.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::values::money::Share;

/// `of / to`, exact. The denominator is always positive: there is no ratio to zero or to a negative base.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(into = "(i64, i64)", try_from = "(i64, i64)")]
pub struct Ratio {
    of: i64,
    to: i64,
}

/// `of / to`; `None` unless `to` is positive (A3, A45).
pub fn ratio(of: i64, to: i64) -> Option<Ratio> {
    (0 < to).then_some(Ratio { of, to })
}

/// Whether `of / to` is strictly below `threshold`. Cross-multiplies, so nothing is rounded (A2: 79.96 % is below 80 %).
pub fn is_below(of: i64, to: i64, threshold: Share) -> bool {
    ratio(of, to).is_some_and(|it| it < threshold.into())
}

impl Ratio {
    /// Zero.
    pub const NONE: Ratio = Ratio::whole(0);
    /// One (100 %).
    pub const WHOLE: Ratio = Ratio::whole(1);

    pub const fn whole(value: i64) -> Ratio {
        Ratio { of: value, to: 1 }
    }

    /// The quotient of two wide products, in lowest terms. If they still do not fit, halves both until they do; the error is far below what is
    /// shown.
    pub fn of_products(of: i128, to: i128) -> Option<Ratio> {
        if to <= 0 {
            return None;
        }
        let divisor = greatest_common_divisor(of.unsigned_abs(), to.unsigned_abs());
        let (mut of, mut to) = (of / i128::try_from(divisor).ok()?, to / i128::try_from(divisor).ok()?);
        while i64::try_from(of).is_err() || i64::try_from(to).is_err() {
            (of, to) = (of / 2, to / 2);
        }
        ratio(i64::try_from(of).ok()?, i64::try_from(to).ok()?.max(1))
    }

    pub fn numerator(self) -> i64 {
        self.of
    }

    /// Always positive.
    pub fn denominator(self) -> i64 {
        self.to
    }

    /// The ratio in units of 1/`parts`, rounded half away from zero.
    pub fn in_parts(self, parts: i64) -> i64 {
        rounded(i128::from(self.of) * i128::from(parts), i128::from(self.to))
    }

    /// The nearest integer, halves away from zero.
    pub fn rounded(self) -> i64 {
        self.in_parts(1)
    }

    /// Absolute value.
    pub fn abs(self) -> Ratio {
        Ratio { of: self.of.saturating_abs(), ..self }
    }

    /// Compares with zero.
    pub fn sign(self) -> Ordering {
        self.of.cmp(&0)
    }

    /// `self − other` in units of 1/`parts`, rounded half away from zero.
    pub fn minus_in_parts(self, other: Ratio, parts: i64) -> i64 {
        let (of, to) = self.minus(other);
        // In lowest terms the product fits for any realistic sales figures.
        let divisor = i128::try_from(greatest_common_divisor(of.unsigned_abs(), to.unsigned_abs())).unwrap_or(1);
        let (of, to) = (of / divisor, to / divisor);
        rounded(of.saturating_mul(i128::from(parts)), to)
    }

    /// `(self − base) ÷ base`; `None` unless the base is positive (A45).
    pub fn growth_on(self, base: Ratio) -> Option<Ratio> {
        let (of, _) = self.minus(base);
        Ratio::of_products(of, i128::from(base.of) * i128::from(self.to))
    }

    /// The sum; `None` if it does not fit.
    pub fn plus(self, other: Ratio) -> Option<Ratio> {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let of = wide(self.of, other.to).checked_add(wide(other.of, self.to))?;
        Ratio::of_products(of, wide(self.to, other.to))
    }

    /// The difference; `None` if it does not fit.
    pub fn less(self, other: Ratio) -> Option<Ratio> {
        let (of, to) = self.minus(other);
        Ratio::of_products(of, to)
    }

    /// The quotient; `None` unless the other one is positive (A3).
    pub fn by(self, other: Ratio) -> Option<Ratio> {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        Ratio::of_products(wide(self.of, other.to), wide(self.to, other.of))
    }

    fn minus(self, other: Ratio) -> (i128, i128) {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        (wide(self.of, other.to).saturating_sub(wide(other.of, self.to)), wide(self.to, other.to))
    }
}

/// `of / to`, rounded half away from zero.
fn rounded(of: i128, to: i128) -> i64 {
    let magnitude = of.unsigned_abs();
    let (to, negative) = (to.unsigned_abs().max(1), of < 0);
    let (quotient, rest) = (magnitude / to, magnitude % to);
    let quotient = quotient + u128::from(to - rest <= rest);
    let value = i64::try_from(quotient).unwrap_or(i64::MAX);
    if negative { -value } else { value }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl From<Share> for Ratio {
    fn from(share: Share) -> Ratio {
        Ratio { of: share.0, to: Share::WHOLE.0 }
    }
}

impl From<i64> for Ratio {
    fn from(value: i64) -> Ratio {
        Ratio::whole(value)
    }
}

impl From<Ratio> for (i64, i64) {
    fn from(ratio: Ratio) -> (i64, i64) {
        (ratio.of, ratio.to)
    }
}

impl TryFrom<(i64, i64)> for Ratio {
    type Error = &'static str;

    fn try_from((of, to): (i64, i64)) -> Result<Ratio, &'static str> {
        ratio(of, to).ok_or("a ratio to nothing")
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        wide(self.of, other.to).cmp(&wide(other.of, self.to))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Ratio) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_ratio_is_rounded_once() {
        // Tenths of a percent. Rounding to a ten-thousandth first would make each of the first five one tenth too high.
        for (of, to, tenths) in [
            (6, 11, 545),
            (41, 71, 577),
            (43, 109, 394),
            (15_172_523, 50_000_000, 303),
            (1_515_487, 10_005_534, 151),
            (1, 2_000, 1),
            (-1, 2_000, -1),
            (2, 3, 667),
            (i64::MAX, i64::MAX, 1_000),
        ] {
            assert_eq!(ratio(of, to).map(|it| it.in_parts(1_000)), Some(tenths), "{of} of {to}");
        }
    }

    #[test]
    fn thresholds_compare_unrounded() {
        // A2: 79.96 % shows as 80.0 % but is below 80 %; so is a value that differs from 80 % by less than a ten-thousandth.
        assert!(is_below(7_996, 10_000, Share(8_000)));
        assert!(is_below(799_999_999, 1_000_000_000, Share(8_000)));
        // G9: exactly 80 % is not below 80 %.
        assert!(!is_below(12, 15, Share(8_000)));
    }

    #[test]
    fn a_ratio_to_zero_is_none() {
        for to in [0, -1, i64::MIN] {
            assert_eq!(ratio(5, to), None);
        }
        assert_eq!(Ratio::whole(5).growth_on(Ratio::NONE), None);
        assert_eq!(Ratio::whole(5).growth_on(Ratio::whole(-3)), None);
        assert_eq!(serde_json::from_str::<Ratio>("[1,0]").map_err(|it| it.to_string()), Err("a ratio to nothing".to_owned()));
        assert_eq!(serde_json::from_str::<Ratio>("[6,11]").ok(), ratio(6, 11));
    }

    #[test]
    fn rates_differ_by_points_and_amounts_by_a_part_of_the_base() {
        // From 16.9 % to 23.2 % is +6.3 percentage points; from 450 to 480 is +6.7 %.
        let rate = |of| ratio(of, 1_000).expect("a rate");
        assert_eq!(rate(232).minus_in_parts(rate(169), 1_000), 63);
        assert_eq!(Ratio::whole(480).growth_on(Ratio::whole(450)), ratio(1, 15));
        assert_eq!(Ratio::whole(i64::MIN).growth_on(Ratio::whole(i64::MAX)).map(|it| it.in_parts(100)), Some(-200));
    }

    proptest! {
        #[test]
        fn a_written_ratio_is_within_half_of_the_last_place(of in -1_000_000_000_000_i64.., to in 1_i64..) {
            let of = of % 10_000_000_000_000;
            let written = i128::from(ratio(of, to).expect("a ratio").in_parts(1_000));
            let (exact, to) = (i128::from(of) * 1_000, i128::from(to));
            prop_assert!((written * to - exact).abs() * 2 <= to);
        }

        #[test]
        fn ratios_are_ordered_as_their_products(a in any::<(i32, u16)>(), b in any::<(i32, u16)>()) {
            let of = |(of, to): (i32, u16)| ratio(of.into(), i64::from(to) + 1).expect("a ratio");
            let left = i64::from(a.0) * (i64::from(b.1) + 1);
            let right = i64::from(b.0) * (i64::from(a.1) + 1);
            prop_assert_eq!(of(a).cmp(&of(b)), left.cmp(&right));
        }
    }
}
