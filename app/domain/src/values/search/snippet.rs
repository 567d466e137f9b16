//! Where in a text something was found, for showing.

use super::query::Query;

/// A piece of a text around what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What comes before, with an ellipsis where the text began earlier.
    pub before: String,
    /// What was found, as it is written.
    pub found: String,
    /// What comes after.
    pub after: String,
}

/// How many characters are shown before.
const BEFORE: usize = 8;
/// How many are shown after.
const AFTER: usize = 24;

impl Snippet {
    /// Around the first word of the query that the text has.
    pub fn of(query: &Query, text: &str) -> Option<Snippet> {
        let characters: Vec<char> = text.chars().map(|it| if it.is_whitespace() { ' ' } else { it }).collect();
        let (mut folded, mut written_at) = (String::new(), Vec::new());
        for (at, it) in characters.iter().enumerate() {
            folded.extend(query.han().fold(it.encode_utf8(&mut [0; 4])).chars().filter(|it| it.is_alphanumeric()));
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
