//! Reads files part by part, and offers texts as files.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

/// How many bytes are read at once.
pub const PART: f64 = 1_048_576.0;

/// The browser could not read a file: it was changed, moved or removed.
#[derive(Debug, Clone, Copy)]
pub struct Unreadable;

impl From<JsValue> for Unreadable {
    fn from(_: JsValue) -> Self {
        Unreadable
    }
}

/// A part that the browser is reading.
pub struct PartRead(Result<js_sys::Promise, JsValue>);

impl PartRead {
    pub fn begin(file: &Blob, start: f64, end: f64) -> Self {
        let part = file.slice_with_f64_and_f64(start, end);
        Self(part.map(|part| part.array_buffer().unchecked_into()))
    }

    pub async fn bytes(self) -> Result<Uint8Array, Unreadable> {
        let buffer = JsFuture::from(self.0?).await?;
        Ok(Uint8Array::new(&buffer))
    }
}

/// The bytes of a part of a file.
pub async fn read(file: &Blob, start: f64, end: f64) -> Result<Vec<u8>, Unreadable> {
    Ok(PartRead::begin(file, start, end).bytes().await?.to_vec())
}

/// The file at an index of those that came with a request.
pub fn file(files: &Array, index: usize) -> Result<Blob, Unreadable> {
    let index = u32::try_from(index).map_err(|_| Unreadable)?;
    files.get(index).dyn_into().map_err(Unreadable::from)
}

/// Puts a text into a blob. Its address works in the page, and the text never
/// passes through the page's own program.
pub fn offer(text: &str, content_type: &str) -> Result<String, Unreadable> {
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    let kind = BlobPropertyBag::new();
    kind.set_type(content_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    Ok(Url::create_object_url_with_blob(&blob)?)
}

/// Takes back what was offered.
pub fn revoke(url: &str) {
    let _ = Url::revoke_object_url(url);
}
