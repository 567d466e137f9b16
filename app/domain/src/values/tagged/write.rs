//! Writing: the name of the variant as the first field.

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, SerializeStructVariant, Serializer};

/// A serializer for an enum whose variant is named in `field`.
pub fn write<S: Serializer>(field: &'static str, to: S) -> impl Serializer<Ok = S::Ok, Error = S::Error> {
    Naming { field, variant: None, to }
}

/// Puts the name of a variant among its fields. `variant` is known within a variant around another type.
struct Naming<S> {
    field: &'static str,
    variant: Option<&'static str>,
    to: S,
}

impl<S: Serializer> Naming<S> {
    fn begin(self, variant: &'static str, n_fields: usize) -> Result<S::SerializeStruct, S::Error> {
        let mut fields = self.to.serialize_struct("", n_fields + 1)?;
        fields.serialize_field(self.field, variant)?;
        Ok(fields)
    }
}

/// The fields of a variant, which are those of a struct in JSON.
struct VariantWriter<S>(S);

impl<S: SerializeStruct> SerializeStructVariant for VariantWriter<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
        self.0.serialize_field(key, value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

macro_rules! refuse {
    ($($method:ident($($value:ty),*) -> $ok:ty;)*) => {$(
        fn $method(self, $(_: $value),*) -> Result<$ok, S::Error> {
            Err(S::Error::custom(concat!("only a variant with named fields can name itself in a field, not ", stringify!($method))))
        }
    )*};
}

impl<S: Serializer> Serializer for Naming<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = Impossible<S::Ok, S::Error>;
    type SerializeStruct = S::SerializeStruct;
    type SerializeStructVariant = VariantWriter<S::SerializeStruct>;

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.begin(variant, 0)?.end()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        value.serialize(Naming { variant: Some(variant), ..self })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        n_fields: usize,
    ) -> Result<VariantWriter<S::SerializeStruct>, S::Error> {
        Ok(VariantWriter(self.begin(variant, n_fields)?))
    }

    fn serialize_struct(self, _: &'static str, n_fields: usize) -> Result<S::SerializeStruct, S::Error> {
        match self.variant {
            Some(variant) => self.begin(variant, n_fields),
            None => Err(S::Error::custom("a struct names no variant")),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<S::Ok, S::Error> {
        self.serialize_none()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<S::Ok, S::Error> {
        self.serialize_none()
    }

    refuse! {
        serialize_bool(bool) -> S::Ok;
        serialize_i8(i8) -> S::Ok;
        serialize_i16(i16) -> S::Ok;
        serialize_i32(i32) -> S::Ok;
        serialize_i64(i64) -> S::Ok;
        serialize_u8(u8) -> S::Ok;
        serialize_u16(u16) -> S::Ok;
        serialize_u32(u32) -> S::Ok;
        serialize_u64(u64) -> S::Ok;
        serialize_f32(f32) -> S::Ok;
        serialize_f64(f64) -> S::Ok;
        serialize_char(char) -> S::Ok;
        serialize_str(&str) -> S::Ok;
        serialize_bytes(&[u8]) -> S::Ok;
        serialize_none() -> S::Ok;
        serialize_unit() -> S::Ok;
        serialize_unit_struct(&'static str) -> S::Ok;
        serialize_seq(Option<usize>) -> Impossible<S::Ok, S::Error>;
        serialize_tuple(usize) -> Impossible<S::Ok, S::Error>;
        serialize_tuple_struct(&'static str, usize) -> Impossible<S::Ok, S::Error>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<S::Ok, S::Error>;
        serialize_map(Option<usize>) -> Impossible<S::Ok, S::Error>;
    }
}
