//! What local storage cannot keep: records that have to outlive a browser that
//! is killed the next moment, and a mark that all tabs read the same.
//!
//! Browsers write local storage to the disk some seconds later. A transaction
//! of IndexedDB with the durability "strict" completes only when its data is
//! on the disk (<https://www.w3.org/TR/IndexedDB/#transaction-durability-hint>).
//! A browser may also give a tab an older text of local storage than another
//! tab wrote; transactions that write one store follow one another in all tabs.
//!
//! Called by name, because web-sys counts the option among those that may
//! still change.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::event::{call, member};

/// A database with its durability.
struct Database {
    name: &'static str,
    durability: &'static str,
}

const RECORDS: Database = Database {
    name: "scimdesk",
    durability: "strict",
};

/// What is in it is of no use after the browser was killed.
const MARKS: Database = Database {
    name: "scimdesk-marks",
    durability: "relaxed",
};

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
    let results = transaction(
        &RECORDS,
        "readonly",
        &[("getAllKeys", &[]), ("getAll", &[])],
    )
    .await?;
    let [keys, texts] = &results[..] else {
        return Err(DurableError);
    };
    let keys = keys.dyn_ref::<Array>().ok_or(DurableError)?;
    let texts = texts.dyn_ref::<Array>().ok_or(DurableError)?;
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs
        .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)))
        .collect())
}

/// Writes a record, and returns when it is on the disk.
pub async fn put(key: &str, text: &str) -> Result<(), DurableError> {
    let values = [text.into(), key.into()];
    transaction(&RECORDS, "readwrite", &[("put", &values)]).await?;
    Ok(())
}

pub async fn remove(key: &str) -> Result<(), DurableError> {
    transaction(&RECORDS, "readwrite", &[("delete", &[key.into()])]).await?;
    Ok(())
}

/// Sets a mark, and says whether it was set already.
pub async fn set_mark(key: &str) -> Result<bool, DurableError> {
    let (get, put) = ([key.into()], [JsValue::TRUE, key.into()]);
    let results = transaction(&MARKS, "readwrite", &[("get", &get), ("put", &put)]).await?;
    let earlier = results.first().ok_or(DurableError)?;
    Ok(!earlier.is_undefined())
}

pub async fn remove_mark(key: &str) -> Result<(), DurableError> {
    transaction(&MARKS, "readwrite", &[("delete", &[key.into()])]).await?;
    Ok(())
}

async fn open(database: &Database) -> Result<JsValue, DurableError> {
    let window = web_sys::window().ok_or(DurableError)?;
    let request = call(
        &member(&window, "indexedDB"),
        "open",
        &[database.name.into(), 1.into()],
    )?;
    let opened = request.clone();
    // Held until the database is open. It is rarely called.
    let upgrade = Closure::once(move || {
        let database = member(&opened, "result");
        let created = call(&database, "createObjectStore", &[STORE.into()]);
        debug_assert!(created.is_ok());
    });
    Reflect::set(&request, &"onupgradeneeded".into(), upgrade.as_ref())?;
    settled(&request, "onsuccess", &["onerror", "onblocked"]).await?;
    Ok(member(&request, "result"))
}

/// Calls methods of the store, and returns their results when all are done.
async fn transaction(
    of: &Database,
    mode: &str,
    calls: &[(&str, &[JsValue])],
) -> Result<Vec<JsValue>, DurableError> {
    let database = open(of).await?;
    let done = async {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &of.durability.into())?;
        let values = [STORE.into(), mode.into(), options.into()];
        let transaction = call(&database, "transaction", &values)?;
        let store = call(&transaction, "objectStore", &[STORE.into()])?;
        let requests = calls
            .iter()
            .map(|(name, values)| call(&store, name, values));
        let requests = requests.collect::<Result<Vec<_>, _>>()?;
        settled(&transaction, "oncomplete", &["onerror", "onabort"]).await?;
        Ok(requests.iter().map(|one| member(one, "result")).collect())
    };
    let done = done.await;
    // It closes with the page otherwise.
    let _ = call(&database, "close", &[]);
    done
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
