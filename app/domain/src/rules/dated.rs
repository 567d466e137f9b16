//! Versions of a set of rules: each holds from its day until the next one, and says who set it, when and why.

use serde::{Deserialize, Serialize};

use crate::values::calendar::{Day, Timestamp};
use crate::values::field::Field;
use crate::values::ids::PersonId;
use crate::values::refusal::Refusals;
use crate::values::text;

/// Who set a version, and when. Filled by the decision, whatever a device claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBy {
    pub by: PersonId,
    pub at: Timestamp,
}

/// Rules with the day they take effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version<T> {
    pub from: Day,
    pub rules: T,
    /// `None` for versions of older releases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<SetBy>,
    /// Why. In a command, an empty text removes the note of a version that otherwise stays; `None` leaves it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl<T> Version<T> {
    /// A version without a note, not decided yet.
    pub fn of(from: Day, rules: T) -> Version<T> {
        Version { from, rules, set: None, note: None }
    }
}

/// A version of dated rules without the rules: which ones, from when, by whom and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleVersion {
    /// The name of the set of rules in the company's record.
    pub rules: Field,
    pub from: Day,
    pub set: Option<SetBy>,
    pub note: Option<String>,
}

/// Whether a version was in force, is, or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionPhase {
    Past,
    Now,
    Planned,
}

/// A version with the days on which it holds, seen from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionSpan<T> {
    /// The first day; `None` for the rules that hold before the first version.
    pub from: Option<Day>,
    /// The last day; `None` for the newest version.
    pub until: Option<Day>,
    pub phase: VersionPhase,
    pub rules: T,
    /// The rules of the version before it; `None` where `from` is.
    pub before: Option<T>,
    pub set: Option<SetBy>,
    pub note: Option<String>,
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

impl<T: Clone + Default + PartialEq> Dated<T> {
    /// The rules in force on `day`.
    pub fn on(&self, day: Day) -> T {
        self.on_after(&T::default(), day)
    }

    /// Like [`Dated::on`], where `first` holds before the first version instead of the defaults.
    pub fn on_after(&self, first: &T, day: Day) -> T {
        self.0.iter().filter(|it| it.from <= day).max_by_key(|it| it.from).map_or_else(|| first.clone(), |it| it.rules.clone())
    }

    /// A copy with other rules from a day until the next planned version. Replaces a version of the same day.
    pub fn since(&self, from: Day, rules: T) -> Dated<T> {
        self.with(Version::of(from, rules))
    }

    /// Like [`Dated::since`], with the version as a whole.
    pub fn with(&self, version: Version<T>) -> Dated<T> {
        self.followed_by(version, Clone::clone)
    }

    /// Like [`Dated::with`], but also applies `follow` to the later, planned versions, so that they can adopt the change.
    pub fn followed_by(&self, version: Version<T>, mut follow: impl FnMut(&T) -> T) -> Dated<T> {
        let from = version.from;
        let before = self.0.iter().filter(|it| it.from < from).cloned();
        let after = self.0.iter().filter(|it| from < it.from).map(|it| Version { rules: follow(&it.rules), ..it.clone() });
        Dated(before.chain([version]).chain(after).collect())
    }

    /// A copy without the planned version of a day: the version before it goes on. A version that has taken effect by `today` stays; it is
    /// followed by another one instead.
    pub fn without(&self, from: Day, today: Day) -> Dated<T> {
        Dated(self.0.iter().filter(|it| it.from != from || it.from <= today).cloned().collect())
    }

    /// A copy as if the version of a day had never been set, even one in force: to say what it changed.
    pub fn skipping(&self, from: Day) -> Dated<T> {
        Dated(self.0.iter().filter(|it| it.from != from).cloned().collect())
    }

    /// The day of the next version after `day`.
    pub fn next_after(&self, day: Day) -> Option<Day> {
        self.0.iter().map(|it| it.from).filter(|it| day < *it).min()
    }

    /// The version that takes effect on `day`.
    pub fn starting(&self, day: Day) -> Option<&Version<T>> {
        self.0.iter().find(|it| it.from == day)
    }

    /// A copy with `make` applied to each version's rules.
    pub fn map(&self, mut make: impl FnMut(&T) -> T) -> Dated<T> {
        Dated(self.0.iter().map(|it| Version { rules: make(&it.rules), ..it.clone() }).collect())
    }

