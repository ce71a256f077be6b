//! The note of a test user that may outlive its page. It is written before the
//! user is created and removed when the user is known to be gone. It holds no
//! token.

use serde_json::{Value, json};
use thiserror::Error;

use crate::scim::user_id::UserId;

/// What the key of every note begins with. The identity of its setup follows,
/// and the name of the user; in the first version only the setup.
pub const PREFIX: &str = "scimdesk/leftover/";

/// The value of the member `format`.
const FORMAT: &str = "scimdesk-leftover";

/// The version this program writes and reads.
const VERSION: u64 = 1;

/// More text than a note ever needs; longer ones count as damaged.
const MAX_BYTES: usize = 20_000;

/// A test user that may be left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrphanedUser {
    /// The address of the service it is at.
    pub tenant_url: String,
    /// Its name there, which is its e-mail address.
    pub user_name: String,
    /// Since when, as in [`setup::Timestamp`].
    pub since: String,
    /// Its id there, once it is known and can be used.
    pub id: Option<UserId>,
    /// Whether the service showed the test user when that id was read.
    pub verified: bool,
}

impl OrphanedUser {
    /// The id, if it is known to be the test user's.
    pub fn verified_id(&self) -> Option<&UserId> {
        self.id.as_ref().filter(|_| self.verified)
    }
}

/// Why a note cannot be used. It stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OrphanedUserRecordError {
    /// It is not what this program writes.
    #[error(
        "This browser’s note about the test user can’t be read. In the service, look for a user whose address starts with scimdesk-test- and delete it. The start of the note is shown below."
    )]
    Damaged,
    /// A newer version of this program wrote it.
    #[error(
        "A newer version of scimdesk wrote the note about the test user. Reload the page to get that version, which can delete the user. If this message stays, look in the service for a user whose address starts with scimdesk-test- and delete it."
    )]
    Newer,
}

/// Which of the browser's storages a note is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// IndexedDB, which confirms that a note is on the disk.
    Durable,
    /// Local storage, which is written to the disk some seconds later.
    Local,
}

/// What lies under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub storage: Storage,
    pub key: String,
    pub text: String,
    pub content: Result<OrphanedUser, OrphanedUserRecordError>,
}

/// The key for a setup.
pub fn key(setup: &str) -> String {
    format!("{PREFIX}{setup}")
}

/// The key of the note of one user. Two tests have two keys, so that no note
/// takes the place of another.
pub fn key_of(setup_key: &str, user_name: &str) -> String {
    format!("{setup_key}/{user_name}")
}

/// The key of the setup in the key of a note.
pub fn setup_key<'a>(key: &'a str, user_name: &str) -> &'a str {
    let setup = key.strip_suffix(user_name);
    setup.and_then(|key| key.strip_suffix('/')).unwrap_or(key)
}

/// Whether a key belongs to a setup.
pub fn is_of(key: &str, setup_key: &str) -> bool {
    let rest = key.strip_prefix(setup_key);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Writes a note; nothing when [`read`] could not read it, because it is too
/// long.
pub fn write(left: &OrphanedUser) -> Option<String> {
    let text = json!({
        "format": FORMAT,
        "version": VERSION,
        "tenantUrl": left.tenant_url,
        "userName": left.user_name,
        "since": left.since,
        "id": left.id.as_ref().map(UserId::as_str),
        "verified": left.verified,
    })
    .to_string();
    (read(&text).as_ref() == Ok(left)).then_some(text)
}

pub fn read(text: &str) -> Result<OrphanedUser, OrphanedUserRecordError> {
    if text.len() > MAX_BYTES {
        return Err(OrphanedUserRecordError::Damaged);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| OrphanedUserRecordError::Damaged)?;
    if value["format"] != FORMAT {
        return Err(OrphanedUserRecordError::Damaged);
    }
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(OrphanedUserRecordError::Newer),
        _ => return Err(OrphanedUserRecordError::Damaged),
    }
    let text = |name: &str| {
        let text = value[name].as_str().filter(|text| !text.is_empty());
        text.map(str::to_owned)
            .ok_or(OrphanedUserRecordError::Damaged)
    };
    Ok(OrphanedUser {
        tenant_url: text("tenantUrl")?,
        user_name: text("userName")?,
        since: text("since")?,
        id: text("id").ok().and_then(|id| UserId::parse(&id).ok()),
        verified: value["verified"] == true,
    })
}

/// The notes among keys and texts of both storages, of every setup. A user
/// with a note in both is named once.
pub fn notes(durable: &[(String, String)], local: Vec<(String, String)>) -> Vec<Note> {
    let durable = durable.iter().filter(|(key, _)| key.starts_with(PREFIX));
    let durable = durable.cloned().map(|pair| (Storage::Durable, pair));
    let local = local.into_iter().map(|pair| (Storage::Local, pair));
    let mut notes: Vec<Note> = Vec::new();
    for (storage, (key, text)) in durable.chain(local) {
        let content = read(&text);
        let user = |content: &Result<OrphanedUser, OrphanedUserRecordError>| {
            let left = content.as_ref().ok()?;
            Some((left.tenant_url.clone(), left.user_name.clone()))
        };
        let named = user(&content);
        if named.is_none() || notes.iter().all(|note| user(&note.content) != named) {
            notes.push(Note {
                storage,
                key,
                text,
                content,
            });
        }
    }
    notes.sort_by(|one, other| one.key.cmp(&other.key));
    notes
}

/// Whether a setup has notes, and none about this user.
pub fn is_taken(notes: &[Note], setup_key: &str, user_name: &str) -> bool {
    let mut of_setup = notes.iter().filter(|note| is_of(&note.key, setup_key));
    let is_own = |note: &Note| {
        let left = note.content.as_ref();
        left.is_ok_and(|left| left.user_name == user_name)
    };
    of_setup.clone().next().is_some() && !of_setup.any(is_own)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(name: &str, id: Option<&str>) -> OrphanedUser {
        OrphanedUser {
            tenant_url: "https://api.talkdeskapp.eu/scim/v2".to_owned(),
            user_name: name.to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: id.and_then(|id| UserId::parse(id).ok()),
            verified: id.is_some(),
        }
    }

    fn text(left: &OrphanedUser) -> String {
        write(left).expect("a note")
    }

    #[test]
    fn what_is_written_is_read() {
        let longest = "\u{85}x\"".repeat(340);
        for id in [None, Some("5f3"), Some(longest.as_str())] {
            let left = left("a@b.example", id);
            assert_eq!(read(&text(&left)), Ok(left));
        }
    }

    /// The first version wrote ids of any length, unread.
    #[test]
    fn ids_of_the_first_version_are_not_verified_and_are_bounded() {
        let note = |id: &str| {
            format!(
                r#"{{"format":"scimdesk-leftover","version":1,"tenantUrl":"https://a.example/scim","userName":"a@b.example","since":"2026-11-24T08:00:00.000Z","id":"{id}"}}"#
            )
        };
        for (id, due) in [
            ("5f3", Some("5f3")),
            (".", None),
            ("..", None),
            ("a".repeat(1_025).as_str(), None),
        ] {
            let read = read(&note(id)).expect("a note");
            assert_eq!(read.id.as_ref().map(UserId::as_str), due);
            assert_eq!(read.verified_id(), None);
            assert_eq!(read.user_name, "a@b.example");
        }
    }
}
