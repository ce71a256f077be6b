//! Users as Microsoft Graph writes them, read as Entra's provisioning sees
//! them.
//!
//! Taken: a user, a list or page of users, and the `testInputObject` of a
//! `parseExpression` request. Sources for the names: Microsoft Graph's
//! resource type `user` on one side, the portal's list of source attributes on
//! the other.

use serde_json::{Map, Value};

use super::{SourceUser, UserValue};
use crate::entra::{APP_ROLES, EXTENSION_PREFIX, SOFT_DELETED, SOURCE_ATTRIBUTES, is_password};

mod message;

pub use message::{GraphError, GraphUserNote};

/// Longer text is refused unread, in bytes.
pub const MAX_BYTES: usize = 1_000_000;
pub const MAX_USERS: usize = 100;
const MAX_ATTRIBUTES: usize = 300;
const MAX_VALUES: usize = 500;
/// Bytes of one value.
const MAX_VALUE: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphUsers {
    /// The users in their order, at least one.
    pub users: Vec<GraphUser>,
    /// How many more there were than [`MAX_USERS`].
    pub more: usize,
}

/// One user, and what was not taken from the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphUser {
    pub user: SourceUser,
    pub notes: Vec<GraphUserNote>,
}

impl GraphUser {
    /// What to call the user in a list.
    pub fn name(&self) -> &str {
        let names = ["userPrincipalName", "displayName", "mail", "objectId"];
        let mut names = names.iter().filter_map(|name| self.user.one(name));
        names.next().unwrap_or("a user without a name")
    }
}

/// Reads users from JSON.
///
/// # Errors
///
/// When there is no user in it, with the reason.
pub fn read(text: &str) -> Result<GraphUsers, GraphError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(GraphError::Empty);
    }
    if text.len() > MAX_BYTES {
        return Err(GraphError::TooLong { bytes: text.len() });
    }
    let value: Value = serde_json::from_str(text).map_err(|error| GraphError::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    match &value {
        Value::Array(list) => of_list(list),
        Value::Object(object) => of_object(object),
        _ => Err(GraphError::NoUser),
    }
}

fn of_object(object: &Map<String, Value>) -> Result<GraphUsers, GraphError> {
    if let Some(error) = object.get("error").and_then(Value::as_object) {
        let text = |name| error.get(name).and_then(Value::as_str).unwrap_or_default();
        return Err(GraphError::Refused {
            code: text("code").to_owned(),
            message: text("message").to_owned(),
        });
    }
    if let Some(Value::Array(list)) = object.get("value") {
        return of_list(list);
    }
    let input = object.get("testInputObject").and_then(Value::as_object);
    let input = input.unwrap_or(object);
    if let Some(Value::Array(properties)) = input.get("properties") {
        return one(of_properties(properties));
    }
    one(of_user(object))
}

fn one(found: Option<GraphUser>) -> Result<GraphUsers, GraphError> {
    Ok(GraphUsers {
        users: vec![found.ok_or(GraphError::NoUser)?],
        more: 0,
    })
}

fn of_list(list: &[Value]) -> Result<GraphUsers, GraphError> {
    if list.is_empty() {
        return Err(GraphError::NobodyInList);
    }
    let users = list.iter().take(MAX_USERS).filter_map(Value::as_object);
    let users: Vec<GraphUser> = users.filter_map(of_user).collect();
    if users.is_empty() {
        return Err(GraphError::NoUser);
    }
    Ok(GraphUsers {
        users,
        more: list.len().saturating_sub(MAX_USERS),
    })
}

/// Members without which an object is nobody.
const MARKS: [&str; 8] = [
    "userPrincipalName",
    "displayName",
    "mail",
    "id",
    "objectId",
    "givenName",
    "surname",
    "mailNickname",
];

/// Graph's name and Entra's, where they differ.
const NAMES: [(&str, &str); 6] = [
    ("id", "objectId"),
    ("mobilePhone", "mobile"),
    ("officeLocation", "physicalDeliveryOfficeName"),
    ("businessPhones", "telephoneNumber"),
    ("faxNumber", "facsimileTelephoneNumber"),
    ("onPremisesSyncEnabled", "dirSyncEnabled"),
];

fn of_user(object: &Map<String, Value>) -> Option<GraphUser> {
    if !MARKS.iter().any(|mark| object.contains_key(*mark)) {
        return None;
    }
    let mut reader = Reader::default();
    let wanted = object.iter().filter(|(name, _)| !name.contains('@'));
    for (index, (name, value)) in wanted.enumerate() {
        if index < MAX_ATTRIBUTES {
            reader.member(name, value);
        }
    }
    reader.count(object.keys().filter(|name| !name.contains('@')).count());
    if !reader.user.attributes.contains_key(SOFT_DELETED) {
        reader.put(SOFT_DELETED, UserValue::from("False"));
        reader.notes.push(GraphUserNote::NotDeletedAssumed);
    }
    Some(reader.done())
}