    /// Oldest first.
    pub fn versions(&self) -> &[Version<T>] {
        &self.0
    }

    /// Every version with the days on which it holds, oldest first, beginning with the defaults. Exactly one is in force on `today`.
    pub fn spans(&self, today: Day) -> Vec<VersionSpan<T>> {
        self.spans_after(&T::default(), today)
    }

    /// Like [`Dated::spans`], beginning with `first` instead of the defaults.
    pub fn spans_after(&self, first: &T, today: Day) -> Vec<VersionSpan<T>> {
        let starts = std::iter::once(None).chain(self.0.iter().map(Some));
        let span = |(at, version): (usize, Option<&Version<T>>)| {
            let from = version.map(|it| it.from);
            let until = self.0.get(at).map(|it| it.from.plus(-1));
            let phase = match () {
                () if from.is_some_and(|it| today < it) => VersionPhase::Planned,
                () if until.is_some_and(|it| it < today) => VersionPhase::Past,
                () => VersionPhase::Now,
            };
            let before = version.map(|it| self.on_after(first, it.from.plus(-1)));
            let rules = version.map_or_else(|| first.clone(), |it| it.rules.clone());
            let (set, note) = (version.and_then(|it| it.set), version.and_then(|it| it.note.clone()));
            VersionSpan { from, until, phase, rules, before, set, note }
        };
        starts.enumerate().map(span).collect()
    }

    /// Whether there are at most 200 versions, in strictly ascending order, on valid days.
    pub fn is_sound(&self) -> bool {
        let in_order = self.0.windows(2).all(|it| it[0].from < it[1].from);
        in_order && self.0.len() <= 200 && self.0.iter().all(|it| Day::FIRST <= it.from && it.from <= Day::LAST)
    }

    /// Whether all versions before `day` are unchanged, with their authors and notes, and a version that takes effect on `day` still does. History
    /// is never rewritten.
    pub fn keeps_before(&self, was: &Dated<T>, day: Day) -> bool {
        let past = |dated: &Dated<T>| dated.0.iter().filter(|it| it.from < day).cloned().collect::<Vec<_>>();
        past(self) == past(was) && (was.starting(day).is_none() || self.starting(day).is_some())
    }

    /// A copy with cleaned notes. An empty note stays empty, because it removes one.
    pub(crate) fn with_clean_notes(&self, refusals: &mut Refusals) -> Dated<T> {
        let mut clean = |note: &String| refusals.keep(Field::Note, text::optional(note, text::NOTE)).flatten().unwrap_or_default();
        Dated(self.0.iter().map(|it| Version { note: it.note.as_ref().map(&mut clean), ..it.clone() }).collect())
    }

    /// A copy in which no version says who set it.
    pub(crate) fn unsigned(&self) -> Dated<T> {
        Dated(self.0.iter().map(|it| Version { set: None, ..it.clone() }).collect())
    }

    /// A copy in which `by` sets the versions that differ from those of `was`. A device of an older release sends no notes; unless the rules
    /// changed, the version keeps the note that it has.
    pub(crate) fn signed(&self, was: &Dated<T>, by: SetBy) -> Dated<T> {
        let sign = |version: &Version<T>| {
            let note = version.note.clone().filter(|it| !it.is_empty());
            let kept = was.starting(version.from).filter(|it| it.rules == version.rules);
            match kept.filter(|it| version.note.is_none() || it.note == note) {
                Some(kept) => kept.clone(),
                None => Version { set: Some(by), note, ..version.clone() },
            }
        };
        Dated(self.0.iter().map(sign).collect())
    }
}

impl<T> Dated<T> {
    /// Whether there is no version, so that the defaults apply.
    pub fn is_default(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn days_of(dated: &Dated<i32>) -> Vec<(i32, i32)> {
        dated.versions().iter().map(|it| (it.from.0, it.rules)).collect()
    }

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
        assert_eq!(days_of(&now.since(Day(20), 9)), [(10, 1), (20, 9), (30, 3)]);
        assert_eq!(was.followed_by(Version::of(Day(20), 2), |it| it * 10).on(Day(30)), 30);
        assert_eq!((now.next_after(Day(9)), now.next_after(Day(10)), now.next_after(Day(30))), (Some(Day(10)), Some(Day(20)), None));
    }

