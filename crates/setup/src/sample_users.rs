//! Sample users with the values that the mappings are expected to give for
//! them. They travel with the setup, so that whoever changes a mapping sees what
//! that breaks.
//!
//! The first view has no use for them, so [`Setup`] carries them unread, as it
//! does [`crate::page_data`]. Each user is a leaf of its own when tabs merge.

use provisioning::expectations::{ExpectedAttribute, MAX_EXPECTED, MAX_EXPECTED_TEXT};
use provisioning::format::grouped;
use provisioning::user::SourceUser;
use serde_json::{Map, Value};

use super::{Setup, Timestamp};

/// The member of a record that holds them by their ids.
pub(crate) const MEMBER: &str = "sampleUsers";

/// How many a setup has at most.
pub const MAX_SAMPLE_USERS: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSampleUser {
    /// Made up by the browser, so that users that two tabs add are two.
    pub id: String,
    pub added: Timestamp,
    pub user: SourceUser,
    pub expected: Vec<ExpectedAttribute>,
}

/// Why a sample user is not stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SampleUserError {
    #[error("A setup can have {MAX_SAMPLE_USERS} sample users. Remove one first.")]
    TooManyUsers,
    #[error("A sample user can have {MAX_EXPECTED} expected values. Remove one first.")]
    TooManyValues,
    #[error(
        "The expected value of “{attribute}” has {} characters; at most {} are allowed.",
        grouped(*.characters as u64),
        grouped(MAX_EXPECTED_TEXT as u64)
    )]
    LongValue {
        attribute: String,
        characters: usize,
    },
    #[error("Choose the attribute of each expected value.")]
    NoAttribute,
    #[error("“{attribute}” has two expected values. Remove one of them.")]
    TwoValues { attribute: String },
}

impl StoredSampleUser {
    fn check(&self) -> Result<(), SampleUserError> {
        if self.expected.len() > MAX_EXPECTED {
            return Err(SampleUserError::TooManyValues);
        }
        for (index, expected) in self.expected.iter().enumerate() {
            let attribute = expected.attribute.clone();
            let characters = expected.value.chars().count();
            let mut before = self.expected.iter().take(index);
            if attribute.trim().is_empty() {
                return Err(SampleUserError::NoAttribute);
            } else if before.any(|other| other.attribute == attribute) {
                return Err(SampleUserError::TwoValues { attribute });
            } else if characters > MAX_EXPECTED_TEXT {
                return Err(SampleUserError::LongValue {
                    attribute,
                    characters,
                });
            }
        }
        Ok(())
    }

    fn read(id: &str, value: &Value) -> Option<Self> {
        let text = |value: &Value, name: &str| Some(value.get(name)?.as_str()?.to_owned());
        let expected = value.get("expected")?.as_array()?.iter();
        let expected = expected.map(|one| {
            Some(ExpectedAttribute {
                attribute: text(one, "attribute")?,
                value: text(one, "value")?,
            })
        });
        let user = value.get("user").filter(|user| user.is_object())?;
        Some(Self {
            id: id.to_owned(),
            added: Timestamp(text(value, "added")?),
            user: SourceUser::from(user.clone()),
            expected: expected.collect::<Option<_>>()?,
        })
    }

    fn write(self) -> Value {
        let expected = self.expected.into_iter().map(|one| {
            let mut members = Map::new();
            let _ = members.insert("attribute".to_owned(), one.attribute.into());
            let _ = members.insert("value".to_owned(), one.value.into());
            Value::Object(members)
        });
        let mut members = Map::new();
        let _ = members.insert("added".to_owned(), self.added.0.into());
        let _ = members.insert("expected".to_owned(), expected.collect());
        let _ = members.insert("user".to_owned(), self.user.into());
        Value::Object(members)
    }
}

impl Setup {
    /// All that can be read, the oldest first. One that two tabs made too many
    /// stays in the record and out of this list.
    pub fn sample_users(&self) -> Vec<StoredSampleUser> {
        let Some(Value::Object(members)) = self.rest.get(MEMBER) else {
            return Vec::new();
        };
        let users = members.iter();
        let users = users.filter_map(|(id, value)| StoredSampleUser::read(id, value));
        let mut users: Vec<_> = users.filter(|user| user.check().is_ok()).collect();
        users.sort_by(|a, b| (&a.added, &a.id).cmp(&(&b.added, &b.id)));
        users.truncate(MAX_SAMPLE_USERS);
        users
    }

    /// Adds a sample user, or replaces the one of that id.
    ///
    /// # Errors
    ///
    /// A limit is reached; then nothing changes.
    pub fn put_sample_user(&mut self, user: StoredSampleUser) -> Result<(), SampleUserError> {
        user.check()?;
        let mut members = match self.rest.get(MEMBER) {
            Some(Value::Object(members)) => members.clone(),
            _ => Map::new(),
        };
        if !members.contains_key(&user.id) && members.len() >= MAX_SAMPLE_USERS {
            return Err(SampleUserError::TooManyUsers);
        }
        let _ = members.insert(user.id.clone(), user.write());
        let _ = self.rest.insert(MEMBER.to_owned(), members.into());
        Ok(())
    }

    /// Removes the sample user of an id.
    pub fn remove_sample_user(&mut self, id: &str) {
        if let Some(Value::Object(members)) = self.rest.get_mut(MEMBER) {
            let _ = members.remove(id);
            if members.is_empty() {
                let _ = self.rest.remove(MEMBER);
            }
        }
    }

    /// How many sample users, and how many expected values of one, the record
    /// has, be they readable or not.
    pub(crate) fn sample_user_counts(&self) -> (usize, usize) {
        let Some(Value::Object(members)) = self.rest.get(MEMBER) else {
            return (0, 0);
        };
        let expected = |user: &Value| user.get("expected").and_then(Value::as_array).map(Vec::len);
        let values = members.values().filter_map(expected).max();
        (members.len(), values.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
