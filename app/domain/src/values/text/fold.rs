//! One form for what people type in many: before a text is read, compared, filtered or searched, it is brought into this form.

use icu_normalizer::ComposingNormalizerBorrowed;

/// Counts the changes of [`fold`], of [`super::name_key`], of the keys of phone numbers, and of `search::Han::company_key` with its table. Raise
/// it with each of them: keys stored under another number are made again when the server starts.
pub const KEYS_VERSION: i32 = 1;

/// The text in Unicode's compatibility form (NFKC: full width as half width, Kangxi radicals as the characters they look like), without
/// characters that show nothing, every run of spaces as one, none at the ends. Line breaks count as spaces.
pub fn plain(raw: &str) -> String {
    let shown: String = raw.chars().filter(|it| !is_invisible(*it)).collect();
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(&shown);
    // A compatibility form may bring in what shows nothing, never the other way round.
    let words: Vec<String> = composed
        .split(|it: char| it.is_whitespace() || it.is_control())
        .map(|it| it.chars().filter(|it| !is_invisible(*it)).collect::<String>())
        .filter(|it| !it.is_empty())
        .collect();
    words.join(" ")
}

/// What a text is compared by: [`plain`], in lower case. Everything that compares, filters or searches texts compares their folds.
pub fn fold(raw: &str) -> String {
    // Lower case can take a composed letter apart.
    plain(&plain(raw).to_lowercase())
}

/// Whether a text shows nothing: it is empty, or only of spaces and of characters without a shape.
pub fn is_blank(raw: &str) -> bool {
    raw.chars().all(|it| it.is_whitespace() || it.is_control() || is_invisible(it))
}

/// Characters without a shape or an advance of their own: they join, direct, fill or mark. Control characters are left to those who know which
/// of them break lines.
pub(super) fn is_invisible(it: char) -> bool {
    is_stray(it)
        || matches!(
            it,
            '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{2800}'
                | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// The invisible characters that come along when something is copied and mean nothing in a record: soft hyphens, marks of byte order and of
/// direction, spaces of no width. The others hold an emoji or a script together and stay in what is kept.
pub(super) fn is_stray(it: char) -> bool {
    matches!(
        it,
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
    fn a_text_that_shows_nothing_is_blank() {
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
        fn what_shows_nothing_and_spaces_around_change_no_fold(raw in any::<String>(), at in any::<prop::sample::Index>(), stray in 0_usize..6) {
            let strays = ['\u{200B}', '\u{FEFF}', '\u{AD}', '\u{200E}', '\u{2060}', '\u{200D}'];
            let places: Vec<usize> = raw.char_indices().map(|it| it.0).chain([raw.len()]).collect();
            let place = places[at.index(places.len())];
            let decorated = format!("\u{3000}{}{}{}\u{A0}", &raw[..place], strays[stray], &raw[place..]);
            prop_assert_eq!(fold(&decorated), fold(&raw));
        }
    }
}
