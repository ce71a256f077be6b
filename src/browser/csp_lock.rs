//! The lock: before a users file is read, the page adds a policy that blocks
//! requests, and the browser enforces it. A policy can be added to a page and
//! never taken away (CSP level 3, section 3.3), so only a reload unlocks.
//!
//! It covers what a policy can cover: requests by scripts and workers, and
//! everything that a page loads or prefetches. Navigation and WebRTC are
//! not covered.

use std::pin::Pin;
use std::sync::{LazyLock, OnceLock};

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The policy that is added. The page has loaded all of its parts by then
/// ([`prepare`]), and the worker's program is a blob.
pub const POLICY: &str = "default-src 'none'; script-src 'wasm-unsafe-eval'; img-src data:; worker-src blob:; connect-src 'none'";

const ICON: &str = include_str!("../../public/icon.svg");

/// The policy belongs to the document, as this static does to the program.
static LOCKED: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

type Loading = Pin<Box<dyn Future<Output = ()>>>;

/// Loads what the lock would forbid.
static LOAD_BEFORE: OnceLock<fn() -> Loading> = OnceLock::new();

/// Says what has to be loaded before the lock, such as the chunks of the other
/// pages.
pub fn load_before(load: fn() -> Loading) {
    let _ = LOAD_BEFORE.set(load);
}

/// Waits until everything is here that the lock would forbid.
pub async fn prepare() {
    if let Some(load) = LOAD_BEFORE.get() {
        load().await;
    }
}

/// Whether the page is locked. Whoever reads it follows its changes.
pub fn is_locked() -> bool {
    LOCKED.get()
}

/// Whether the page is locked just now.
pub fn is_locked_now() -> bool {
    LOCKED.get_untracked()
}

/// Adds the policy to the page, and so to every worker that it starts from now
/// on. Fails when the page has no head to put the policy in.
pub fn lock() -> Result<(), JsValue> {
    if is_locked_now() {
        return Ok(());
    }
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let head = document.head().ok_or(JsValue::NULL)?;
    if let Some(icon) = head.query_selector("link[rel='icon']")? {
        // Browsers load the icon again and again, which the policy blocks.
        let image = js_sys::encode_uri_component(ICON);
        icon.set_attribute("href", &format!("data:image/svg+xml,{image}"))?;
    }
    let policy = document.create_element("meta")?;
    policy.set_attribute("http-equiv", "Content-Security-Policy")?;
    policy.set_attribute("content", POLICY)?;
    head.append_child(&policy)?;
    LOCKED.set(true);
    Ok(())
}