/// The properties of a `testInputObject`: they have Entra's names already.
fn of_properties(properties: &[Value]) -> Option<GraphUser> {
    let mut reader = Reader::default();
    for property in properties.iter().take(MAX_ATTRIBUTES) {
        if let (Some(name), Some(value)) = (
            property.get("key").and_then(Value::as_str),
            property.get("value"),
        ) {
            reader.plain(name, value);
        }
    }
    reader.count(properties.len());
    (!reader.user.attributes.is_empty()).then(|| reader.done())
}

#[derive(Default)]
struct Reader {
    user: SourceUser,
    notes: Vec<GraphUserNote>,
}

impl Reader {
    fn done(self) -> GraphUser {
        GraphUser {
            user: self.user,
            notes: self.notes,
        }
    }

    fn count(&mut self, members: usize) {
        if members > MAX_ATTRIBUTES {
            self.notes
                .push(GraphUserNote::TooMany(members - MAX_ATTRIBUTES));
        }
    }

    fn put(&mut self, name: &str, value: UserValue) {
        let _ = self.user.attributes.insert(name.to_owned(), value);
    }

    fn member(&mut self, name: &str, value: &Value) {
        match (name, value) {
            ("deletedDateTime", _) => {
                let deleted = if value.is_null() { "False" } else { "True" };
                self.put(SOFT_DELETED, UserValue::from(deleted));
            }
            (_, Value::Null) => {}
            ("onPremisesExtensionAttributes", Value::Object(members)) => {
                for (name, value) in members.iter().take(MAX_ATTRIBUTES) {
                    self.plain(name, value);
                }
            }
            ("businessPhones", Value::Array(phones)) => {
                if let Some(first) = phones.first() {
                    self.plain("telephoneNumber", first);
                }
            }
            ("manager", Value::Object(manager)) => match manager.get("id") {
                Some(id) => self.plain(name, id),
                None => self
                    .notes
                    .push(GraphUserNote::NotUnderstood(name.to_owned())),
            },
            (APP_ROLES, Value::Array(roles)) => self.roles(roles),
            _ => {
                let renamed = NAMES.iter().find(|(graph, _)| *graph == name);
                self.plain(renamed.map_or(name, |(_, entra)| entra), value);
            }
        }
    }

    /// An attribute under its name in Entra.
    fn plain(&mut self, name: &str, value: &Value) {
        let value = match value {
            Value::Null => return,
            _ if is_password(name) => return self.password(),
            Value::Array(values) => {
                let texts: Option<Vec<String>> = values.iter().map(text).collect();
                texts.map(UserValue::Many)
            }
            single => text(single).map(UserValue::One),
        };
        let Some(value) = value else {
            self.notes
                .push(GraphUserNote::NotUnderstood(name.to_owned()));
            return;
        };
        let known = SOURCE_ATTRIBUTES.contains(&name) || name.starts_with(EXTENSION_PREFIX);
        if !known {
            self.notes.push(GraphUserNote::NotInPortal(name.to_owned()));
        }
        let value = self.bounded(name, value);
        self.put(name, value);
    }

    /// Says once that a password was left out.
    fn password(&mut self) {
        if !self.notes.contains(&GraphUserNote::Password) {
            self.notes.push(GraphUserNote::Password);
        }
    }

    fn bounded(&mut self, name: &str, value: UserValue) -> UserValue {
        let mut cut = false;
        let mut bounded = |mut text: String| {
            if text.len() > MAX_VALUE {
                let mut end = MAX_VALUE;
                while !text.is_char_boundary(end) {
                    end -= 1;
                }
                text.truncate(end);
                cut = true;
            }
            text
        };
        let value = match value {
            UserValue::One(text) => UserValue::One(bounded(text)),
            UserValue::Many(texts) => {
                let more = texts.len() > MAX_VALUES;
                let retained = texts.into_iter().take(MAX_VALUES);
                let retained = retained.map(&mut bounded).collect();
                cut |= more;
                UserValue::Many(retained)
            }
        };
        if cut {
            self.notes.push(GraphUserNote::TooLarge(name.to_owned()));
        }
        value
    }

    /// App role assignments: names as texts, or objects that have the role's
    /// name. Graph's own assignments have only its identity.
    fn roles(&mut self, roles: &[Value]) {
        let mut names = Vec::new();
        let mut nameless = 0;
        for role in roles {
            let members = ["displayName", "appRoleDisplayName", "value"];
            let named = members.iter().find_map(|member| role.get(member)?.as_str());
            match role.as_str().or(named) {
                Some(name) => names.push(name.to_owned()),
                None => nameless += 1,
            }
        }
        if nameless > 0 {
            self.notes.push(GraphUserNote::RoleWithoutName(nameless));
        }
        if !names.is_empty() {
            let value = self.bounded(APP_ROLES, UserValue::Many(names));
            self.put(APP_ROLES, value);
        }
    }
}

/// A value as an expression sees it.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(true) => Some("True".to_owned()),
        Value::Bool(false) => Some("False".to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests;
