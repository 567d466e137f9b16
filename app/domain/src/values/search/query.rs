//! Search queries and the index entries they match.

use std::sync::Arc;

use super::han::Han;
use super::key::key;
use super::spelling::Step;
use crate::values::phone;

/// The searchable form of a record, rebuilt when the record changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchEntry {
    /// Names and numbers in comparable form, one per line.
    words: String,
    /// For each character of `words`, the index of its set of readings.
    spellings: Box<[u16]>,
    /// Phone numbers, one per line.
    digits: String,
}

impl SearchEntry {
    /// Indexes these names and numbers.
    pub fn of<'a>(han: &Han, words: impl IntoIterator<Item = &'a str>) -> SearchEntry {
        let (mut folded, mut spellings) = (String::new(), Vec::new());
        for word in words {
            for character in key(word).chars() {
                let cell = han.cell(character);
                folded.push(cell.simplified.unwrap_or(character));
                spellings.push(cell.spelling);
            }
            folded.push('\n');
            spellings.push(0);
        }
        SearchEntry { words: folded, spellings: spellings.into(), digits: String::new() }
    }

    /// Adds these phone numbers.
    pub fn with_phones<'a>(mut self, phones: impl IntoIterator<Item = &'a str>) -> SearchEntry {
        for phone in phones {
            self.digits.push_str(&phone::findable(phone));
            self.digits.push('\n');
        }
        self
    }
}

/// A parsed query. Every word must match.
#[derive(Clone, Debug)]
pub struct Query {
    han: Arc<Han>,
    words: Vec<Word>,
}

/// Query words that the record's names do not match.
#[derive(Clone, Debug)]
pub struct Unmet<'a>(Vec<&'a str>);

impl Unmet<'_> {
    /// True if the names match every word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text, folded with [`Han::fold`], contains all of them. Texts are not matched by pinyin or by a single character: nearly every
    /// text would match.
    pub fn are_in(&self, folded: &str) -> bool {
        self.0.iter().all(|it| 1 < it.chars().count() && folded.contains(it))
    }
}

#[derive(Clone, Debug)]
struct Word {
    folded: String,
    /// Digits, if the word may be part of a phone number.
    digits: String,
    /// Digits of the whole phone number this word is a part of: `+86 21 6234 5678`.
    number: String,
    has_letters: bool,
}

impl Query {
    /// Splits what was typed into words.
    pub fn parse(han: Arc<Han>, typed: &str) -> Query {
        let word = |part: &str, number: &str| {
            let folded = han.fold(&part.replace(['ü', 'Ü'], "v"));
            // Folding drops the apostrophe that separates syllables (xi'an).
            let has_letters = folded.bytes().any(|it| it.is_ascii_lowercase());
            Word { has_letters, digits: phone::sought(part).unwrap_or_default(), number: number.to_owned(), folded }
        };
        let typed: Vec<&str> = typed.split_whitespace().collect();
        let runs = typed.chunk_by(|a, b| phone::is_part(a) && phone::is_part(b));
        let mut words: Vec<Word> = runs
            .flat_map(|run| {
                let number = phone::sought(&run.join(" ")).unwrap_or_default();
                run.iter().map(|it| word(it, &number)).collect::<Vec<_>>()
            })
            .filter(|it| !it.folded.is_empty())
            .collect();
        // Ignore words of punctuation alone (a dash between two names), unless the query has nothing else.
        let is_named = |it: &Word| it.folded.contains(char::is_alphanumeric);
        if words.iter().any(is_named) {
            words.retain(is_named);
        }
        Query { han, words }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the record matches.
    pub fn finds(&self, entry: &SearchEntry) -> bool {
        self.words.iter().all(|word| self.finds_word(entry, word))
    }

    /// The words the record's names do not match; a text about the record may still contain them.
    pub fn unmet(&self, entry: &SearchEntry) -> Unmet<'_> {
        Unmet(self.words.iter().filter(|word| !self.finds_word(entry, word)).map(|it| it.folded.as_str()).collect())
    }

    /// Whether a text, folded with [`Han::fold`], contains every word.
    pub fn finds_in(&self, folded: &str) -> bool {
        self.words.iter().all(|it| folded.contains(&it.folded))
    }

    /// The words in comparable form.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|it| it.folded.as_str())
    }

    /// The character table the query was built with.
    pub(super) fn han(&self) -> &Han {
        &self.han
    }

    fn finds_word(&self, entry: &SearchEntry, word: &Word) -> bool {
        entry.words.contains(&word.folded) || finds_phone(entry, word) || self.finds_spelled(entry, word)
    }

    /// Whether the word spells consecutive characters in pinyin or by their initials.
    fn finds_spelled(&self, entry: &SearchEntry, word: &Word) -> bool {
        let Some(first) = word.folded.chars().next().filter(|_| word.has_letters) else { return false };
        let may_begin = |it: char, spelling: u16| it == first || self.han.spelling(spelling).may_begin(first);
        let (mut words, mut spellings) = (entry.words.as_str(), &*entry.spellings);
        while let (Some(character), Some((spelling, others))) = (words.chars().next(), spellings.split_first()) {
            if may_begin(character, *spelling) && self.goes_on(words, spellings, &word.folded) {
                return true;
            }
            (words, spellings) = (&words[character.len_utf8()..], others);
        }
        false
    }

    fn goes_on(&self, words: &str, spellings: &[u16], typed: &str) -> bool {
        let (Some(first), Some((spelling, spellings))) = (words.chars().next(), spellings.split_first()) else { return typed.is_empty() };
        let words = &words[first.len_utf8()..];
        let is_itself = || typed.strip_prefix(first).is_some_and(|typed| self.goes_on(words, spellings, typed));
        typed.is_empty()
            || is_itself()
            || self.han.spelling(*spelling).steps(typed.as_bytes()).any(|step| match step {
                Step::Ends => true,
                Step::Takes(length) => self.goes_on(words, spellings, &typed[length..]),
            })
    }
}

fn finds_phone(entry: &SearchEntry, word: &Word) -> bool {
    [&word.digits, &word.number].into_iter().any(|it| 3 <= it.len() && entry.digits.contains(it.as_str()))
}
