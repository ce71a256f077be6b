//! The browser's local storage as a [`Shelf`].

use wasm_bindgen::JsValue;
use web_sys::Storage;

use setup::store::{Shelf, ShelfError};

/// `window.localStorage`, asked for anew each time because a browser may
/// forbid it at any moment.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserShelf;

fn storage() -> Result<Storage, ShelfError> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(ShelfError::Forbidden)
}

fn full(_: JsValue) -> ShelfError {
    ShelfError::Full
}

fn forbidden(_: JsValue) -> ShelfError {
    ShelfError::Forbidden
}

impl Shelf for BrowserShelf {
    fn keys(&self) -> Result<Vec<String>, ShelfError> {
        let storage = storage()?;
        let length = storage.length().map_err(forbidden)?;
        Ok((0..length)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, ShelfError> {
        storage()?.get_item(key).map_err(forbidden)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        storage()?.set_item(key, text).map_err(full)
    }

    fn remove(&self, key: &str) -> Result<(), ShelfError> {
        storage()?.remove_item(key).map_err(forbidden)
    }
}
