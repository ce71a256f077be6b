//! An expression that stopped the page is not opened again by itself.
//!
//! Its text is stored before it is analyzed, and removed once the page is
//! there. A text that is found at the next start was being opened when the
//! page ended.

use std::time::Duration;

use leptos::prelude::set_timeout;

use crate::browser::storage::BrowserStorage;
use setup::store::KeyValueStorage;

const KEY: &str = "scimdesk/opening-expression";

/// The text that was being opened when the page ended.
pub fn stopped(storage: &impl KeyValueStorage) -> Option<String> {
    storage.get(KEY).ok().flatten()
}

pub fn forget(storage: &impl KeyValueStorage) {
    let _ = storage.remove(KEY);
}

/// Stores the text that is about to be opened, unless an earlier one still
/// waits for a decision. Returns whether it did.
fn mark(storage: &impl KeyValueStorage, text: &str) -> bool {
    !text.trim().is_empty() && stopped(storage).is_none() && storage.put(KEY, text).is_ok()
}

/// Notes that a text is about to be opened, until the work that follows from
/// it is done.
pub fn begin(text: &str) {
    if mark(&BrowserStorage, text) {
        // Effects run before any timer.
        set_timeout(|| forget(&BrowserStorage), Duration::ZERO);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use setup::store::StorageError;
    use std::cell::RefCell;
    use std::collections::BTreeMap;

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

    #[test]
    fn what_did_not_open_waits_until_it_is_forgotten() {
        let board = Board::default();
        assert!(!mark(&board, " "));
        assert!(mark(&board, "<>"));
        assert_eq!(stopped(&board).as_deref(), Some("<>"));
        assert!(!mark(&board, "[mail]"));
        assert_eq!(stopped(&board).as_deref(), Some("<>"));
        forget(&board);
        assert_eq!(stopped(&board), None);
    }
}
