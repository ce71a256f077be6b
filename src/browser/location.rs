//! The address of the page. Everything within the app is in its fragment.

use web_sys::window;

pub fn fragment() -> String {
    window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The whole address without its fragment.
pub fn base() -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let base = href.as_deref().and_then(|href| href.split('#').next());
    base.unwrap_or_default().to_owned()
}

/// Scheme, host and port.
pub fn origin() -> String {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default()
}

/// Replaces the present address by another one within the app.
pub fn replace(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(fragment);
    }
}

/// Loads the page anew, at the same address.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Goes to an address within the app, such as `#/guide/2.3`.
pub fn go(fragment: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(fragment);
    }
}

/// Opens an address within the app in a new tab.
pub fn open_tab(fragment: &str) {
    if let Some(window) = window() {
        let address = format!("{}{fragment}", base());
        let _ = window.open_with_url_and_target_and_features(&address, "_blank", "noopener");
    }
}
