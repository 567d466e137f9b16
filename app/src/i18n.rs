//! The texts of the app: the reader's language and every text in it.
//!
//! `t!("customers.title")` is checked at compile time: an unknown key, or arguments that are not those of the text, do not build. A text missing
//! in one language fails `build.rs`. Each `t!` holds its text, so that nothing is looked up or parsed, and a text is in the file of the page that
//! shows it.
//!
//! Why not `leptos_i18n` 0.6: measured on 600 texts in 20 areas, each shown once, a fifth with an argument (release, `opt-level = "z"`, LTO,
//! before `wasm-opt`): it makes the wasm 135 kB larger (1,717 against 1,582 kB; 25 kB after xz), adds 68 crates and a build script that needs
//! ICU's data tools, and turns the texts into 750 kB of source, so that rebuilding the crate takes 27 s of one core instead of 16 s. Its
//! benefits, plurals and formats by ICU, are hardly needed for Chinese and English.

pub mod alert_words;
pub mod assigned_words;
pub mod benchmark_words;
pub mod device_words;
mod field_words;
mod format;
mod han;
pub mod kpi_alert_words;
pub mod kpi_words;
mod locale;
pub mod measure_words;
pub mod planning_words;
mod refusals;
pub mod track_words;
pub mod words;

#[cfg(test)]
mod tables;

pub use format::{MINUS, NOTHING, time_of_day};
pub use han::{han, has_han, set_han, sort_by_name, sort_by_person};
pub use locale::{Lang, Locale, locale, set_amounts, set_company, set_lang};
pub use refusals::{api_error, refusal, unrefused};

use std::fmt::Display;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A text of the table, resolved at compile time. Written `t!("area.key")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word([&'static str; 2]);

impl Word {
    /// The text of this key with exactly these arguments. Only for `t!`, where the panics are compile errors.
    #[doc(hidden)]
    pub const fn of(key: &str, arguments: &[&str]) -> Word {
        let (mut low, mut high) = (0, TEXTS.len());
        while low < high {
            let middle = (low + high) / 2;
            match compare(TEXTS[middle].0.as_bytes(), key.as_bytes()) {
                0 => {
                    assert!(are_same(TEXTS[middle].1, arguments), "these are not the arguments of this text: see app/locales");
                    return Word(TEXTS[middle].2);
                }
                1 => high = middle,
                _ => low = middle + 1,
            }
        }
        panic!("there is no such text in app/locales")
    }

    /// The text in the reader's language. Tracked: the caller reruns when the language changes.
    pub fn say(&self) -> &'static str {
        self.say_in(locale().lang)
    }

    /// The text in this language.
    pub fn say_in(&self, lang: Lang) -> &'static str {
        self.0[lang as usize]
    }

    /// The text with its arguments, in the reader's language. Tracked.
    pub fn say_with(&self, arguments: &[(&str, &dyn Display)]) -> String {
        self.say_with_in(locale().lang, arguments)
    }

    /// The text with its arguments, in this language. `{n}` is replaced by the argument; `{n:one|many}` by `one` if `n` is 1, otherwise by
    /// `many`.
    pub fn say_with_in(&self, lang: Lang, arguments: &[(&str, &dyn Display)]) -> String {
        let mut said = String::new();
        let mut rest = self.say_in(lang);
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            let (name, choice) = slot.split_once(':').map_or((slot, None), |(name, choice)| (name, choice.split_once('|')));
            let value = arguments.iter().find(|(it, _)| *it == name).map(|(_, value)| value.to_string()).unwrap_or_default();
            said.push_str(before);
            match choice {
                Some((one, many)) => said.push_str(if value == "1" { one } else { many }),
                None => said.push_str(&value),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }
}

/// 0 when equal, 1 when the first comes later, 2 when it comes earlier.
const fn compare(a: &[u8], b: &[u8]) -> u8 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] > b[at] { 1 } else { 2 };
        }
        at += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() > b.len() {
        1
    } else {
        2
    }
}

/// Whether the given arguments are exactly those of the text, in any order.
const fn are_same(wanted: &[&str], given: &[&str]) -> bool {
    let mut at = 0;
    while at < wanted.len() {
        let mut other = 0;
        let mut found = false;
        while other < given.len() {
            found |= compare(wanted[at].as_bytes(), given[other].as_bytes()) == 0;
            other += 1;
        }
        if !found {
            return false;
        }
        at += 1;
    }
    wanted.len() == given.len()
}

/// A text in the person's language: `t!("customers.title")` is a `&'static str`, `t!("customers.found", n = 3)` a `String`.
/// `t!(in lang, "…")` says it in a given language.
#[macro_export]
macro_rules! t {
    (in $lang:expr, $key:literal) => {{
        static WORD: $crate::i18n::Word = $crate::i18n::Word::of($key, &[]);
        WORD.say_in($lang)
    }};
    (in $lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        static WORD: $crate::i18n::Word = $crate::i18n::Word::of($key, &[$(stringify!($name)),+]);
        WORD.say_with_in($lang, &[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),+])
    }};
    ($key:literal) => {{
        static WORD: $crate::i18n::Word = $crate::i18n::Word::of($key, &[]);
        WORD.say()
    }};
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        static WORD: $crate::i18n::Word = $crate::i18n::Word::of($key, &[$(stringify!($name)),+]);
        WORD.say_with(&[$((stringify!($name), &$value as &dyn ::std::fmt::Display)),+])
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_the_persons_language() {
        set_lang(Lang::Zh);
        assert_eq!(t!("nav.today"), "今日");
        set_lang(Lang::En);
        assert_eq!(t!("nav.today"), "Today");
    }

    #[test]
    fn arguments_are_put_in_and_numbers_choose_the_word() {
        assert_eq!(t!(in Lang::Zh, "kit.pending", n = 3), "3 条待上传");
        assert_eq!(t!(in Lang::En, "kit.pending", n = 1), "1 record to send");
        assert_eq!(t!(in Lang::En, "kit.pending", n = 3), "3 records to send");
    }

    #[test]
    fn every_text_of_the_table_is_complete() {
        for (_, _, [zh, en]) in TEXTS {
            assert!(!zh.is_empty() && !en.is_empty());
            assert_eq!(zh.matches('{').count(), zh.matches('}').count(), "{zh}");
            assert_eq!(en.matches('{').count(), en.matches('}').count(), "{en}");
        }
    }
}
