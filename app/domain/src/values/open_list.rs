//! Lists of options with built-in entries that rules and figures know, which a company extends with words of its own (customer sources, contact
//! methods, kinds of expenses). A choice is stored as one word: the code of a built-in entry or the company's own text.

use std::fmt;

use arrayvec::ArrayString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::text;

/// A company's own entry of a list. It is copied like a number, because figures are grouped by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnWord(ArrayString<{ OwnWord::LONGEST as usize * 4 }>);

impl OwnWord {
    /// Maximum length, in characters.
    pub const LONGEST: u32 = 12;

    /// The text as it is; `None` if it is blank, too long or has control characters.
    pub fn new(text: &str) -> Option<OwnWord> {
        let is_short = text.chars().count() <= OwnWord::LONGEST as usize;
        let is_word = is_short && !text::is_blank(text) && !text.chars().any(char::is_control);
        if is_word { ArrayString::from(text).ok().map(OwnWord) } else { None }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OwnWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for OwnWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OwnWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OwnWord, D::Error> {
        let text = String::deserialize(deserializer)?;
        OwnWord::new(&text).ok_or_else(|| serde::de::Error::custom("not an entry of a list"))
    }
}

/// A list with built-in entries and a company's own.
pub trait OpenList: Copy + PartialEq + 'static {
    /// The built-in entries, in display order.
    const USUAL: &'static [Self];

    /// The entry with this stored word: a built-in one if the code matches, else the company's own, if it can be [one](OwnWord::new).
    fn read(word: &str) -> Option<Self>;

    /// The company's own word, if it is one.
    fn own(self) -> Option<OwnWord>;

    /// All options: built-in entries first, then the company's own, then `also`.
    fn offered(own: &[String], also: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut all: Vec<Self> = Self::USUAL.to_vec();
        for entry in own.iter().filter_map(|it| Self::read(it)).chain(also) {
            if !all.contains(&entry) {
                all.push(entry);
            }
        }
        all
    }
}

/// Defines such a list with the codes of its built-in entries. The codes are sent and stored: add entries, never rename them.
macro_rules! open_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $entry:ident => $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $entry,)+
            /// The company's own.
            Own($crate::values::open_list::OwnWord),
        }

        impl $name {
            /// The built-in entries, in display order.
            pub const ALL: [$name; [$($code),+].len()] = [$($name::$entry,)+];

            /// The stored form.
            pub fn word(&self) -> &str {
                match self {
                    $($name::$entry => $code,)+
                    $name::Own(word) => word.as_str(),
                }
            }
        }

        impl $crate::values::open_list::OpenList for $name {
            const USUAL: &'static [$name] = &$name::ALL;

            fn read(word: &str) -> Option<$name> {
                match word {
                    $($code => Some($name::$entry),)+
                    own => $crate::values::open_list::OwnWord::new(own).map($name::Own),
                }
            }

            fn own(self) -> Option<$crate::values::open_list::OwnWord> {
                match self {
                    $name::Own(word) => Some(word),
                    _ => None,
                }
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let word = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                <$name as $crate::values::open_list::OpenList>::read(&word)
                    .ok_or_else(|| ::serde::de::Error::custom("not an entry of a list"))
            }
        }
    };
}
pub(crate) use open_list;

#[cfg(test)]
mod tests {
    use super::*;

    open_list! {
        /// Of the tests.
        Fruit {
            Apple => "apple",
            Pear => "pear",
        }
    }

    #[test]
    fn an_entry_is_one_word_and_reads_back() {
        for (word, is_own) in [("apple", false), ("pear", false), ("枇杷", true), ("Apple", true)] {
            let entry: Fruit = serde_json::from_value(serde_json::json!(word)).expect("a word");
            assert_eq!((entry.word(), entry.own().is_some(), serde_json::json!(entry)), (word, is_own, serde_json::json!(word)));
        }
    }

    #[test]
    fn an_own_word_is_short_and_can_be_stored_everywhere() {
        for (text, is_word) in [
            ("枇杷", true),
            (&"长".repeat(12), true),
            (&"😀".repeat(12), true),
            (&"长".repeat(13), false),
            ("", false),
            (" \u{200b}", false),
            ("a\0b", false),
            ("a\nb", false),
        ] {
            assert_eq!(OwnWord::new(text).is_some(), is_word, "{text:?}");
            assert_eq!(serde_json::from_value::<Fruit>(serde_json::json!(text)).is_ok(), is_word, "{text:?}");
        }
    }

    #[test]
    fn what_was_chosen_before_is_still_offered() {
        let own = |it: &str| Fruit::Own(OwnWord::new(it).expect("a word"));
        let list = ["枇杷".to_owned(), "pear".to_owned()];
        assert_eq!(Fruit::offered(&list, None), [Fruit::Apple, Fruit::Pear, own("枇杷")]);
        assert_eq!(Fruit::offered(&list, Some(own("杏"))), [Fruit::Apple, Fruit::Pear, own("枇杷"), own("杏")]);
        assert_eq!(Fruit::offered(&list, Some(Fruit::Apple)), [Fruit::Apple, Fruit::Pear, own("枇杷")]);
    }
}
