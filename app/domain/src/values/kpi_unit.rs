//! Units of KPIs, and which of them may be added or divided. A formula of unlike units is refused, never guessed.

use serde::{Deserialize, Serialize};

use crate::values::money::{Money, Share};
use crate::values::ratio::{Ratio, ratio};

/// The unit of a KPI or of one of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KpiUnit {
    /// Fen.
    Money,
    /// Things: contacts, orders, customers.
    Count,
    /// Thousandths of a product's unit.
    Quantity,
    Days,
    Hours,
    /// Points of a rating, from 1 to 5.
    Score,
    /// A share of a whole, shown as a percentage.
    Share,
    /// The difference of two shares, shown as percentage points.
    Points,
}

impl KpiUnit {
    pub const ALL: [KpiUnit; 8] =
        [KpiUnit::Money, KpiUnit::Count, KpiUnit::Quantity, KpiUnit::Days, KpiUnit::Hours, KpiUnit::Score, KpiUnit::Share, KpiUnit::Points];

    /// How many of the integers that a target is stored in make one: a target of 35 % is 3,500, one of 2.5 days is 250. Amounts are stored in fen.
    pub fn parts(self) -> i64 {
        match self {
            KpiUnit::Money | KpiUnit::Count | KpiUnit::Quantity => 1,
            KpiUnit::Days | KpiUnit::Hours | KpiUnit::Score => 100,
            KpiUnit::Share | KpiUnit::Points => Share::WHOLE.0,
        }
    }

    /// A stored target as a value of the KPI.
    pub fn target(self, stored: i64) -> Option<Ratio> {
        ratio(stored, self.parts())
    }

    /// 完成率 = actual ÷ target, also of a rate (F-01, F-12). `None` without a positive target (A3).
    pub fn completion(self, actual: Ratio, stored: i64) -> Option<Ratio> {
        self.target(stored).and_then(|it| actual.by(it))
    }

    /// The largest target.
    pub fn most(self) -> i64 {
        match self {
            KpiUnit::Share | KpiUnit::Points => 10 * Share::WHOLE.0,
            _ => Money::LARGEST.0,
        }
    }

    /// The unit of a sum; `None` if the two cannot be added.
    pub fn plus(self, other: KpiUnit) -> Option<KpiUnit> {
        (self == other).then_some(self)
    }

    /// The unit of a difference; `None` if one cannot be taken from the other.
    pub fn minus(self, other: KpiUnit) -> Option<KpiUnit> {
        match (self, other) {
            (KpiUnit::Share, KpiUnit::Share) => Some(KpiUnit::Points),
            (one, other) => one.plus(other),
        }
    }

    /// The unit of a quotient: a share of the same unit, or so much for each thing; `None` for anything else.
    pub fn by(self, other: KpiUnit) -> Option<KpiUnit> {
        match (self, other) {
            (KpiUnit::Share | KpiUnit::Points, _) => None,
            (one, other) if one == other => Some(KpiUnit::Share),
            (one, KpiUnit::Count) => Some(one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_g1_to_g3_g8_to_g10_completion() {
        // In tenths of a percent. Amounts of 万元 in fen, shares in ten-thousandths.
        let wan = |n: i64| n * 1_000_000;
        let percent = |n: i64| ratio(n, 100).expect("a share");
        for (unit, actual, target, expected) in [
            (KpiUnit::Money, wan(135).into(), wan(150), Some(900)),
            (KpiUnit::Money, wan(132).into(), wan(120), Some(1_100)),
            (KpiUnit::Money, wan(267).into(), wan(270), Some(989)),
            (KpiUnit::Money, wan(185).into(), wan(200), Some(925)),
            (KpiUnit::Count, 12.into(), 15, Some(800)),
            (KpiUnit::Share, percent(32), 3_500, Some(914)),
            (KpiUnit::Days, 25.into(), 2_500, Some(1_000)),
            (KpiUnit::Count, 3.into(), 0, None),
        ] {
            assert_eq!(unit.completion(actual, target).map(|it| it.in_parts(1_000)), expected, "{unit:?} {actual:?} of {target}");
        }
    }

    #[test]
    fn unlike_units_are_neither_added_nor_divided() {
        use KpiUnit::{Count, Days, Money, Points, Quantity, Score, Share};
        for (one, other, sum, difference, quotient) in [
            (Money, Money, Some(Money), Some(Money), Some(Share)),
            (Count, Count, Some(Count), Some(Count), Some(Share)),
            (Money, Count, None, None, Some(Money)),
            (Count, Money, None, None, None),
            (Days, Count, None, None, Some(Days)),
            (Score, Count, None, None, Some(Score)),
            (Money, Quantity, None, None, None),
            (Share, Share, Some(Share), Some(Points), None),
            (Share, Count, None, None, None),
            (Money, Share, None, None, None),
        ] {
            assert_eq!((one.plus(other), one.minus(other), one.by(other)), (sum, difference, quotient), "{one:?} {other:?}");
        }
    }
}
