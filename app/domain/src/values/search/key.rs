//! [`text::name_key`] fast enough for every keystroke: a single pass over plain Chinese and English, which covers nearly every text.

use super::han::Han;
use crate::values::text;

impl Han {
    /// Like [`text::name_key`], and simplified.
    pub fn fold(&self, raw: &str) -> String {
        quick(raw, |it| self.simplify(it)).unwrap_or_else(|| text::name_key(raw).chars().map(|it| self.simplify(it)).collect())
    }
}

/// The same as [`text::name_key`].
pub(super) fn key(raw: &str) -> String {
    quick(raw, |it| it).unwrap_or_else(|| text::name_key(raw))
}

/// `None` if the text has unusual characters or no letters or digits.
fn quick(raw: &str, chinese: impl Fn(char) -> char) -> Option<String> {
    let mut key = String::with_capacity(raw.len());
    for character in raw.chars() {
        match character {
            '\u{4E00}'..='\u{9FFF}' => key.push(chinese(character)),
            'a'..='z' | '0'..='9' => key.push(character),
            'A'..='Z' => key.push(character.to_ascii_lowercase()),
            '\0'..='\x7F' => {}
            // Full width.
            '！'..='～' => {
                let narrow = char::from_u32(u32::from(character) - 0xFEE0)?;
                if narrow.is_ascii_alphanumeric() {
                    key.push(narrow.to_ascii_lowercase());
                }
            }
            // Spaces, full stops, quotation marks, brackets, dashes.
            '\u{3000}'..='\u{3002}' | '\u{3008}'..='\u{3011}' | '‘'..='”' | '—' | '…' | '·' => {}
            _ => return None,
        }
    }
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_fast_path_gives_the_same_key(raw in "[ -~！-～\u{3000}-〠一-龥‘-”—…·\n\u{200B}é⼴①]{0,12}") {
            prop_assert_eq!(key(&raw), text::name_key(&raw));
        }
    }

    #[test]
    fn common_texts_take_the_fast_path() {
        for raw in ["上海 精工（集团）有限公司", "客户说：“样品不错”，下周一 10:30 再谈…", "ＡＢＣ-100 Pro"]
        {
            assert!(quick(raw, |it| it).is_some(), "{raw}");
        }
    }
}
