//! JSON whose members keep the order in which they were written.

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

/// A JSON value, as far as a request to a SCIM service needs one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScimJson {
    Bool(bool),
    Text(String),
    Array(Vec<ScimJson>),
    Object(Vec<(String, ScimJson)>),
}

impl From<&str> for ScimJson {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl ScimJson {
    pub const fn object() -> Self {
        Self::Object(Vec::new())
    }

    /// The member of a name; one is made when there is none. In anything that
    /// is no object, nothing is found.
    pub fn member(&mut self, name: &str, new: impl FnOnce() -> ScimJson) -> Option<&mut ScimJson> {
        let Self::Object(members) = self else {
            return None;
        };
        let index = members.iter().position(|(own, _)| own == name);
        let index = index.unwrap_or_else(|| {
            members.push((name.to_owned(), new()));
            members.len() - 1
        });
        members.get_mut(index).map(|(_, value)| value)
    }

    /// Writes a member, instead of one of the same name.
    pub fn set(&mut self, name: &str, value: ScimJson) {
        if let Some(member) = self.member(name, ScimJson::object) {
            *member = value;
        }
    }

    pub fn get(&self, name: &str) -> Option<&ScimJson> {
        match self {
            Self::Object(members) => {
                let found = members.iter().find(|(own, _)| own == name);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text of it, indented by two blanks.
    pub fn pretty(&self) -> String {
        // Nothing in it can fail: keys are texts.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Serialize for ScimJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(values) => {
                let mut array = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    array.serialize_element(value)?;
                }
                array.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    }
}
