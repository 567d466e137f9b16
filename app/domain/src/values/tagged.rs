//! Enums in JSON that name their variant in one of its fields: `{"do":"file_customer","id":…}`.
//!
//! serde derives this, too (`tag = "do"`), but its reader first copies the whole value into a generic tree, because the name may come last. The
//! code for reading every type from such a tree was a quarter of the client. Here the name is found in the JSON text first, and then the fields
//! are read from the same text.

mod read;
mod write;

pub use read::{Tagged, read};
pub use write::write;

/// Implements `Serialize` and `Deserialize` for an enum that names its variant in the field `$field`. The enum derives both with
/// `#[serde(remote = "Self")]`, which makes them functions of the type instead.
///
/// Such a type is read by `serde_json` only. Nothing that contains it may use serde's `tag`, `untagged` or `flatten` (a test), which would read it
/// from serde's generic tree.
#[macro_export]
macro_rules! tagged {
    ($name:ty, $field:literal) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                <$name>::serialize(self, $crate::values::tagged::write($field, to))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                use ::serde::de::Error;
                let text = Box::<::serde_json::value::RawValue>::deserialize(from)?;
                let read = $crate::values::tagged::read(text.get(), $field, |it| <$name>::deserialize(it)).map_err(D::Error::custom)?;
                read.ok_or_else(|| D::Error::custom(concat!("no such variant of ", stringify!($name))))
            }
        }
    };
}
pub use tagged;

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::{from_str, from_value, json, to_string, to_value};

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case", remote = "Self")]
    enum Ours {
        Alone,
        WithFields {
            first: u8,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            second: Option<String>,
        },
        Around(Inner),
    }
    super::tagged!(Ours, "do");

    /// The same by serde's own means.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case", tag = "do")]
    enum Theirs {
        Alone,
        WithFields {
            first: u8,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            second: Option<String>,
        },
        Around(Inner),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        text: String,
        list: Vec<u8>,
    }

    #[test]
    fn writes_and_reads_as_serde_would() {
        let inner = || Inner { text: "\"引号\"".to_owned(), list: vec![1, 2] };
        let pairs = [
            (Ours::Alone, Theirs::Alone),
            (Ours::WithFields { first: 1, second: None }, Theirs::WithFields { first: 1, second: None }),
            (Ours::WithFields { first: 2, second: Some("x".to_owned()) }, Theirs::WithFields { first: 2, second: Some("x".to_owned()) }),
            (Ours::Around(inner()), Theirs::Around(inner())),
        ];
        for (ours, theirs) in pairs {
            let text = to_string(&ours).expect("it is written");
            assert_eq!(Ok(&text), to_string(&theirs).as_ref().map_err(ToString::to_string));
            assert_eq!(from_str::<Ours>(&text).ok(), Some(ours.clone()), "{text}");
            assert_eq!(to_value(&ours).ok().and_then(|it| from_value(it).ok()), Some(ours));
        }
    }

    #[test]
    fn the_tag_may_be_at_any_position_and_unknown_fields_are_ignored() {
        let text = r#"{ "first": 7, "extra": {"do": "alone"}, "do" : "with_\u0066ields" }"#;
        assert_eq!(from_str::<Ours>(text).ok(), Some(Ours::WithFields { first: 7, second: None }));
        assert_eq!(from_str::<Ours>(r#"{"do":"alone","more":1}"#).ok(), Some(Ours::Alone));
        assert_eq!(from_str::<Vec<Ours>>(r#"[{"do":"alone"},{"do":"alone"}]"#).ok(), Some(vec![Ours::Alone, Ours::Alone]));
    }

    #[test]
    fn unreadable_json_gives_a_reason() {
        let why = |text: &str| from_str::<Ours>(text).map_err(|it| it.to_string()).unwrap_err();
        assert!(why(r#"{"first":7}"#).contains("the field do is missing"));
        assert!(why(r#"{"do":"fly"}"#).contains("no such variant of Ours"));
        assert!(why(r#"{"do":"with_fields"}"#).contains("missing field `first`"));
        assert!(why("7").contains("an object with the field do"));
        assert!(from_value::<Ours>(json!({ "do": 1 })).is_err());
    }
}
