//! Notes about test users in local storage.

use connection_test::lifecycle::orphaned_user::{Note, PREFIX, is_of, notes, read};

use setup::store::{KeyValueStorage, StorageError};

/// All notes on a shelf, of every setup, as keys and texts.
fn on(storage: &impl KeyValueStorage) -> Vec<(String, String)> {
    let mut keys = storage.keys().unwrap_or_default();
    keys.retain(|key| key.starts_with(PREFIX));
    let pair = |key: String| storage.get(&key).ok()?.map(|text| (key, text));
    keys.into_iter().filter_map(pair).collect()
}

/// All notes, of every setup: those in IndexedDB as keys and texts, and those
/// on a shelf.
pub fn all(durable: &[(String, String)], storage: &impl KeyValueStorage) -> Vec<Note> {
    notes(durable, on(storage))
}

/// Takes all notes of a setup about this user off a shelf. Those about
/// another user, which another tab may have put down meanwhile, stay.
pub fn take(
    storage: &impl KeyValueStorage,
    setup_key: &str,
    user_name: &str,
) -> Result<(), StorageError> {
    for (key, text) in on(storage) {
        if is_of(&key, setup_key) && is_about(&text, user_name) {
            storage.remove(&key)?;
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

    use connection_test::lifecycle::orphaned_user::{
        OrphanedUser, OrphanedUserRecordError, is_taken, key_of, setup_key, write,
    };
    use connection_test::scim::user_id::UserId;

    use super::*;

    #[derive(Default)]
    struct Board(RefCell<BTreeMap<String, String>>);

    impl KeyValueStorage for Board {
        fn keys(&self) -> Result<Vec<String>, StorageError> {
            Ok(self.0.borrow().keys().cloned().collect())
        }
        fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
            Ok(self.0.borrow().get(key).cloned())
        }
        fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
            self.0.borrow_mut().insert(key.to_owned(), text.to_owned());
            Ok(())
        }
        fn remove(&self, key: &str) -> Result<(), StorageError> {
            self.0.borrow_mut().remove(key);
            Ok(())
        }
    }

    const KEY: &str = "scimdesk/leftover/s";
    const MAX_BYTES: usize = 20_000;

    fn left(name: &str, id: Option<&str>) -> OrphanedUser {
        OrphanedUser {
            tenant_url: "https://api.talkdeskapp.eu/scim/v2".to_owned(),
            user_name: name.to_owned(),
            since: "2026-11-24T08:00:00.000Z".to_owned(),
            id: id.and_then(|id| UserId::parse(id).ok()),
            verified: id.is_some(),
        }
    }

    fn put(board: &Board, setup_key: &str, left: &OrphanedUser) -> Result<(), StorageError> {
        board.put(&key_of(setup_key, &left.user_name), &text(left))
    }

    fn text(left: &OrphanedUser) -> String {
        write(left).expect("a note")
    }

    /// What cannot be read back is never written.
    #[test]
    fn a_note_is_never_longer_than_what_is_read() {
        let mut long = left("a@b.example", None);
        long.tenant_url = format!("https://a.example/{}", "a".repeat(MAX_BYTES));
        assert_eq!(write(&long), None);
    }

    #[test]
    fn damaged_and_newer_records_are_distinguished_and_left_alone() {
        let good = text(&left("a", None));
        let newer = good.replace("\"version\":1", "\"version\":2");
        let cases = [
            (newer, OrphanedUserRecordError::Newer),
            ("{".to_owned(), OrphanedUserRecordError::Damaged),
            ("[]".to_owned(), OrphanedUserRecordError::Damaged),
            (
                "{\"format\":\"scimdesk-leftover\",\"version\":1}".to_owned(),
                OrphanedUserRecordError::Damaged,
            ),
            (
                good.replace("version", "v"),
                OrphanedUserRecordError::Damaged,
            ),
            (
                format!("{good}{}", " ".repeat(MAX_BYTES)),
                OrphanedUserRecordError::Damaged,
            ),
        ];
        for (text, error) in cases {
            assert_eq!(read(&text), Err(error), "{text:.80}");
            let board = Board::default();
            board.put(KEY, &text).expect("room");
            put(&board, KEY, &left("b", None)).expect("room");
            take(&board, KEY, "b").expect("a shelf");
            let notes = all(&[], &board);
            assert_eq!(notes.len(), 1);
            assert_eq!((&notes[0].text, &notes[0].content), (&text, &Err(error)));
            let durable = all(&[(KEY.to_owned(), text)], &Board::default());
            assert_eq!(durable[0].content, Err(error));
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
        let content: Vec<_> = notes.into_iter().map(|note| note.content).collect();
        assert_eq!(content, [Ok(left("a", Some("1"))), Ok(left("b", None))]);
    }
}
