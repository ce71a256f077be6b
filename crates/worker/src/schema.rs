//! Reads a schema file as the browser hands it over.

use js_sys::{Array, Uint8Array};
use provisioning::job::Answer;
use provisioning::schema_file::error::FileError;
use provisioning::schema_file::{self, Job, MAX_BYTES};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::desk::Desk;

/// Does a job about the one file that comes with it.
pub async fn run(job: Job, files: &Array, desk: &Desk) {
    let bytes = match files.get(0).dyn_into::<Blob>() {
        Ok(file) => read(&file).await,
        Err(_) => Err(FileError::Unreadable),
    };
    let now = (js_sys::Date::now() / 1000.0) as i64;
    let answer = schema_file::run(&job, bytes.as_deref().map_err(Clone::clone), now);
    desk.answer(&Answer::Schema(answer), true);
}

async fn read(file: &Blob) -> Result<Vec<u8>, FileError> {
    // The size is known without reading what may be gigabytes.
    let bytes = file.size() as usize;
    if bytes > MAX_BYTES {
        return Err(FileError::TooLarge { bytes });
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| FileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
