//! The administrator's rules with an effective date (C-09, C9: the interpretation of a requirement that sets a rule is a setting, never a
//! constant in code). Figures of last year use last year's rules, so past rules are never overwritten, only followed by a new version.

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

/// Rules with the day they take effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version<T> {
    pub from: Day,
    pub rules: T,
}

/// Every version of a set of rules, oldest first. Defaults apply before the first version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dated<T>(Vec<Version<T>>);

impl<T> Default for Dated<T> {
    fn default() -> Dated<T> {
        Dated(Vec::new())
    }
}

impl<T: Clone + Default> Dated<T> {
    /// The rules in force on `day`.
    pub fn on(&self, day: Day) -> T {
        self.0.iter().filter(|it| it.from <= day).max_by_key(|it| it.from).map(|it| it.rules.clone()).unwrap_or_default()
    }

    /// A copy with other rules from a day until the next planned version. Replaces a version of the same day.
    pub fn since(&self, from: Day, rules: T) -> Dated<T> {
        self.since_with(from, rules, Clone::clone)
    }

    /// Like [`Dated::since`], but also applies `follow` to the later, planned versions, so that they can adopt the change.
    pub fn since_with(&self, from: Day, rules: T, mut follow: impl FnMut(&T) -> T) -> Dated<T> {
        let before = self.0.iter().filter(|it| it.from < from).cloned();
        let after = self.0.iter().filter(|it| from < it.from).map(|it| Version { from: it.from, rules: follow(&it.rules) });
        Dated(before.chain([Version { from, rules }]).chain(after).collect())
    }

    /// The day of the next version after `day`.
    pub fn next_after(&self, day: Day) -> Option<Day> {
        self.0.iter().map(|it| it.from).filter(|it| day < *it).min()
    }

    /// A copy with `make` applied to each version's rules.
    pub fn map(&self, mut make: impl FnMut(&T) -> T) -> Dated<T> {
        Dated(self.0.iter().map(|it| Version { from: it.from, rules: make(&it.rules) }).collect())
    }

    /// Whether there is no version, so that the defaults apply.
    pub fn is_default(&self) -> bool {
        self.0.is_empty()
    }

    /// Oldest first.
    pub fn versions(&self) -> &[Version<T>] {
        &self.0
    }

    /// Whether there are at most 200 versions, in strictly ascending order, on valid days.
    pub fn is_sound(&self) -> bool {
        let in_order = self.0.windows(2).all(|it| it[0].from < it[1].from);
        in_order && self.0.len() <= 200 && self.0.iter().all(|it| Day::FIRST <= it.from && it.from <= Day::LAST)
    }

    /// Whether all versions before `day` are unchanged. History is never rewritten.
    pub fn keeps_before(&self, was: &Dated<T>, day: Day) -> bool
    where
        T: PartialEq,
    {
        let past = |it: &Dated<T>| it.0.iter().filter(|entry| entry.from < day).cloned().collect::<Vec<_>>();
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
    fn a_new_version_keeps_earlier_and_planned_versions() {
        // C-09: a change applies until the next planned version, which stays.
        let was = Dated::default().since(Day(10), 1).since(Day(30), 3);
        let now = was.since(Day(20), 2);
        assert_eq!((now.on(Day(15)), now.on(Day(25)), now.on(Day(30)), now.on(Day(35))), (1, 2, 3, 3));
        assert!(now.keeps_before(&was, Day(20)));
        assert!(!was.since(Day(10), 7).keeps_before(&was, Day(20)));
        // A change on the same day replaces only that version, and a planned version can adopt the change.
        assert_eq!(now.since(Day(20), 9).versions().iter().map(|it| it.rules).collect::<Vec<_>>(), [1, 9, 3]);
        assert_eq!(was.since_with(Day(20), 2, |it| it * 10).on(Day(30)), 30);
        assert_eq!((now.next_after(Day(9)), now.next_after(Day(10)), now.next_after(Day(30))), (Some(Day(10)), Some(Day(20)), None));
    }
}
