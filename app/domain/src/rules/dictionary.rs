//! Extensible lists of options: built-in entries plus the company's own (E-18, E-19, E-21). A choice is stored as one word: the code of a
//! built-in entry, so that it can be translated and counted, or the company's own text.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::values::field::Field;
use crate::values::refusal::{Refusal, Refusals};
use crate::values::text;

/// Built-in entries of a list. The codes are sent and stored: add entries, never rename them.
pub trait Usual: Copy + PartialEq + 'static {
    /// All entries, in display order.
    const ALL: &'static [Self];

    fn as_str(self) -> &'static str;
}

/// A chosen entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term<T> {
    /// A built-in entry.
    Usual(T),
    /// The company's own.
    Own(String),
}

impl<T: Usual> Term<T> {
    /// Converts a stored word: a built-in entry if the code matches, else the company's own.
    pub fn read(word: &str) -> Term<T> {
        let usual = T::ALL.iter().copied().find(|it| it.as_str() == word);
        usual.map_or_else(|| Term::Own(word.to_owned()), Term::Usual)
    }

    /// The stored form.
    pub fn word(&self) -> &str {
        match self {
            Term::Usual(word) => word.as_str(),
            Term::Own(word) => word,
        }
    }

    /// Returns a cleaned copy. Accepts entries the company has since removed from its list, because the choice may have been made offline.
    pub fn checked(&self) -> Result<Term<T>, Refusal> {
        match self {
            Term::Usual(word) => Ok(Term::Usual(*word)),
            Term::Own(word) => text::required(word, text::LINE).map(|it| Term::read(&it)),
        }
    }

    /// All options: built-in entries first, then the company's own.
    pub fn offered(own: &[String]) -> Vec<Term<T>> {
        T::ALL.iter().copied().map(Term::Usual).chain(own.iter().map(|it| Term::read(it))).collect()
    }
}

impl<T: Usual> fmt::Display for Term<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl<T: Usual> Serialize for Term<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de, T: Usual> Deserialize<'de> for Term<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Term<T>, D::Error> {
        String::deserialize(deserializer).map(|it| Term::read(&it))
    }
}

/// Maximum number of the company's own entries per list.
pub const MOST_OWN: usize = 30;

/// Returns the company's own entries cleaned, without blanks and duplicates.
pub(crate) fn checked_own(field: Field, entries: &[String], longest: u32, refusals: &mut Refusals) -> Vec<String> {
    refusals.refuse_if(MOST_OWN < entries.len(), field, Refusal::OutOfRange { least: 0, most: MOST_OWN as i64 });
    let mut own: Vec<String> = Vec::new();
    for entry in entries {
        let kept = refusals.keep(field, text::optional(entry, longest)).flatten();
        own.extend(kept.filter(|it| !own.contains(it)));
    }
    own
}

/// Defines a list of built-in entries with their codes.
macro_rules! usual {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $entry:ident => $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$of])* $entry,)+
        }

        impl Usual for $name {
            const ALL: &'static [$name] = &[$($name::$entry,)+];

            fn as_str(self) -> &'static str {
                match self {
                    $($name::$entry => $code,)+
                }
            }
        }
    };
}

usual! {
    /// Success factors of a deal (成功因素, E-18); the counterpart of a [cause](crate::values::cause::Cause).
    SuccessFactor {
        /// 策略有效.
        Strategy => "strategy",
        /// 客户需求爆发.
        Demand => "demand",
        /// 团队执行力强.
        Execution => "execution",
    }
}

usual! {
    /// Risks to a deal (风险, E-19).
    RiskKind {
        /// 客户决策延迟.
        LateDecision => "late_decision",
        /// 竞品低价竞争.
        CheapRival => "cheap_rival",
        /// 资源不足.
        Resources => "resources",
    }
}

usual! {
    /// Events where many customers are met (活动, E-21).
    Activity {
        /// 展会.
        Fair => "fair",
        /// 沙龙.
        Salon => "salon",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_one_word_and_reads_back() {
        for (word, expected) in [
            ("strategy", Term::Usual(SuccessFactor::Strategy)),
            ("execution", Term::Usual(SuccessFactor::Execution)),
            ("老客户推荐", Term::Own("老客户推荐".to_owned())),
        ] {
            let term: Term<SuccessFactor> = serde_json::from_value(serde_json::json!(word)).expect("a word");
            assert_eq!((&term, serde_json::json!(term)), (&expected, serde_json::json!(word)));
        }
        // Typing a code selects the built-in entry.
        assert_eq!(Term::<RiskKind>::Own(" resources ".to_owned()).checked(), Ok(Term::Usual(RiskKind::Resources)));
        assert_eq!(Term::<Activity>::Own(" ".to_owned()).checked(), Err(Refusal::Missing));
        let long = "长".repeat(text::LINE as usize + 1);
        assert_eq!(Term::<Activity>::Own(long).checked(), Err(Refusal::TooLong { longest: text::LINE }));
        let offered = Term::<Activity>::offered(&["路演".to_owned()]);
        assert_eq!(offered.iter().map(Term::word).collect::<Vec<_>>(), ["fair", "salon", "路演"]);
    }

    #[test]
    fn a_companys_own_entries_are_each_there_once() {
        let own = |entries: &[&str]| {
            let entries: Vec<String> = entries.iter().map(|it| (*it).to_owned()).collect();
            let mut refusals = Refusals::default();
            let own = checked_own(Field::Activities, &entries, text::LINE, &mut refusals);
            refusals.into_result().map(|()| own)
        };
        assert_eq!(own(&[" 路演 ", "", "路演", "拜年"]), Ok(vec!["路演".to_owned(), "拜年".to_owned()]));
        let many: Vec<String> = (0..=MOST_OWN).map(|it| it.to_string()).collect();
        let most = i64::try_from(MOST_OWN).expect("a small number");
        let refused = own(&many.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(refused, Err(Refusals::of(Field::Activities, Refusal::OutOfRange { least: 0, most })));
        assert!(own(&many[1..].iter().map(String::as_str).collect::<Vec<_>>()).is_ok());
    }
}
