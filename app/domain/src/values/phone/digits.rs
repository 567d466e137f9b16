//! Splits a text into groups of digits and the separators between them.

/// The separator before a group, weakest first. If there are several, the strongest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Nothing, a space, a dot or a bracket.
    #[default]
    Space,
    /// A hyphen or a dash.
    Hyphen,
    /// A comma: between two numbers, or a pause before an extension.
    Comma,
    /// Words or signs between two numbers.
    Divider,
    /// A slash or an enumeration comma; the group after it may be only the last digits of another number.
    Slash,
    /// 转, ext, #: an extension follows.
    Extension,
}

/// A run of digits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub digits: String,
    /// The separator before it.
    pub link: Link,
    /// Preceded by a plus: a country code follows.
    pub is_abroad: bool,
}

/// Splits a folded text.
pub fn groups(folded: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut next = Group::default();
    let mut word = String::new();
    for character in folded.chars().chain([' ']) {
        if !character.is_ascii_digit() && !next.digits.is_empty() {
            groups.push(std::mem::take(&mut next));
        }
        if character.is_alphabetic() {
            word.push(character);
            continue;
        }
        if !word.is_empty() {
            next.link = next.link.max(link_of_word(&std::mem::take(&mut word)));
        }
        if character.is_ascii_digit() {
            next.digits.push(character);
            continue;
        }
        next.is_abroad = character == '+' || (next.is_abroad && character == ' ');
        next.link = next.link.max(link_of_sign(character));
    }
    groups
}

fn link_of_word(word: &str) -> Link {
    let is_extension =
        word.contains(['转', '轉']) || word.contains("分机") || word.contains("分機") || ["x", "ext", "extn", "extension"].contains(&word);
    if is_extension { Link::Extension } else { Link::Divider }
}

fn link_of_sign(sign: char) -> Link {
    match sign {
        ' ' | '.' | '(' | ')' | '=' => Link::Space,
        '-' | '‐' | '–' | '—' | '−' => Link::Hyphen,
        ',' => Link::Comma,
        '/' | '、' => Link::Slash,
        '#' => Link::Extension,
        _ => Link::Divider,
    }
}
