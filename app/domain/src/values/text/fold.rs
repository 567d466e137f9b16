//! Normalises text before it is parsed, compared, filtered or searched, so that different ways to type the same text are equal.

use icu_normalizer::ComposingNormalizerBorrowed;

/// Version of [`fold`], [`super::name_key`], the phone number keys, and `search::Han::company_key` with its table. Raise it whenever one of them
/// changes: at startup the server recomputes keys stored under another version.
pub const KEYS_VERSION: i32 = 1;

/// The text in Unicode compatibility form (NFKC: full width as half width, Kangxi radicals as the characters they look like), without invisible
/// characters, with runs of whitespace collapsed to one space and trimmed. Line breaks count as spaces.
pub fn plain(raw: &str) -> String {
    let shown: String = raw.chars().filter(|it| !is_invisible(*it)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&shown);
    // NFKC can introduce invisible characters, so filter again afterwards.
    let words: Vec<String> = composed
        .split(|it: char| it.is_whitespace() || it.is_control())
        .map(|it| it.chars().filter(|character| !is_invisible(*character)).collect::<String>())
        .filter(|it| !it.is_empty())
        .collect();
    words.join(" ")
}

/// The comparison form of a text: [`plain`], in lower case. Everything that compares, filters or searches texts uses it.
pub fn fold(raw: &str) -> String {
    // Lower-casing can decompose a composed letter, so normalise again.
    plain(&plain(raw).to_lowercase())
}

/// Whether a text has no visible characters: empty, or only whitespace, control characters and invisible characters.
pub fn is_blank(raw: &str) -> bool {
    raw.chars().all(|it| it.is_whitespace() || it.is_control() || is_invisible(it))
}

/// Characters without a glyph or width of their own: joiners, direction marks, fillers, variation selectors. Excludes control characters:
/// callers decide which of them break lines.
pub(super) fn is_invisible(character: char) -> bool {
    is_stray(character)
        || matches!(
            character,
            '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{2800}'
                | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Invisible characters that copying adds and that mean nothing in a record: soft hyphens, byte order marks, direction marks, zero-width spaces.
/// The other invisible characters hold an emoji or a script together and stay in the stored text.
pub(super) fn is_stray(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_text_has_one_form() {
        for (raw, expected) in [
            ("⼴州⼭⽔", "广州山水"),
            ("ＡＢＣ　１２３", "abc 123"),
            ("\u{FEFF}Da\u{200B}bi\u{AD}ao \u{A0} 达标\u{200E}", "dabiao 达标"),
            ("e\u{301}clair", "éclair"),
            ("①号 ㎡ ㈱", "1号 m2 (株)"),
            ("\u{3000}\u{2009}", ""),
            ("第一行\r\n第二行", "第一行 第二行"),
        ] {
            assert_eq!(fold(raw), expected, "{raw}");
        }
    }

    #[test]
    fn a_text_without_visible_characters_is_blank() {
        for raw in
            ["", " ", "\u{200B}", "\u{3000}\u{A0}", "\u{FEFF}\u{200D}", "\u{3164}", "\u{2800}", "\u{202E}\u{202C}", "\u{E0041}", "\0\n"]
        {
            assert!(is_blank(raw), "{raw:?}");
        }
        assert!(!is_blank("\u{200B}a"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(raw in any::<String>()) {
            let once = fold(&raw);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert_eq!(plain(&plain(&raw)), plain(&raw));
        }

        #[test]
        fn invisible_characters_and_outer_spaces_do_not_change_fold(raw in any::<String>(), at in any::<prop::sample::Index>(), stray in 0_usize..6) {
            let strays = ['\u{200B}', '\u{FEFF}', '\u{AD}', '\u{200E}', '\u{2060}', '\u{200D}'];
            let places: Vec<usize> = raw.char_indices().map(|it| it.0).chain([raw.len()]).collect();
            let place = places[at.index(places.len())];
            let decorated = format!("\u{3000}{}{}{}\u{A0}", &raw[..place], strays[stray], &raw[place..]);
            prop_assert_eq!(fold(&decorated), fold(&raw));
        }
    }
}
