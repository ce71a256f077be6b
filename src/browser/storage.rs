//! The browser's local storage as a [`KeyValueStorage`].

pub mod indexed_db;
pub mod session;

use wasm_bindgen::JsValue;
use web_sys::Storage;

use setup::store::{KeyValueStorage, StorageError};

/// `window.localStorage`, asked for anew each time because a browser may
/// forbid it at any moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserStorage;

fn storage() -> Result<Storage, StorageError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(StorageError::Forbidden)
}

fn forbidden(_: JsValue) -> StorageError {
    StorageError::Forbidden
}

impl KeyValueStorage for BrowserStorage {
    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let storage = storage()?;
        let length = storage.length().map_err(forbidden)?;
        Ok((0..length)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        storage()?.get_item(key).map_err(forbidden)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        storage()?
            .set_item(key, text)
            .map_err(|_| StorageError::Full)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        storage()?.remove_item(key).map_err(forbidden)
    }
}
