//! Reads a schema file as the browser hands it over.

use js_sys::{Array, Uint8Array};
use sync_schema::error::SchemaFileError;
use sync_schema::{MAX_BYTES, SchemaRequest};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use worker_messages::WorkerResponse;

use crate::port::Port;

/// Handles a request about the one file that comes with it.
pub async fn run(request: SchemaRequest, files: &Array, port: &Port) {
    let bytes = match files.get(0).dyn_into::<Blob>() {
        Ok(file) => read(&file).await,
        Err(_) => Err(SchemaFileError::Unreadable),
    };
    let now = (js_sys::Date::now() / 1000.0) as i64;
    let response = sync_schema::run(&request, bytes.as_deref().map_err(Clone::clone), now);
    port.respond(&WorkerResponse::Schema(response), true);
}

async fn read(file: &Blob) -> Result<Vec<u8>, SchemaFileError> {
    // The size is known without reading what may be gigabytes.
    let bytes = file.size() as usize;
    if bytes > MAX_BYTES {
        return Err(SchemaFileError::TooLarge { bytes });
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| SchemaFileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
