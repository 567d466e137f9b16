//! What is known of Chinese characters: how they are read, and which stand for the same.

use std::collections::BTreeMap;

use super::spelling::Spelling;

/// The table of Chinese characters. The empty one knows none: then only what is typed as it is written is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Han {
    /// Each set of readings that some character has; the first is the empty one.
    pub(super) spellings: Vec<Spelling>,
    /// Each usual syllable with its tone; the first is empty.
    pub(super) syllables: Vec<Box<str>>,
    /// By code, from [`FIRST`]: an index is made of thousands of names, character by character.
    pub(super) cells: Vec<Cell>,
    /// The few characters further on.
    pub(super) beyond: BTreeMap<char, Cell>,
    /// Surnames at the beginning of a person's name, and how they are read.
    pub(super) people: Vec<Phrase>,
    /// Phrases that are read unlike their characters alone.
    pub(super) names: Vec<Phrase>,
}

/// The first character of the cells: where Unicode's Chinese characters begin.
pub(super) const FIRST: u32 = 0x3400;

/// What is known of one character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The simplified form, where that is another character.
    pub simplified: Option<char>,
    /// The place of the usual syllable.
    pub syllable: u16,
    /// The place of the set of readings.
    pub spelling: u16,
}

/// A phrase, and the syllable of each of its characters with the tone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phrase {
    pub characters: Vec<char>,
    pub syllables: Vec<Box<str>>,
}

impl Default for Han {
    fn default() -> Han {
        Han {
            spellings: vec![Spelling::default()],
            syllables: vec![Box::default()],
            cells: Vec::new(),
            beyond: BTreeMap::new(),
            people: Vec::new(),
            names: Vec::new(),
        }
    }
}

impl Han {
    /// The table as text. Only for machines that carry it from the start: a phone fetches it later, and its program must not contain it.
    pub const TEXT: &'static str = include_str!("han.txt");

    /// What is known of a character.
    pub(super) fn cell(&self, it: char) -> Cell {
        let Some(at) = u32::from(it).checked_sub(FIRST) else { return Cell::default() };
        self.cells.get(at as usize).or_else(|| self.beyond.get(&it)).copied().unwrap_or_default()
    }

    /// The simplified form of a character; itself where there is no other.
    pub(super) fn simplify(&self, it: char) -> char {
        self.cell(it).simplified.unwrap_or(it)
    }

    /// The usual syllable of a character, with its tone; empty where none is known.
    pub(super) fn syllable_of(&self, it: char) -> &str {
        &self.syllables[usize::from(self.cell(it).syllable)]
    }

    /// The set of readings at a place; the empty one for a place of another table.
    pub(super) fn spelling(&self, place: u16) -> &Spelling {
        self.spellings.get(usize::from(place)).unwrap_or(&self.spellings[0])
    }
}
