//! The order of names: by pinyin and tone, Latin letters among them, digits first, as in a telephone's contacts.

use super::han::{Han, Phrase};
use super::key::key;

impl Han {
    /// By what names of companies, places and products are put in order. With the empty table: by their characters.
    pub fn order_key(&self, name: &str) -> String {
        self.key(name, &[])
    }

    /// By what people's names are put in order: the surname is read as a surname.
    pub fn person_order_key(&self, name: &str) -> String {
        self.key(name, &self.people)
    }

    /// Each character as syllable, tone and itself: so the same characters stay together, and a tone is below every letter.
    fn key(&self, name: &str, at_the_beginning: &[Phrase]) -> String {
        let characters: Vec<char> = key(name).chars().map(|it| self.simplify(it)).collect();
        let mut key = String::new();
        let mut rest = characters.as_slice();
        while let Some(first) = rest.first() {
            let surnames = if rest.len() == characters.len() { at_the_beginning } else { &[] };
            let phrase = longest(surnames, rest).or_else(|| longest(&self.names, rest));
            let n_read = phrase.map_or(1, |it| it.characters.len());
            let (read, left) = rest.split_at(n_read);
            for (nth, it) in read.iter().enumerate() {
                key.push_str(phrase.map_or_else(|| self.syllable_of(*first), |it| &it.syllables[nth]));
                key.push(*it);
            }
            rest = left;
        }
        key
    }
}

/// The longest of these phrases that a text begins with.
fn longest<'a>(phrases: &'a [Phrase], text: &[char]) -> Option<&'a Phrase> {
    let from = phrases.partition_point(|it| it.characters.first() < text.first());
    phrases[from..].iter().take_while(|it| it.characters.first() == text.first()).find(|it| text.starts_with(&it.characters))
}
