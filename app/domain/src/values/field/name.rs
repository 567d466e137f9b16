use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::known::Field;

/// The name of a field in a message or a stored record. A name of a newer release is kept as it is, so that writing it again loses nothing. Names
/// are compared and ordered by their text.
#[derive(Clone, Debug)]
pub enum FieldName {
    Known(Field),
    /// A name that this release does not know.
    Unknown(Box<str>),
}

impl FieldName {
    pub fn parse(name: &str) -> FieldName {
        Field::parse(name).map_or_else(|| FieldName::Unknown(name.into()), FieldName::Known)
    }

    pub fn text(&self) -> Cow<'_, str> {
        match self {
            FieldName::Known(field) => field.text(),
            FieldName::Unknown(text) => Cow::Borrowed(text),
        }
    }

    /// The field, if this release knows it.
    pub fn known(&self) -> Option<Field> {
        match self {
            FieldName::Known(field) => Some(*field),
            FieldName::Unknown(_) => None,
        }
    }
}

impl Display for FieldName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl From<Field> for FieldName {
    fn from(field: Field) -> FieldName {
        FieldName::Known(field)
    }
}

impl From<&FieldName> for FieldName {
    fn from(name: &FieldName) -> FieldName {
        name.clone()
    }
}

impl PartialEq for FieldName {
    fn eq(&self, other: &FieldName) -> bool {
        self.text() == other.text()
    }
}

impl Eq for FieldName {}

impl PartialEq<Field> for FieldName {
    fn eq(&self, other: &Field) -> bool {
        self.text() == other.text()
    }
}

impl PartialEq<Field> for &FieldName {
    fn eq(&self, other: &Field) -> bool {
        **self == *other
    }
}

impl PartialOrd for FieldName {
    fn partial_cmp(&self, other: &FieldName) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FieldName {
    fn cmp(&self, other: &FieldName) -> Ordering {
        self.text().cmp(&other.text())
    }
}

impl Serialize for FieldName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for FieldName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<FieldName, D::Error> {
        String::deserialize(from).map(|it| FieldName::parse(&it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::field::LinePart;
    use crate::values::refusal::{Refusal, Refusals};

    #[test]
    fn an_unknown_field_name_is_kept_unchanged() {
        for name in ["", "weather", "lines.", "lines.01.price", "lines.+1", "lines.0.weather", "order_nodes.6.days", "pipeline.4.limit"] {
            assert_eq!(FieldName::parse(name).known(), None, "{name}");
            let wire = serde_json::to_string(name).expect("a text");
            let read: FieldName = serde_json::from_str(&wire).expect("a name");
            assert_eq!(serde_json::to_string(&read).expect("a name"), wire);
        }
    }

    #[test]
    fn refusals_are_written_in_the_order_of_their_names() {
        let wire = r#"{"amount":[{"code":"missing"}],"lines.10.price":[{"code":"missing"}],"lines.2.price":[{"code":"missing"}],"#
            .to_owned()
            + r#""new":[{"code":"missing"}],"on":[{"code":"missing"}],"weather":[{"code":"missing"}]}"#;
        let read: Refusals = serde_json::from_str(&wire).expect("refusals");
        assert_eq!(read.on(Field::LineOf(10, LinePart::Price)), [Refusal::Missing]);
        assert_eq!(serde_json::to_string(&read).expect("refusals"), wire);
    }
}
