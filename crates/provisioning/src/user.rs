//! One source user: what Entra knows of somebody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::entra::is_password;

pub mod graph;
pub mod sample;
pub mod user_diff;

/// The value of one source attribute. Truth values are the texts `True` and
/// `False`, as Entra's expressions see them. Written as a text or a list of
/// texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserValue {
    One(String),
    /// Several values, perhaps none.
    Many(Vec<String>),
}

impl From<&str> for UserValue {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

/// The attributes of one user by Entra's names, which are case-sensitive. An
/// attribute without a value is not in it. A password is neither read nor
/// written, so none is ever stored, whichever way it came.
///
/// It is read and written by way of [`Value`], which costs the page less code
/// than a reader of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Value", into = "Value")]
pub struct SourceUser {
    pub attributes: BTreeMap<String, UserValue>,
}

impl SourceUser {
    /// A user with attributes of one value each.
    pub fn of(attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), UserValue::from(*value)));
        Self {
            attributes: attributes.collect(),
        }
    }

    pub fn one(&self, name: &str) -> Option<&str> {
        match self.attributes.get(name)? {
            UserValue::One(text) => Some(text),
            UserValue::Many(_) => None,
        }
    }

    /// The user as the evaluator wants it.
    pub fn record(&self) -> entra_expression::evaluate::AttributeRecord {
        use entra_expression::evaluate::AttributeValue;
        let attributes = self.attributes.iter().map(|(name, value)| {
            let value = match value {
                UserValue::One(text) => AttributeValue::One(text.clone()),
                UserValue::Many(texts) => AttributeValue::Many(texts.clone()),
            };
            (name.clone(), value)
        });
        attributes.collect()
    }
}

/// Whatever is neither a text nor a list of texts is left out.
impl From<Value> for SourceUser {
    fn from(value: Value) -> Self {
        let mut attributes = BTreeMap::new();
        if let Value::Object(members) = value {
            for (name, value) in members {
                if is_password(&name) {
                    continue;
                }
                let value = match value {
                    Value::String(text) => UserValue::One(text),
                    Value::Array(values) => UserValue::Many(
                        values
                            .into_iter()
                            .filter_map(|value| match value {
                                Value::String(text) => Some(text),
                                _ => None,
                            })
                            .collect(),
                    ),
                    _ => continue,
                };
                let _ = attributes.insert(name, value);
            }
        }
        Self { attributes }
    }
}

impl From<SourceUser> for Value {
    fn from(user: SourceUser) -> Self {
        let retained = user.attributes.into_iter();
        let retained = retained.filter(|(name, _)| !is_password(name));
        let members = retained.map(|(name, value)| {
            let value = match value {
                UserValue::One(text) => Value::String(text),
                UserValue::Many(texts) => {
                    Value::Array(texts.into_iter().map(Value::String).collect())
                }
            };
            (name, value)
        });
        Value::Object(members.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_neither_written_nor_read() {
        let user = SourceUser::of(&[("mail", "a"), ("passwordProfile.password", "S3cret")]);
        let text = serde_json::to_string(&user).unwrap();
        assert_eq!(text, r#"{"mail":"a"}"#);
        let stored = r#"{"mail":"a","passwordProfile.password":"S3cret"}"#;
        let read = serde_json::from_str::<SourceUser>(stored).unwrap();
        assert_eq!(read, SourceUser::of(&[("mail", "a")]));
    }

    #[test]
    fn a_user_is_written_as_a_plain_object() {
        let mut user = SourceUser::of(&[("mail", "ana@contoso.com")]);
        let several = UserValue::Many(vec!["a".to_owned(), "b".to_owned()]);
        let _ = user.attributes.insert("proxyAddresses".to_owned(), several);
        let text = serde_json::to_string(&user).unwrap();
        assert_eq!(
            text,
            r#"{"mail":"ana@contoso.com","proxyAddresses":["a","b"]}"#
        );
        assert_eq!(serde_json::from_str::<SourceUser>(&text).unwrap(), user);
        assert_eq!(user.one("mail"), Some("ana@contoso.com"));
        assert_eq!(user.one("proxyAddresses"), None);
    }
}
