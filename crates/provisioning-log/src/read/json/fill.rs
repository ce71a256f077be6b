//! Objects and lists, which some formats write as JSON within a text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::any::Any;
use super::member::Member;

/// The methods of a visitor for values that say nothing.
macro_rules! ignored_values {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E>(self, _: $type) -> Result<(), E> {
            Ok(())
        })*

        fn visit_unit<E>(self) -> Result<(), E> {
            Ok(())
        }
    };
}
pub(super) use ignored_values;

/// What an object fills. Nothing that stands in it is an error.
pub(super) trait Members<'de>: Default {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error>;

    /// Reads an object that is written as a text. Tells whether it is one.
    fn nested(&mut self, text: &str) -> bool;

    /// Reads a list of them that is written as a text.
    fn nested_list(_text: &str) -> Vec<Self> {
        Vec::new()
    }

    /// Takes what stands in place of an object.
    fn scalar(&mut self, _value: Any<'de>) {}
}

pub(super) struct Fill<'t, T>(pub(super) &'t mut T);

/// Reads a text that is JSON into what it is about.
pub(super) fn fill<'de, T: Members<'de>>(text: &'de str, into: &mut T) -> bool {
    let mut json = serde_json::Deserializer::from_str(text);
    text.trim_start().starts_with('{') && Fill(into).deserialize(&mut json).is_ok()
}

impl<'de, T: Members<'de>> DeserializeSeed<'de> for Fill<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Members<'de>> Visitor<'de> for Fill<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(member) = map.next_key::<Member>()? {
            match member {
                Member::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
                member => self.0.member(member, &mut map)?,
            }
        }
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        if !self.0.nested(text) {
            self.0.scalar(Any(Some(text.into())));
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if !self.0.nested(text) {
            self.0.scalar(Any(Some(text.to_owned().into())));
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.scalar(Any(Some(value.to_string().into())));
        Ok(())
    }

    ignored_values!(visit_i64: i64, visit_f64: f64, visit_bool: bool);
}

/// A list of objects; one object stands for a list of one.
pub(super) struct FillList<'t, T>(pub(super) &'t mut Vec<T>);

/// Reads a text that is a list in JSON.
pub(super) fn fill_list<'de, T: Members<'de>>(text: &'de str, list: &mut Vec<T>) -> bool {
    let mut json = serde_json::Deserializer::from_str(text);
    text.trim_start().starts_with(['[', '{']) && FillList(list).deserialize(&mut json).is_ok()
}

impl<'de, T: Members<'de>> DeserializeSeed<'de> for FillList<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Members<'de>> Visitor<'de> for FillList<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            let mut item = T::default();
            if seq.next_element_seed(Fill(&mut item))?.is_none() {
                return Ok(());
            }
            self.0.push(item);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut item = T::default();
        Fill(&mut item).visit_map(map)?;
        self.0.push(item);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.append(&mut T::nested_list(text));
        Ok(())
    }

    ignored_values!(visit_u64: u64, visit_i64: i64, visit_f64: f64, visit_bool: bool);
}
