//! One source user: what Entra knows of somebody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub mod graph;

/// The value of one source attribute. Truth values are the texts `True` and
/// `False`, as Entra's expressions see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum UserValue {
    /// One value.
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
/// attribute without a value is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceUser {
    /// The values by name.
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

    /// The single value of an attribute.
    pub fn one(&self, name: &str) -> Option<&str> {
        match self.attributes.get(name)? {
            UserValue::One(text) => Some(text),
            UserValue::Many(_) => None,
        }
    }

    /// The user as the evaluator wants it.
    #[cfg(feature = "evaluate")]
    pub fn record(&self) -> entra_expression::evaluate::Record {
        use entra_expression::evaluate::Attribute;
        let attributes = self.attributes.iter().map(|(name, value)| {
            let value = match value {
                UserValue::One(text) => Attribute::One(text.clone()),
                UserValue::Many(texts) => Attribute::Many(texts.clone()),
            };
            (name.clone(), value)
        });
        attributes.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
