//! Reading: the name of the variant first, then its fields from the same text.

use std::cell::Cell;
use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, IntoDeserializer, MapAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Error;

/// Reads `text`, whose variant is named in `field`. `None` if `read` knows no such variant.
pub fn read<T>(text: &str, field: &str, read: impl for<'a> FnOnce(Tagged<'a>) -> Result<T, Error>) -> Result<Option<T>, Error> {
    let name = name_in(text, field)?;
    let is_unknown = Cell::new(false);
    match read(Tagged { name: &name, text, is_unknown: &is_unknown }) {
        Err(_) if is_unknown.get() => Ok(None),
        read => read.map(Some),
    }
}

/// A JSON object that names its variant.
pub struct Tagged<'a> {
    name: &'a str,
    text: &'a str,
    is_unknown: &'a Cell<bool>,
}

impl<'de> Deserializer<'de> for Tagged<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, variants: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        if !variants.contains(&self.name) {
            self.is_unknown.set(true);
            return Err(Error::unknown_variant(self.name, variants));
        }
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Tagged<'de> {
    type Error = Error;
    type Variant = VariantReader<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, VariantReader<'de>), Error> {
        let name: StrDeserializer<'_, Error> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, VariantReader(self.text)))
    }
}

/// The fields of the variant, still with its name among them, which is passed over as unknown.
pub struct VariantReader<'a>(&'a str);

impl<'de> VariantAccess<'de> for VariantReader<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(&mut serde_json::Deserializer::from_str(self.0))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("a variant with unnamed fields cannot name itself in a field"))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        serde_json::Deserializer::from_str(self.0).deserialize_struct("", fields, visitor)
    }
}

/// The text of `field` in a JSON object.
fn name_in(text: &str, field: &str) -> Result<String, Error> {
    struct Named<'a>(&'a str);

    impl<'de> Visitor<'de> for Named<'_> {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object with the field {}", self.0)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
            let mut name = None;
            while let Some(key) = map.next_key::<std::borrow::Cow<'_, str>>()? {
                if key == self.0 {
                    name = Some(map.next_value()?);
                } else {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            name.ok_or_else(|| A::Error::custom(format!("the field {} is missing", self.0)))
        }
    }

    serde_json::Deserializer::from_str(text).deserialize_map(Named(field))
}
