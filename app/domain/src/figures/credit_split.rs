//! The facts of an order whose credit is split (A37). Amounts go by the shares; counts stay with the owner.

use std::collections::BTreeMap;

use crate::figures::fact::{Fact, FactKey, Measure};
use crate::records::order::{CreditPart, Order};
use crate::values::ids::ProductId;
use crate::values::split::split;

/// Whether the facts of a measure are amounts of an order.
fn is_amount(measure: Measure) -> bool {
    matches!(measure.reviewed().unwrap_or(measure), Measure::SalesAmount | Measure::Collected | Measure::Due | Measure::Settled)
}

/// The facts, each amount divided among those whom the order is credited to. The sums so far are divided, not each amount by itself, so that everything
/// an order brought by any day is divided to the fen, and what comes back leaves nobody with a remainder.
pub(crate) fn credited(order: &Order, mut facts: Vec<Fact>) -> Vec<Fact> {
    let Some(credit_split) = &order.credit_split else { return facts };
    let parts = &credit_split.parts;
    facts.sort_by_key(|it| it.key.on);
    let mut sums: BTreeMap<(Measure, Option<ProductId>), i64> = BTreeMap::new();
    let mut credited = Vec::with_capacity(facts.len() * parts.len());
    for fact in facts {
        if !is_amount(fact.key.measure) {
            credited.push(fact);
            continue;
        }
        let sum = sums.entry((fact.key.measure, fact.key.product)).or_default();
        let before = divided(*sum, parts);
        *sum = sum.saturating_add(fact.value);
        let changes = divided(*sum, parts).into_iter().zip(before).map(|(after, before)| after.saturating_sub(before));
        let of =
            |(part, value): (&CreditPart, i64)| Fact { key: FactKey { person: part.person, team: part.team, ..fact.key }, value, ..fact };
        credited.extend(parts.iter().zip(changes).map(of).filter(|it| it.value != 0));
    }
    credited
}

/// An amount by the shares. What was paid back divides like what was paid.
pub fn divided(amount: i64, parts: &[CreditPart]) -> Vec<i64> {
    let weights: Vec<i64> = parts.iter().map(|it| it.share.0).collect();
    let sign = amount.signum();
    let size = i64::try_from(amount.unsigned_abs()).unwrap_or(i64::MAX);
    split(size, &weights, 1).into_iter().map(|it| it.saturating_mul(sign)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::values::ids::PersonId;
    use crate::values::money::Share;

    fn parts(shares: &[i64]) -> Vec<CreditPart> {
        let part = |(at, share): (usize, &i64)| CreditPart {
            person: PersonId(uuid::Uuid::from_u128(at as u128)),
            team: None,
            share: Share(*share),
        };
        shares.iter().enumerate().map(part).collect()
    }

    #[test]
    fn amounts_are_divided_to_the_fen() {
        // A37.
        for (amount, shares, expected) in [
            (100, vec![6_000, 4_000], vec![60, 40]),
            (1, vec![5_000, 5_000], vec![1, 0]),
            (-1, vec![5_000, 5_000], vec![-1, 0]),
            (100, vec![3_333, 3_333, 3_334], vec![33, 33, 34]),
            (0, vec![9_999, 1], vec![0, 0]),
            (9_999, vec![9_999, 1], vec![9_998, 1]),
        ] {
            assert_eq!(divided(amount, &parts(&shares)), expected, "{amount} by {shares:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_the_whole(amount in any::<i64>().prop_map(|it| it.max(i64::MIN + 1)), first in 1..9_999_i64) {
            let divided = divided(amount, &parts(&[first, 10_000 - first]));
            prop_assert_eq!(divided.iter().map(|it| i128::from(*it)).sum::<i128>(), i128::from(amount));
            prop_assert!(divided.iter().all(|it| it.signum() == 0 || it.signum() == amount.signum()));
        }
    }
}
