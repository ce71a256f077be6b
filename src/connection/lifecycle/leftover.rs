//! The note of a test user that may outlive its page. It is written before the
//! user is created and removed when the user is known to be gone. It holds no
//! token.

use serde_json::{Value, json};

use crate::setup::store::{Shelf, ShelfError};

/// What the key of every note begins with; the identity of its set-up follows.
pub const PREFIX: &str = "scimdesk/leftover/";

/// The value of the member `format`.
const FORMAT: &str = "scimdesk-leftover";

/// The version this program writes and reads.
const VERSION: u64 = 1;

/// More text than a note ever needs; longer ones count as damaged.
const MAX_BYTES: usize = 20_000;

/// A test user that may be left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The address of the service it is at.
    pub tenant_url: String,
    /// Its name there, which is its e-mail address.
    pub user_name: String,
    /// Since when, as in [`crate::setup::Timestamp`].
    pub since: String,
    /// Its id there, once it is known.
    pub id: Option<String>,
}

/// Why a note cannot be used. It stays where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteFault {
    /// It is not what this program writes.
    Damaged,
    /// A newer version of this program wrote it.
    Newer,
}

impl NoteFault {
    /// What is wrong and what to do.
    pub fn words(self) -> &'static str {
        match self {
            NoteFault::Damaged => {
                "The note about it in this browser cannot be read. Look in the service for a user whose address begins with scimdesk-test- and remove it. Its note is shown below as it is."
            }
            NoteFault::Newer => {
                "A newer scimdesk wrote the note about it. Reload the page to get the newest version, which can remove the user."
            }
        }
    }
}

/// What lies under one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The key.
    pub key: String,
    /// The text under it.
    pub text: String,
    /// What it says.
    pub said: Result<Leftover, NoteFault>,
}

/// Why no note could be put down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutFault {
    /// The browser does not store it.
    Shelf(ShelfError),
    /// Another test's note lies there.
    Occupied,
}

/// The key for a set-up.
pub fn key(setup: &str) -> String {
    format!("{PREFIX}{setup}")
}

fn write(left: &Leftover) -> String {
    json!({
        "format": FORMAT,
        "version": VERSION,
        "tenantUrl": left.tenant_url,
        "userName": left.user_name,
        "since": left.since,
        "id": left.id,
    })
    .to_string()
}

/// Reads a note.
pub fn read(text: &str) -> Result<Leftover, NoteFault> {
    if text.len() > MAX_BYTES {
        return Err(NoteFault::Damaged);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| NoteFault::Damaged)?;
    if value["format"] != FORMAT {
        return Err(NoteFault::Damaged);
    }
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(NoteFault::Newer),
        _ => return Err(NoteFault::Damaged),
    }
    let text = |name: &str| {
        let text = value[name].as_str().filter(|text| !text.is_empty());
        text.map(str::to_owned).ok_or(NoteFault::Damaged)
    };
    Ok(Leftover {
        tenant_url: text("tenantUrl")?,
        user_name: text("userName")?,
        since: text("since")?,
        id: text("id").ok(),
    })
}

/// All notes on a shelf, of every set-up.
pub fn all(shelf: &impl Shelf) -> Vec<Note> {
    let mut keys = shelf.keys().unwrap_or_default();
    keys.retain(|key| key.starts_with(PREFIX));
    keys.sort();
    let note = |key: String| {
        let text = shelf.get(&key).ok()??;
        let said = read(&text);
        Some(Note { key, text, said })
    };
    keys.into_iter().filter_map(note).collect()
}

/// Puts a note down, unless one about another user lies there already.
pub fn put(shelf: &impl Shelf, key: &str, left: &Leftover) -> Result<(), PutFault> {
    let there = shelf.get(key).map_err(PutFault::Shelf)?;
    if there.is_some_and(|text| !is_about(&text, &left.user_name)) {
        return Err(PutFault::Occupied);
    }
    shelf.put(key, &write(left)).map_err(PutFault::Shelf)
}

/// Takes a note away if it is about this user. One about another user, which
/// another tab may have put down meanwhile, stays.
pub fn take(shelf: &impl Shelf, key: &str, user_name: &str) -> Result<(), ShelfError> {
    match shelf.get(key)? {
        Some(text) if is_about(&text, user_name) => shelf.remove(key),
        _ => Ok(()),
    }
}

fn is_about(text: &str, user_name: &str) -> bool {
    read(text).is_ok_and(|left| left.user_name == user_name)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Default)]
    struct Board(RefCell<BTreeMap<String, String>>);

    impl Shelf for Board {
        fn keys(&self) -> Result<Vec<String>, ShelfError> {
            Ok(self.0.borrow().keys().cloned().collect())
        }
        fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
            Ok(self.0.borrow().get(key).cloned())
        }
        fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
            self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
            Ok(())
        }
        fn remove(&self, key: &str) -> Result<(), ShelfError> {
            self.0.borrow_mut().remove(key);
            Ok(())
        }
    }

    fn left(name: &str, id: Option<&str>) -> Leftover {
        Leftover {
            tenant_url: "https://api.talkdeskapp.eu/scim/v2".to_owned(),
            user_name: name.to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: id.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for id in [None, Some("5f3")] {
            assert_eq!(
                read(&write(&left("a@b.example", id))),
                Ok(left("a@b.example", id))
            );
        }
    }

    #[test]
    fn damaged_and_newer_notes_are_told_apart_and_left_alone() {
        let newer = write(&left("a", None)).replace("\"version\":1", "\"version\":2");
        let cases = [
            (newer, NoteFault::Newer),
            ("{".to_owned(), NoteFault::Damaged),
            ("[]".to_owned(), NoteFault::Damaged),
            (
                "{\"format\":\"scimdesk-leftover\",\"version\":1}".to_owned(),
                NoteFault::Damaged,
            ),
            (
                write(&left("a", None)).replace("version", "v"),
                NoteFault::Damaged,
            ),
            (
                write(&left(&"a".repeat(MAX_BYTES), None)),
                NoteFault::Damaged,
            ),
        ];
        for (text, fault) in cases {
            assert_eq!(read(&text), Err(fault), "{text:.80}");
            let board = Board::default();
            board.put("scimdesk/leftover/s", &text).expect("room");
            let put = put(&board, "scimdesk/leftover/s", &left("b", None));
            assert_eq!(put, Err(PutFault::Occupied));
            take(&board, "scimdesk/leftover/s", "b").expect("a shelf");
            let notes = all(&board);
            assert_eq!(notes.len(), 1);
            assert_eq!((&notes[0].text, &notes[0].said), (&text, &Err(fault)));
        }
    }

    #[test]
    fn another_tabs_note_stays() {
        let board = Board::default();
        let key = key("s");
        put(&board, &key, &left("a", None)).expect("room");
        put(&board, &key, &left("a", Some("1"))).expect("the same user");
        assert_eq!(put(&board, &key, &left("b", None)), Err(PutFault::Occupied));
        take(&board, &key, "b").expect("a shelf");
        assert_eq!(all(&board)[0].said, Ok(left("a", Some("1"))));
        take(&board, &key, "a").expect("a shelf");
        assert!(all(&board).is_empty());
    }
}
