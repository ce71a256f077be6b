//! What is in an object.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The value of a member, as a table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::users_file) enum JsonCell {
    Empty,
    /// One value. Truth values are `True` and `False`.
    One(String),
    Many(Vec<String>),
}

/// The members of an object in their order. Those of objects within are named
/// with a dot.
#[derive(Debug)]
pub(in crate::users_file) struct Members(pub(in crate::users_file) Vec<(String, JsonCell)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    match map.next_value::<Any>()? {
                        Any::Cell(cell) => members.push((name, cell)),
                        Any::Object(inner) => members.extend(
                            inner
                                .into_iter()
                                .map(|(own, cell)| (format!("{name}.{own}"), cell)),
                        ),
                    }
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

enum Any {
    Cell(JsonCell),
    Object(Vec<(String, JsonCell)>),
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Any, E> {
        Ok(one(if value { "True" } else { "False" }))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Any, E> {
        Ok(one(&value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Any, E> {
        Ok(one(&value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Any, E> {
        Ok(one(&value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Any, E> {
        Ok(one(value))
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Cell(JsonCell::Empty))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element::<Any>()? {
            match value {
                Any::Cell(JsonCell::One(text)) => values.push(text),
                Any::Cell(JsonCell::Many(texts)) => values.extend(texts),
                Any::Cell(JsonCell::Empty) => {}
                Any::Object(members) => values.extend(word_for(members)),
            }
        }
        Ok(Any::Cell(JsonCell::Many(values)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Any, A::Error> {
        let members = Members::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Any::Object(members.0))
    }
}

fn one(text: &str) -> Any {
    Any::Cell(JsonCell::One(text.to_owned()))
}

/// Members that say what an object in a list stands for, such as an app role
/// assignment.
const WORDS: [&str; 5] = [
    "value",
    "appRoleId",
    "displayName",
    "id",
    "userPrincipalName",
];

fn word_for(members: Vec<(String, JsonCell)>) -> Option<String> {
    WORDS.iter().find_map(|word| {
        let found = members.iter().find(|(name, _)| name == word);
        match found {
            Some((_, JsonCell::One(text))) => Some(text.clone()),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_flat() {
        let text = r#"{"id":"1","accountEnabled":true,"n":null,"proxyAddresses":["a","b"],
            "onPremisesExtensionAttributes":{"extensionAttribute1":"x"},"k":1.5,
            "appRoleAssignments":[{"appRoleId":"r","id":"i"}]}"#;
        let Members(members) = serde_json::from_str(text).unwrap();
        let one = |text: &str| JsonCell::One(text.to_owned());
        let expected = [
            ("id", one("1")),
            ("accountEnabled", one("True")),
            ("n", JsonCell::Empty),
            (
                "proxyAddresses",
                JsonCell::Many(vec!["a".to_owned(), "b".to_owned()]),
            ),
            (
                "onPremisesExtensionAttributes.extensionAttribute1",
                one("x"),
            ),
            ("k", one("1.5")),
            ("appRoleAssignments", JsonCell::Many(vec!["r".to_owned()])),
        ];
        let expected = expected.map(|(name, cell)| (name.to_owned(), cell));
        assert_eq!(members, expected);
    }
}
