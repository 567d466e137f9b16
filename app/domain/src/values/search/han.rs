//! Data about Chinese characters: readings and simplified forms.

use std::collections::BTreeMap;

use super::spelling::Spelling;

/// The table of Chinese characters. With the empty table, search matches only the characters as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Han {
    /// The distinct sets of readings; the first is empty.
    pub(super) spellings: Vec<Spelling>,
    /// The distinct usual syllables with tone; the first is empty.
    pub(super) syllables: Vec<Box<str>>,
    /// Indexed by code point from [`FIRST`]. An array, because indexing looks up thousands of names character by character.
    pub(super) cells: Vec<Cell>,
    /// Characters beyond the range of `cells`.
    pub(super) beyond: BTreeMap<char, Cell>,
    /// Surnames at the start of a person's name, with their readings.
    pub(super) people: Vec<Phrase>,
    /// Phrases whose reading differs from that of their single characters.
    pub(super) names: Vec<Phrase>,
}

/// First code point of `cells`: the start of Unicode's Chinese characters.
pub(super) const FIRST: u32 = 0x3400;

/// Data of one character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The simplified form, if it is a different character.
    pub simplified: Option<char>,
    /// Index of the usual syllable.
    pub syllable: u16,
    /// Index of the set of readings.
    pub spelling: u16,
}

/// A phrase and, for each character, its syllable with tone.
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
    /// The table as text. Use it only on machines that may embed it: the phone fetches it later, and its program must not contain it.
    pub const TEXT: &'static str = include_str!("han.txt");

    pub(super) fn cell(&self, character: char) -> Cell {
        let Some(at) = u32::from(character).checked_sub(FIRST) else { return Cell::default() };
        self.cells.get(at as usize).or_else(|| self.beyond.get(&character)).copied().unwrap_or_default()
    }

    /// The simplified form of a character, or the character itself.
    pub(super) fn simplify(&self, character: char) -> char {
        self.cell(character).simplified.unwrap_or(character)
    }

    /// The usual syllable with tone; empty if unknown.
    pub(super) fn syllable_of(&self, character: char) -> &str {
        &self.syllables[usize::from(self.cell(character).syllable)]
    }

    /// The set of readings at an index; the empty set if the index comes from another table.
    pub(super) fn spelling(&self, place: u16) -> &Spelling {
        self.spellings.get(usize::from(place)).unwrap_or(&self.spellings[0])
    }
}
