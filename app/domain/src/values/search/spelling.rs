//! A set of readings, and which prefixes of the typed text it matches.

use std::collections::BTreeSet;

/// Every way to type the readings of a character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spelling {
    readings: Vec<Box<str>>,
    /// Bit set of the readings' first letters.
    initials: u32,
}

/// How a character matches the start of the remaining input.
pub(super) enum Step {
    /// It matches this many letters.
    Takes(usize),
    /// The input ends within its syllable.
    Ends,
}

impl Spelling {
    /// Builds the set. `ü` can be typed as `v`, as `u` and, as in passports, as `yu`.
    pub(super) fn of(readings: &BTreeSet<&str>) -> Spelling {
        let mut all: BTreeSet<Box<str>> = BTreeSet::new();
        for reading in readings {
            let written = ["v", "u", "yu"].map(|it| reading.replace('v', it).into_boxed_str());
            all.extend(written);
        }
        let initials = all.iter().filter_map(|it| it.chars().next()).map(bit).fold(0, |all, it| all | it);
        Spelling { readings: all.into_iter().collect(), initials }
    }

    /// Whether a reading begins with this letter.
    pub(super) fn may_begin(&self, letter: char) -> bool {
        self.initials & bit(letter) != 0
    }

    /// All ways a character can match the start of the input: a whole syllable, its initial, or the incomplete last syllable.
    pub(super) fn steps<'a>(&'a self, typed: &'a [u8]) -> impl Iterator<Item = Step> + 'a {
        self.readings.iter().filter(move |it| it.as_bytes().first() == typed.first()).flat_map(move |reading| {
            let reading = reading.as_bytes();
            let ends = (typed.len() < reading.len() && reading.starts_with(typed)).then_some(Step::Ends);
            let whole = typed.starts_with(reading).then_some(Step::Takes(reading.len()));
            let sound = [2, 1].into_iter().filter(move |length| {
                let is_sound = *length == 1 || (reading.get(1) == Some(&b'h') && matches!(reading[0], b'z' | b'c' | b's'));
                is_sound && *length < reading.len() && typed.get(..*length) == reading.get(..*length)
            });
            ends.into_iter().chain(whole).chain(sound.map(Step::Takes))
        })
    }
}

/// Bit of a lower-case Latin letter; 0 for any other character.
fn bit(letter: char) -> u32 {
    if letter.is_ascii_lowercase() { 1 << (u32::from(letter) - u32::from('a')) } else { 0 }
}
