//! The administrator's rules that have an effective date (C-09, C9: a reading that bears a rule is a setting, never a constant in code). A
//! figure of last year is worked out by last year's rules, so what was in force is never overwritten, only followed by something else.

pub mod alert_rules;
pub mod cadence;
pub mod dictionary;
pub mod notices;
pub mod pipeline;

mod entry_times;
mod evidence_policy;
mod grade_rules;
mod node_template;
mod price_bands;
mod review_policy;

use serde::{Deserialize, Serialize};

use crate::values::calendar::Day;

pub use entry_times::EntryTimes;
pub use evidence_policy::EvidencePolicy;
pub use grade_rules::{Bar, GradeRules, Window};
pub use node_template::{NodeStep, NodeTemplate};
pub use price_bands::{PriceBand, PriceBands};
pub use review_policy::ReviewPolicy;

/// Rules and the day from which they hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version<T> {
    /// The first day.
    pub from: Day,
    /// What holds.
    pub rules: T,
}

/// Every version of a set of rules, oldest first. Before the first version, the defaults hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dated<T>(Vec<Version<T>>);

impl<T> Default for Dated<T> {
    fn default() -> Dated<T> {
        Dated(Vec::new())
    }
}

impl<T: Clone + Default> Dated<T> {
    /// What holds on a day.
    pub fn on(&self, day: Day) -> T {
        self.0.iter().filter(|it| it.from <= day).max_by_key(|it| it.from).map(|it| it.rules.clone()).unwrap_or_default()
    }

    /// The same with other rules from a day on, until the next version that is planned. What was set for that very day gives way.
    pub fn since(&self, from: Day, rules: T) -> Dated<T> {
        self.since_with(from, rules, Clone::clone)
    }

    /// The same, where what is planned for later takes over of the change what `follow` makes of it.
    pub fn since_with(&self, from: Day, rules: T, mut follow: impl FnMut(&T) -> T) -> Dated<T> {
        let before = self.0.iter().filter(|it| it.from < from).cloned();
        let after = self.0.iter().filter(|it| from < it.from).map(|it| Version { from: it.from, rules: follow(&it.rules) });
        Dated(before.chain([Version { from, rules }]).chain(after).collect())
    }

    /// The first day after this one from which something else is planned.
    pub fn next_after(&self, day: Day) -> Option<Day> {
        self.0.iter().map(|it| it.from).filter(|it| day < *it).min()
    }

    /// The same versions with each set of rules made into another.
    pub fn map(&self, mut make: impl FnMut(&T) -> T) -> Dated<T> {
        Dated(self.0.iter().map(|it| Version { from: it.from, rules: make(&it.rules) }).collect())
    }

    /// Whether nothing was ever set: the defaults hold.
    pub fn is_default(&self) -> bool {
        self.0.is_empty()
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> &[Version<T>] {
        &self.0
    }

    /// Whether the versions are in order, none twice, on days that can be.
    pub fn is_sound(&self) -> bool {
        let in_order = self.0.windows(2).all(|it| it[0].from < it[1].from);
        in_order && self.0.len() <= 200 && self.0.iter().all(|it| Day::FIRST <= it.from && it.from <= Day::LAST)
    }

    /// Whether everything that held before `day` still holds: history is never rewritten.
    pub fn keeps_before(&self, was: &Dated<T>, day: Day) -> bool
    where
        T: PartialEq,
    {
        let past = |it: &Dated<T>| it.0.iter().filter(|it| it.from < day).cloned().collect::<Vec<_>>();
        past(self) == past(was)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_the_rules_that_held_on_it() {
        let rules = Dated::default().since(Day(10), 1).since(Day(20), 2);
        for (day, expected) in [(9, 0), (10, 1), (19, 1), (20, 2), (99, 2)] {
            assert_eq!(rules.on(Day(day)), expected, "day {day}");
        }
    }

    #[test]
    fn what_was_and_what_is_planned_stay() {
        // C-09: a change from a day on holds until the next planned one, which nobody has taken back.
        let was = Dated::default().since(Day(10), 1).since(Day(30), 3);
        let now = was.since(Day(20), 2);
        assert_eq!((now.on(Day(15)), now.on(Day(25)), now.on(Day(30)), now.on(Day(35))), (1, 2, 3, 3));
        assert!(now.keeps_before(&was, Day(20)));
        assert!(!was.since(Day(10), 7).keeps_before(&was, Day(20)));
        // The same day again replaces that version alone, and a plan can take over what was changed.
        assert_eq!(now.since(Day(20), 9).versions().iter().map(|it| it.rules).collect::<Vec<_>>(), [1, 9, 3]);
        assert_eq!(was.since_with(Day(20), 2, |it| it * 10).on(Day(30)), 30);
        assert_eq!((now.next_after(Day(9)), now.next_after(Day(10)), now.next_after(Day(30))), (Some(Day(10)), Some(Day(20)), None));
    }
}
