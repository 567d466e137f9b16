//! Planned amounts: parts that sum to their whole exactly, and growth on a result.

use crate::values::money::Share;

/// The parts of a whole by weight, each a multiple of `step` where the whole is one. They always sum to the whole: what rounding leaves over goes,
/// one step each, to the parts that lost most by it, of equal ones to the earlier. Equal parts where no weight is positive. No parts for no weights.
pub fn split(whole: i64, weights: &[i64], step: i64) -> Vec<i64> {
    let step = if 0 < step && whole % step == 0 { step } else { 1 };
    let steps = i128::from(whole / step);
    let given: Vec<i128> = weights.iter().map(|it| i128::from((*it).max(0))).collect();
    let sum: i128 = given.iter().sum();
    let (weights, sum) = if sum == 0 { (vec![1; given.len()], i128::try_from(given.len()).unwrap_or(1)) } else { (given, sum) };
    if weights.is_empty() {
        return Vec::new();
    }
    let mut parts: Vec<i128> = weights.iter().map(|it| (steps * it).div_euclid(sum)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((steps * weights[*at]).rem_euclid(sum)));
    let left = steps - parts.iter().sum::<i128>();
    for at in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[at] += 1;
    }
    parts.into_iter().map(|it| i64::try_from(it).unwrap_or_default().saturating_mul(step)).collect()
}

/// A result grown by a percentage and rounded to a step, never below zero.
pub fn grown(result: i64, percent: Share, step: i64) -> i64 {
    let step = i128::from(step.max(1));
    let exact = i128::from(result) * i128::from(Share::WHOLE.0 + percent.0);
    let whole = i128::from(Share::WHOLE.0) * step;
    let steps = (exact + whole / 2).div_euclid(whole);
    i64::try_from(steps * step).unwrap_or_default().max(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_whole_is_split_to_the_last_fen() {
        for (whole, weights, step, expected) in [
            // G7: 150万 by 60 % and 40 %.
            (150_000_000, vec![60, 40], 100, vec![90_000_000, 60_000_000]),
            (100, vec![1, 1, 1], 1, vec![34, 33, 33]),
            (100_000_000, vec![1; 12], 100, [vec![8_333_400; 4], vec![8_333_300; 8]].concat()),
            (10_050, vec![1, 1], 100, vec![5_025, 5_025]),
            (20, vec![10, 5, 5], 1, vec![10, 5, 5]),
            (7, vec![0, 0], 1, vec![4, 3]),
            (7, vec![-5, 1], 1, vec![0, 7]),
            (5, vec![1, 2, 2], 1, vec![1, 2, 2]),
            (0, vec![3, 4], 100, vec![0, 0]),
            (9, vec![], 1, vec![]),
        ] {
            assert_eq!(split(whole, &weights, step), expected, "{whole} by {weights:?}");
        }
    }

    #[test]
    fn growth_is_rounded_to_a_step() {
        for (result, percent, step, expected) in
            [(1_000_000, 1_000, 100, 1_100_000), (333, 1_000, 100, 400), (7, -5_000, 1, 4), (100, -20_000, 1, 0), (15, 0, 1, 15)]
        {
            assert_eq!(grown(result, Share(percent), step), expected, "{result} {percent}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_whole_and_none_is_off_by_a_step(
            whole in 0..=crate::values::money::Money::LARGEST.0,
            weights in proptest::collection::vec(0..=crate::values::money::Money::LARGEST.0, 1..60),
            step in 0..200_i64,
        ) {
            let parts = split(whole, &weights, step);
            prop_assert_eq!(parts.iter().sum::<i64>(), whole);
            let sum: i128 = weights.iter().map(|it| i128::from(*it)).sum();
            let step = if 0 < step && whole % step == 0 { step } else { 1 };
            for (part, weight) in parts.iter().zip(&weights).filter(|_| 0 < sum) {
                let off = i128::from(*part) * sum - i128::from(whole) * i128::from(*weight);
                prop_assert!(off.abs() < i128::from(step) * sum, "{} of {}", part, weight);
            }
        }
    }
}
