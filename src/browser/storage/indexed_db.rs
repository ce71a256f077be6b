//! Records that have to outlive a browser that is killed the next moment.
//!
//! Browsers write local storage to the disk some seconds later. A transaction
//! of IndexedDB with the durability "strict" completes only when its data is
//! on the disk (<https://www.w3.org/TR/IndexedDB/#transaction-durability-hint>).
//!
//! Called by name, because web-sys counts the option among those that may
//! still change.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const DATABASE: &str = "scimdesk";
const STORE: &str = "records";

/// How long the browser may take for one step, in milliseconds. One that takes
/// longer counts as failed, so that nobody waits for good.
const TIME_LIMIT_MS: i32 = 10_000;

/// The browser has no IndexedDB here, or it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DurableError;

impl From<JsValue> for DurableError {
    fn from(_: JsValue) -> Self {
        DurableError
    }
}

/// All records, as keys and texts.
pub async fn all() -> Result<Vec<(String, String)>, DurableError> {
    let database = open().await?;
    let read = read(&database).await;
    close(&database);
    read
}

/// Writes a record, and returns when it is on the disk.
pub async fn put(key: &str, text: &str) -> Result<(), DurableError> {
    write("put", &[text.into(), key.into()]).await
}

pub async fn remove(key: &str) -> Result<(), DurableError> {
    write("delete", &[key.into()]).await
}

async fn open() -> Result<JsValue, DurableError> {
    let window = web_sys::window().ok_or(DurableError)?;
    let factory = Reflect::get(&window, &"indexedDB".into())?;
    let request = call(&factory, "open", &[DATABASE.into(), 1.into()])?;
    let opened = request.clone();
    // Held until the database is open. It is rarely called.
    let upgrade = Closure::once(move || {
        let created = Reflect::get(&opened, &"result".into())
            .and_then(|database| call(&database, "createObjectStore", &[STORE.into()]));
        debug_assert!(created.is_ok());
    });
    Reflect::set(&request, &"onupgradeneeded".into(), upgrade.as_ref())?;
    settled(&request, "onsuccess", &["onerror", "onblocked"]).await?;
    Ok(Reflect::get(&request, &"result".into())?)
}

fn close(database: &JsValue) {
    // It closes with the page otherwise.
    let _ = call(database, "close", &[]);
}

async fn read(database: &JsValue) -> Result<Vec<(String, String)>, DurableError> {
    let (transaction, store) = begin(database, "readonly")?;
    let keys = call(&store, "getAllKeys", &[])?;
    let texts = call(&store, "getAll", &[])?;
    settled(&transaction, "oncomplete", &["onerror", "onabort"]).await?;
    let [keys, texts] = [keys, texts].map(|request| {
        let result = Reflect::get(&request, &"result".into());
        result.map(|result| Array::from(&result))
    });
    let (keys, texts) = (keys?, texts?);
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs
        .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)))
        .collect())
}

async fn write(operation: &str, values: &[JsValue]) -> Result<(), DurableError> {
    let database = open().await?;
    let written = async {
        let (transaction, store) = begin(&database, "readwrite")?;
        call(&store, operation, values)?;
        settled(&transaction, "oncomplete", &["onerror", "onabort"]).await
    };
    let written = written.await;
    close(&database);
    written
}

/// A transaction and the store in it.
fn begin(database: &JsValue, mode: &str) -> Result<(JsValue, JsValue), DurableError> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let values = [STORE.into(), mode.into(), options.into()];
    let transaction = call(database, "transaction", &values)?;
    let store = call(&transaction, "objectStore", &[STORE.into()])?;
    Ok((transaction, store))
}

/// Waits for one of the events of a request or a transaction.
async fn settled(target: &JsValue, done: &str, failed: &[&str]) -> Result<(), DurableError> {
    let outcome = Promise::new(&mut |resolve, reject| {
        // Whoever has no such event gets no such handler either.
        let _ = Reflect::set(target, &done.into(), &resolve);
        for event in failed {
            let _ = Reflect::set(target, &(*event).into(), &reject);
        }
    });
    let late = Promise::new(&mut |_, reject| {
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&reject, TIME_LIMIT_MS);
        }
    });
    JsFuture::from(Promise::race(&Array::of2(&outcome, &late))).await?;
    Ok(())
}

fn call(target: &JsValue, name: &str, values: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(target, &name.into())?.dyn_into()?;
    function.apply(target, &values.iter().collect::<Array>())
}
