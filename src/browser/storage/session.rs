//! What a tab keeps over a reload, and no longer than the tab is open.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// Nothing when nothing was kept, or the browser forbids it.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a text if the browser lets the page.
pub fn put(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(key, text);
    }
}

/// Takes out what was kept.
pub fn take(key: &str) -> Option<String> {
    let text = get(key)?;
    storage()?.remove_item(key).ok()?;
    Some(text)
}
