//! Raw DEFLATE (RFC 1951) by the browser's own streams, for links that hold a
//! setup. A library would weigh more than the page that makes these links.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader, ReadableWritablePair};

const FORMAT: &str = "deflate-raw";

/// web-sys has these only as unstable.
#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

/// Why bytes were not compressed or decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CompressionError {
    #[error("This browser can’t compress links. Update it, or hand the setup over as a file.")]
    NotSupported,
    /// The bytes are not compressed like this, or there are more than expected.
    #[error("The link was changed on its way. Ask for it again, or for the setup as a file.")]
    Damaged,
}

pub async fn compress(bytes: &[u8]) -> Result<Vec<u8>, CompressionError> {
    let stream = CompressionStream::new(FORMAT);
    let stream = stream.map_err(|_| CompressionError::NotSupported)?;
    through(bytes, stream.unchecked_into(), usize::MAX).await
}

/// Stops as soon as there are more bytes than `limit`, whatever follows.
pub async fn decompress(bytes: &[u8], limit: usize) -> Result<Vec<u8>, CompressionError> {
    let stream = DecompressionStream::new(FORMAT);
    let stream = stream.map_err(|_| CompressionError::NotSupported)?;
    through(bytes, stream.unchecked_into(), limit).await
}

async fn through(
    bytes: &[u8],
    pair: ReadableWritablePair,
    limit: usize,
) -> Result<Vec<u8>, CompressionError> {
    let damaged = |_: JsValue| CompressionError::Damaged;
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(damaged)?;
    let stream = blob.stream().pipe_through(&pair);
    let reader = ReadableStreamDefaultReader::new(&stream).map_err(damaged)?;
    let mut out: Vec<u8> = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(damaged)?;
        if Reflect::get(&chunk, &"done".into()).is_ok_and(|done| done.is_truthy()) {
            return Ok(out);
        }
        let value = Reflect::get(&chunk, &"value".into()).map_err(damaged)?;
        let part = Uint8Array::new(&value);
        if part.length() as usize > limit.saturating_sub(out.len()) {
            let _ = reader.cancel();
            return Err(CompressionError::Damaged);
        }
        out.extend(part.to_vec());
    }
}
