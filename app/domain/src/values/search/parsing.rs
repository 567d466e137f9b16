//! Parses the table of Chinese characters in a few milliseconds, because a phone does it while the user waits.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::han::{Cell, FIRST, Han, Phrase};
use super::spelling::Spelling;

/// Number of characters kept in the array; rarer ones lie far beyond it.
const CELLS: u32 = 0xA000 - FIRST;

#[derive(Default)]
struct Parsing<'a> {
    han: Han,
    /// Index of the set that contains only this reading.
    alone: BTreeMap<&'a str, u16>,
    /// All readings of characters that have several.
    several: BTreeMap<char, BTreeSet<&'a str>>,
    simplified: Vec<(char, char)>,
}

impl Han {
    /// Parses a table. `None` if any line is malformed: a table is loaded whole or not at all.
    pub fn parse(text: &str) -> Option<Han> {
        let mut parsing = Parsing::default();
        let mut section = "";
        for line in text.lines().map(str::trim_end).filter(|it| !it.is_empty() && !it.starts_with('#')) {
            if line.starts_with('[') {
                section = line;
                continue;
            }
            let (first, rest) = line.split_once(' ')?;
            match section {
                "[readings]" => parsing.read_usual(first, rest),
                "[also]" => rest.chars().for_each(|it| parsing.add(it, first)),
                "[simplified]" => {
                    let to = first.chars().next()?;
                    parsing.simplified.extend(rest.chars().map(|from| (from, to)));
                }
                "[people]" => {
                    let phrase = parsing.phrase(first, rest)?;
                    parsing.han.people.push(phrase);
                }
                "[names]" => {
                    let phrase = parsing.phrase(first, rest)?;
                    parsing.han.names.push(phrase);
                }
                _ => return None,
            }
        }
        let is_empty = parsing.alone.is_empty();
        (!is_empty).then(|| parsing.finish())
    }

    fn put(&mut self, character: char, cell: Cell) {
        match u32::from(character).checked_sub(FIRST) {
            Some(at) if at < CELLS => {
                self.cells.resize(CELLS as usize, Cell::default());
                self.cells[at as usize] = cell;
            }
            _ => drop(self.beyond.insert(character, cell)),
        }
    }
}

impl<'a> Parsing<'a> {
    /// A syllable with its tone, and the characters whose usual reading it is.
    fn read_usual(&mut self, syllable: &'a str, characters: &str) {
        let letters = without_tone(syllable);
        self.han.syllables.push(syllable.into());
        let place = place_of_last(&self.han.syllables);
        let spellings = &mut self.han.spellings;
        let spelling = *self.alone.entry(letters).or_insert_with(|| {
            spellings.push(Spelling::of(&BTreeSet::from([letters])));
            place_of_last(spellings)
        });
        characters.chars().for_each(|it| self.han.put(it, Cell { simplified: None, syllable: place, spelling }));
    }

    /// Adds a reading to a character.
    fn add(&mut self, character: char, letters: &'a str) {
        self.several.entry(character).or_default().insert(letters);
    }

    /// A phrase with one syllable per character. Its syllables also become readings of the characters, so that they can be typed.
    fn phrase(&mut self, characters: &str, syllables: &'a str) -> Option<Phrase> {
        let characters: Vec<char> = characters.chars().collect();
        let syllables: Vec<&str> = syllables.split(' ').collect();
        if characters.len() != syllables.len() {
            return None;
        }
        characters.iter().zip(&syllables).for_each(|(character, syllable)| self.add(*character, without_tone(syllable)));
        Some(Phrase { characters, syllables: syllables.into_iter().map(Box::from).collect() })
    }

    fn finish(self) -> Han {
        let Parsing { mut han, several, simplified, .. } = self;
        let mut sets: BTreeMap<BTreeSet<Box<str>>, u16> = BTreeMap::new();
        for (character, others) in several {
            let cell = han.cell(character);
            let usual = without_tone(&han.syllables[usize::from(cell.syllable)]);
            let readings = others.into_iter().chain([usual]).filter(|it| !it.is_empty()).map(Box::from).collect();
            let spelling = *sets.entry(readings).or_insert_with_key(|readings| {
                han.spellings.push(Spelling::of(&readings.iter().map(AsRef::as_ref).collect()));
                place_of_last(&han.spellings)
            });
            han.put(character, Cell { spelling, ..cell });
        }
        for (from, to) in simplified {
            let known = han.cell(from);
            let read = if known == Cell::default() { han.cell(to) } else { known };
            han.put(from, Cell { simplified: Some(to), ..read });
        }
        for phrases in [&mut han.people, &mut han.names] {
            // By first character, longest first: the longest matching phrase wins.
            phrases.sort_by_key(|it| (it.characters.first().copied(), Reverse(it.characters.len())));
        }
        han
    }
}

fn without_tone(syllable: &str) -> &str {
    syllable.trim_end_matches(|it: char| it.is_ascii_digit())
}

fn place_of_last<T>(all: &[T]) -> u16 {
    u16::try_from(all.len() - 1).unwrap_or(0)
}
