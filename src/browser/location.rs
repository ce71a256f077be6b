//! The address of the page. Everything within the app is in its fragment.

use web_sys::window;

pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Replaces the present address by another one within the app.
pub fn replace(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(fragment);
    }
}

/// Goes to an address within the app, such as `#/guide/2.3`.
pub fn go(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(fragment);
    }
}
