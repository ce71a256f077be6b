//! The browser: storage, events, files, the clipboard, the CSP lock, and the worker.

pub mod announcer;
pub mod broadcast;
pub mod clipboard;
pub mod clock;
pub mod compression;
pub mod csp_lock;
pub mod elements;
pub mod event;
pub mod files;
pub mod http;
pub mod location;
pub mod random;
pub mod storage;
pub mod tab_lock;
pub mod worker;

use std::pin::Pin;

pub use clipboard::{copy_text, select_text};
pub use clock::now;
pub use elements::{focus, focus_soon, reveal, show_soon};
pub use files::{save_blob, save_file};
pub use location::{go, reload, replace};
pub use random::random_id;

/// Runs work that waits for the browser. Boxed, because the program would
/// otherwise hold the machinery once for every piece of work.
pub fn run(work: Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(work);
}