    #[test]
    fn only_a_planned_version_is_taken_back() {
        let was = Dated::default().since(Day(10), 1).since(Day(20), 2).since(Day(30), 3);
        let all = [(10, 1), (20, 2), (30, 3)];
        for (from, today, expected) in [
            (30, 20, &[(10, 1), (20, 2)][..]),
            (30, 29, &[(10, 1), (20, 2)]),
            (30, 30, &all),
            (30, 31, &all),
            (20, 19, &[(10, 1), (30, 3)]),
            (20, 20, &all),
            (10, 9, &[(20, 2), (30, 3)]),
            (25, 9, &all),
        ] {
            assert_eq!(days_of(&was.without(Day(from), Day(today))), expected, "{from} on {today}");
        }
        // Without its only version, the defaults go on.
        let only = Dated::default().since(Day(30), 3);
        assert!(only.without(Day(30), Day(29)).is_default());
    }

    #[test]
    fn history_keeps_its_versions_authors_and_notes() {
        let [earlier, later] = [1, 2].map(|at| SetBy { by: PersonId::default(), at: Timestamp(at) });
        let version = |from, rules, set, note: &str| Version { from: Day(from), rules, set: Some(set), note: Some(note.to_owned()) };
        let was = Dated::default().with(version(10, 1, earlier, "旺季")).with(version(20, 2, earlier, "淡季"));
        for (now, day, keeps) in [
            (was.clone(), 30, true),
            (was.with(version(10, 1, later, "旺季")), 11, false),
            (was.with(version(10, 1, earlier, "别的")), 11, false),
            (was.with(version(10, 1, earlier, "别的")), 10, true),
            (was.without(Day(20), Day(19)), 19, true),
            // It has taken effect today: it may be changed, not removed.
            (was.without(Day(20), Day(19)), 20, false),
            (was.since(Day(20), 7), 20, true),
        ] {
            assert_eq!(now.keeps_before(&was, Day(day)), keeps, "{day} {now:?}");
        }
    }

    #[test]
    fn a_version_is_set_by_whoever_changes_its_rules_or_its_note() {
        let [earlier, later] = [1, 2].map(|at| SetBy { by: PersonId::default(), at: Timestamp(at) });
        let was = Dated::default().with(Version { set: Some(earlier), note: Some("旺季".to_owned()), ..Version::of(Day(10), 1) });
        let claimed = Some(SetBy { by: PersonId::default(), at: Timestamp(9) });
        for (rules, note, set, kept) in [
            (1, None, earlier, Some("旺季")),
            (1, Some("旺季"), earlier, Some("旺季")),
            (1, Some("淡季"), later, Some("淡季")),
            (1, Some(""), later, None),
            (2, None, later, None),
            (2, Some("旺季"), later, Some("旺季")),
        ] {
            let now = was.with(Version { from: Day(10), rules, set: claimed, note: note.map(str::to_owned) });
            let signed = now.unsigned().signed(&was, later);
            let version = signed.starting(Day(10)).expect("a version");
            assert_eq!((version.set, version.note.as_deref()), (Some(set), kept), "{rules} {note:?}");
        }
    }

    #[test]
    fn every_version_says_on_which_days_it_holds() {
        let dated = Dated::default().since(Day(10), 1).since(Day(20), 2).since(Day(30), 3);
        let spans = |dated: &Dated<i32>, today| -> Vec<_> {
            let days = |it: VersionSpan<i32>| (it.from.map(|day| day.0), it.until.map(|day| day.0), it.phase, it.before, it.rules);
            dated.spans(Day(today)).into_iter().map(days).collect()
        };
        use VersionPhase::{Now, Past, Planned};
        let expected = |phases: [VersionPhase; 4]| {
            vec![
                (None, Some(9), phases[0], None, 0),
                (Some(10), Some(19), phases[1], Some(0), 1),
                (Some(20), Some(29), phases[2], Some(1), 2),
                (Some(30), None, phases[3], Some(2), 3),
            ]
        };
        for (today, phases) in [
            (9, [Now, Planned, Planned, Planned]),
            (10, [Past, Now, Planned, Planned]),
            (19, [Past, Now, Planned, Planned]),
            (20, [Past, Past, Now, Planned]),
            (30, [Past, Past, Past, Now]),
        ] {
            assert_eq!(spans(&dated, today), expected(phases), "{today}");
        }
        assert_eq!(spans(&Dated::default(), 5), [(None, None, Now, None, 0)]);
    }

