//! Excerpts of a text around a match, for display.

use super::query::Query;

/// A match with some text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Text before the match, with an ellipsis if it was cut.
    pub before: String,
    /// The match, as written.
    pub found: String,
    /// Text after the match, with an ellipsis if it was cut.
    pub after: String,
}

/// Number of characters shown before the match.
const BEFORE: usize = 8;
/// Number of characters shown after the match.
const AFTER: usize = 24;

impl Snippet {
    /// Excerpt around the first query word that the text contains; `None` if there is none.
    pub fn of(query: &Query, text: &str) -> Option<Snippet> {
        let characters: Vec<char> = text.chars().map(|it| if it.is_whitespace() { ' ' } else { it }).collect();
        let (mut folded, mut written_at) = (String::new(), Vec::new());
        for (at, character) in characters.iter().enumerate() {
            folded.extend(query.han().fold(character.encode_utf8(&mut [0; 4])).chars().filter(|it| it.is_alphanumeric()));
            written_at.resize(folded.len(), at);
        }
        let (at, length) = query.words().find_map(|word| folded.find(word).map(|at| (at, word.len())))?;
        let (from, to) = (*written_at.get(at)?, *written_at.get(at + length - 1)? + 1);
        let (first, last) = (from.saturating_sub(BEFORE), (to + AFTER).min(characters.len()));
        let part = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
        let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
        Some(Snippet {
            before: format!("{}{}", ellipsis(0 < first), part(first, from)),
            found: part(from, to),
            after: format!("{}{}", part(to, last), ellipsis(last < characters.len())),
        })
    }
}
