//! The note of a test user that may outlive its page. It is written before the
//! user is created and removed when the user is known to be gone. It holds no
//! token.

use serde_json::{Value, json};

use crate::pages::connection::user_id::UserId;
use setup::store::{Shelf, ShelfError};

/// What the key of every note begins with. The identity of its set-up follows,
/// and the name of the user; in the first version only the set-up.
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
    /// Since when, as in [`setup::Timestamp`].
    pub since: String,
    /// Its id there, once it is known and can be used.
    pub id: Option<UserId>,
    /// Whether the service showed the test user when that id was read.
    pub verified: bool,
}

impl Leftover {
    /// The id, if it is known to be the test user's.
    pub fn verified_id(&self) -> Option<&UserId> {
        self.id.as_ref().filter(|_| self.verified)
    }
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
                "This browser’s note about the test user cannot be read. In the service, look for a user whose address begins with scimdesk-test- and delete it. The beginning of the note is shown below."
            }
            NoteFault::Newer => {
                "A newer version of scimdesk wrote the note about the test user. Reload the page to get that version, which can remove the user. If the page still shows this, look in the service for a user whose address begins with scimdesk-test- and delete it."
            }
        }
    }
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
    /// Where it is.
    pub storage: Storage,
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
    /// The note is longer than what is read.
    TooLong,
}

/// The key for a set-up.
pub fn key(setup: &str) -> String {
    format!("{PREFIX}{setup}")
}

/// The key of the note of one user. Two tests have two keys, so that no note
/// takes the place of another.
pub fn key_of(setup_key: &str, user_name: &str) -> String {
    format!("{setup_key}/{user_name}")
}

/// The key of the set-up in the key of a note.
pub fn setup_key<'a>(key: &'a str, user_name: &str) -> &'a str {
    let setup = key.strip_suffix(user_name);
    setup.and_then(|key| key.strip_suffix('/')).unwrap_or(key)
}

/// Whether a key belongs to a set-up.
pub fn is_of(key: &str, setup_key: &str) -> bool {
    let rest = key.strip_prefix(setup_key);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Writes a note, which [`read`] can read.
pub fn write(left: &Leftover) -> Result<String, PutFault> {
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
    match read(&text) {
        Ok(read) if read == *left => Ok(text),
        _ => Err(PutFault::TooLong),
    }
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
        id: text("id").ok().and_then(|id| UserId::parse(&id).ok()),
        verified: value["verified"] == true,
    })
}

/// All notes on a shelf, of every set-up, as keys and texts.
fn on(shelf: &impl Shelf) -> Vec<(String, String)> {
    let mut keys = shelf.keys().unwrap_or_default();
    keys.retain(|key| key.starts_with(PREFIX));
    let pair = |key: String| shelf.get(&key).ok()?.map(|text| (key, text));
    keys.into_iter().filter_map(pair).collect()
}

/// All notes, of every set-up: those in IndexedDB as keys and texts, and those
/// on a shelf. A user with a note in both is named once.
pub fn all(durable: &[(String, String)], shelf: &impl Shelf) -> Vec<Note> {
    let durable = durable.iter().filter(|(key, _)| key.starts_with(PREFIX));
    let durable = durable.cloned().map(|pair| (Storage::Durable, pair));
    let local = on(shelf).into_iter().map(|pair| (Storage::Local, pair));
    let mut notes: Vec<Note> = Vec::new();
    for (storage, (key, text)) in durable.chain(local) {
        let said = read(&text);
        let user = |said: &Result<Leftover, NoteFault>| {
            let left = said.as_ref().ok()?;
            Some((left.tenant_url.clone(), left.user_name.clone()))
        };
        let named = user(&said);
        if named.is_none() || notes.iter().all(|note| user(&note.said) != named) {
            notes.push(Note {
                storage,
                key,
                text,
                said,
            });
        }
    }
    notes.sort_by(|one, other| one.key.cmp(&other.key));
    notes
}

/// Whether a set-up has notes, and none about this user.
pub fn is_taken(notes: &[Note], setup_key: &str, user_name: &str) -> bool {
    let mut of_setup = notes.iter().filter(|note| is_of(&note.key, setup_key));
    let is_own = |note: &Note| {
        let left = note.said.as_ref();
        left.is_ok_and(|left| left.user_name == user_name)
    };
    of_setup.clone().next().is_some() && !of_setup.any(is_own)
}

