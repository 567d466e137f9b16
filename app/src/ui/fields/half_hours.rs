//! Times of day to choose from: every half hour, plus exact times chosen elsewhere.

use crate::i18n::time_of_day;
use crate::ui::kit::Choice;

/// Minutes per day, and minutes between two choices.
const DAY: i32 = 24 * 60;
const STEP: usize = 30;

/// The choices, each with its minutes after midnight as the value.
pub fn half_hours(kept: impl IntoIterator<Item = i32>) -> Vec<Choice> {
    let mut minutes: Vec<i32> = (0..DAY).step_by(STEP).chain(kept).collect();
    minutes.sort_unstable();
    minutes.dedup();
    minutes.into_iter().map(|it| Choice::new(it, time_of_day(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_between_the_half_hours_can_be_kept() {
        let choices = half_hours([18 * 60, 8 * 60 + 5]);
        assert_eq!(choices.len(), 49);
        assert_eq!(choices.iter().position(|it| it.label == "08:05"), Some(17));
        assert!(choices.iter().any(|it| it.value == "1080" && it.label == "18:00"));
    }
}