    #[test]
    fn other_rules_than_the_defaults_can_hold_before_the_first_version() {
        // C9: rules that an earlier release kept without a day.
        let dated = Dated::default().since(Day(10), 1).since(Day(20), 2);
        for (day, expected) in [(9, 7), (10, 1), (19, 1), (20, 2)] {
            assert_eq!(dated.on_after(&7, Day(day)), expected, "day {day}");
        }
        let spans: Vec<_> = dated.spans_after(&7, Day(10)).into_iter().map(|it| (it.from, it.before, it.rules, it.phase)).collect();
        let (past, now, planned) = (VersionPhase::Past, VersionPhase::Now, VersionPhase::Planned);
        assert_eq!(spans, [(None, None, 7, past), (Some(Day(10)), Some(7), 1, now), (Some(Day(20)), Some(1), 2, planned)]);
        assert_eq!(Dated::default().on_after(&7, Day(1)), 7);
    }

    #[test]
    fn versions_are_read_and_written_as_they_were() {
        // An older release knows neither authors nor notes.
        let stored = r#"[{"from":20000,"rules":7}]"#;
        let dated: Dated<i32> = serde_json::from_str(stored).expect("versions");
        assert_eq!(serde_json::to_string(&dated).expect("a text"), stored);
        let signed = dated.signed(&Dated::default(), SetBy { by: PersonId::default(), at: Timestamp(5) });
        let noted = signed.with(Version { note: Some("旺季".to_owned()), ..signed.versions()[0].clone() });
        let bytes = r#"[{"from":20000,"rules":7,"set":{"by":"00000000-0000-0000-0000-000000000000","at":5},"note":"旺季"}]"#;
        assert_eq!(serde_json::to_string(&noted).expect("a text"), bytes);
        assert_eq!(serde_json::from_str::<Dated<i32>>(bytes).expect("versions"), noted);
    }

    #[derive(Clone, Debug)]
    enum Change {
        Since(i32, i32),
        TakeBack(i32),
        Move(i32, i32, i32),
    }

    fn changes() -> impl Strategy<Value = (i32, Change)> {
        let day = || 1..60_i32;
        let change = prop_oneof![
            3 => (day(), 1..9_i32).prop_map(|(from, rules)| Change::Since(from, rules)),
            2 => day().prop_map(Change::TakeBack),
            2 => (day(), day(), 1..9_i32).prop_map(|(from, to, rules)| Change::Move(from, to, rules)),
        ];
        (0..3_i32, change)
    }

    proptest! {
        /// Whatever is scheduled, changed and taken back as the days go by, no day that is past ever gets other rules.
        #[test]
        fn the_past_keeps_its_rules(changes in proptest::collection::vec(changes(), 1..40)) {
            let (mut dated, mut today) = (Dated::<i32>::default(), 10);
            let mut plain = BTreeMap::<i32, i32>::new();
            for (passed, change) in changes {
                today += passed;
                let was = dated.clone();
                match change {
                    Change::Since(from, rules) if today <= from => {
                        dated = dated.since(Day(from), rules);
                        plain.insert(from, rules);
                    }
                    Change::TakeBack(from) => {
                        dated = dated.without(Day(from), Day(today));
                        if today < from {
                            plain.remove(&from);
                        }
                    }
                    Change::Move(from, to, rules) if today < from && today <= to => {
                        dated = dated.without(Day(from), Day(today)).since(Day(to), rules);
                        plain.remove(&from);
                        plain.insert(to, rules);
                    }
                    Change::Since(..) | Change::Move(..) => {}
                }
                prop_assert!(dated.keeps_before(&was, Day(today)));
                prop_assert_eq!(days_of(&dated), plain.clone().into_iter().collect::<Vec<_>>());
                for day in 0..70 {
                    let expected = plain.range(..=day).next_back().map_or(0, |it| *it.1);
                    prop_assert_eq!(dated.on(Day(day)), expected);
                    prop_assert!(today <= day || dated.on(Day(day)) == was.on(Day(day)));
                }
                // What was taken back can be set again.
                if let Change::TakeBack(from) = change && let Some(version) = was.starting(Day(from)) {
                    prop_assert_eq!(&dated.with(version.clone()), &was);
                }
                let now = dated.spans(Day(today)).into_iter().filter(|it| it.phase == VersionPhase::Now);
                prop_assert_eq!(now.map(|it| it.rules).collect::<Vec<_>>(), [dated.on(Day(today))]);
            }
        }
    }
}