/// Puts a note on a shelf.
pub fn put(shelf: &impl Shelf, setup_key: &str, left: &Leftover) -> Result<(), PutFault> {
    let key = key_of(setup_key, &left.user_name);
    shelf.put(&key, &write(left)?).map_err(PutFault::Shelf)
}

/// Takes all notes of a set-up about this user off a shelf. Those about
/// another user, which another tab may have put down meanwhile, stay.
pub fn take(shelf: &impl Shelf, setup_key: &str, user_name: &str) -> Result<(), ShelfError> {
    for (key, text) in on(shelf) {
        if is_of(&key, setup_key) && is_about(&text, user_name) {
            shelf.remove(&key)?;
        }
    }
    Ok(())
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

    const KEY: &str = "scimdesk/leftover/s";

    fn left(name: &str, id: Option<&str>) -> Leftover {
        Leftover {
            tenant_url: "https://api.talkdeskapp.eu/scim/v2".to_owned(),
            user_name: name.to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: id.and_then(|id| UserId::parse(id).ok()),
            verified: id.is_some(),
        }
    }

    fn text(left: &Leftover) -> String {
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

    /// What cannot be read back is never written.
    #[test]
    fn a_note_is_never_longer_than_what_is_read() {
        let mut long = left("a@b.example", None);
        long.tenant_url = format!("https://a.example/{}", "a".repeat(MAX_BYTES));
        let board = Board::default();
        assert_eq!(put(&board, KEY, &long), Err(PutFault::TooLong));
        assert!(all(&[], &board).is_empty());
    }

    #[test]
    fn damaged_and_newer_notes_are_told_apart_and_left_alone() {
        let good = text(&left("a", None));
        let newer = good.replace("\"version\":1", "\"version\":2");
        let cases = [
            (newer, NoteFault::Newer),
            ("{".to_owned(), NoteFault::Damaged),
            ("[]".to_owned(), NoteFault::Damaged),
            (
                "{\"format\":\"scimdesk-leftover\",\"version\":1}".to_owned(),
                NoteFault::Damaged,
            ),
            (good.replace("version", "v"), NoteFault::Damaged),
            (
                format!("{good}{}", " ".repeat(MAX_BYTES)),
                NoteFault::Damaged,
            ),
        ];
        for (text, fault) in cases {
            assert_eq!(read(&text), Err(fault), "{text:.80}");
            let board = Board::default();
            board.put(KEY, &text).expect("room");
            put(&board, KEY, &left("b", None)).expect("room");
            take(&board, KEY, "b").expect("a shelf");
            let notes = all(&[], &board);
            assert_eq!(notes.len(), 1);
            assert_eq!((&notes[0].text, &notes[0].said), (&text, &Err(fault)));
            let durable = all(&[(KEY.to_owned(), text)], &Board::default());
            assert_eq!(durable[0].said, Err(fault));
        }
    }

    #[test]
    fn another_tests_note_stays() {
        let board = Board::default();
        board.put(KEY, &text(&left("a", None))).expect("room");
        put(&board, KEY, &left("a", Some("1"))).expect("room");
        put(&board, KEY, &left("b", None)).expect("room");
        put(&board, "scimdesk/leftover/s2", &left("a", None)).expect("room");
        take(&board, KEY, "a").expect("a shelf");
        let notes = all(&[], &board);
        let keys: Vec<&str> = notes.iter().map(|note| note.key.as_str()).collect();
        assert_eq!(keys, ["scimdesk/leftover/s/b", "scimdesk/leftover/s2/a"]);
        assert!(is_of(keys[0], KEY) && !is_of(keys[1], KEY));
        assert!(is_taken(&notes, KEY, "a") && !is_taken(&notes, KEY, "b"));
        assert!(!is_taken(&notes, "scimdesk/leftover/s3", "a"));
        assert_eq!([setup_key(keys[0], "b"), setup_key(KEY, "a")], [KEY, KEY]);
    }

    #[test]
    fn a_user_with_two_notes_is_named_once() {
        let board = Board::default();
        board.put(KEY, &text(&left("a", None))).expect("room");
        let durable = (key_of(KEY, "a"), text(&left("a", Some("1"))));
        let other = (key_of(KEY, "b"), text(&left("b", None)));
        let foreign = ("scimdesk/other".to_owned(), "{}".to_owned());
        let notes = all(&[durable, other, foreign], &board);
        let said: Vec<_> = notes.into_iter().map(|note| note.said).collect();
        assert_eq!(said, [Ok(left("a", Some("1"))), Ok(left("b", None))]);
    }
}
