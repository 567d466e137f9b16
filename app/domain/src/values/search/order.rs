//! Sort keys for names: by pinyin and tone with Latin letters in between, digits first, as in a phone's contacts.

use super::han::{Han, Phrase};
use super::key::key;

impl Han {
    /// Sort key for companies, places and products. With the empty table it sorts by character.
    pub fn order_key(&self, name: &str) -> String {
        self.key(name, &[])
    }

    /// Sort key for people's names; the surname gets its reading as a surname.
    pub fn person_order_key(&self, name: &str) -> String {
        self.key(name, &self.people)
    }

    /// Writes each character as syllable, tone and the character itself. Equal characters stay together, and tones sort below letters.
    fn key(&self, name: &str, at_the_beginning: &[Phrase]) -> String {
        let characters: Vec<char> = key(name).chars().map(|it| self.simplify(it)).collect();
        let mut key = String::new();
        let mut rest = characters.as_slice();
        while let Some(first) = rest.first() {
            let surnames = if rest.len() == characters.len() { at_the_beginning } else { &[] };
            let phrase = longest(surnames, rest).or_else(|| longest(&self.names, rest));
            let n_read = phrase.map_or(1, |it| it.characters.len());
            let (read, left) = rest.split_at(n_read);
            for (nth, character) in read.iter().enumerate() {
                key.push_str(phrase.map_or_else(|| self.syllable_of(*first), |it| &it.syllables[nth]));
                key.push(*character);
            }
            rest = left;
        }
        key
    }
}

/// The longest phrase that the text starts with.
fn longest<'a>(phrases: &'a [Phrase], text: &[char]) -> Option<&'a Phrase> {
    let from = phrases.partition_point(|it| it.characters.first() < text.first());
    phrases[from..].iter().take_while(|it| it.characters.first() == text.first()).find(|it| text.starts_with(&it.characters))
}
