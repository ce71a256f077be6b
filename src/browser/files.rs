//! Files that the page offers to save or is given to read.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BlobPropertyBag, Event, HtmlAnchorElement, Url};

pub use web_sys::{Blob, File, FileList};

use crate::browser::event::member;

/// Offers text as a file to save.
pub fn save_file(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    save_blob(name, &text_blob(text, mime)?)
}

/// Offers a blob as a file to save.
pub fn save_blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    save_url(name, &url)?;
    Url::revoke_object_url(&url)
}

/// The text of a file. Fails when it is gone since it was chosen.
pub async fn read_text(file: &File) -> Result<String, JsValue> {
    let text = JsFuture::from(file.text()).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// Offers what an address of this page holds (`blob:`) as a file to save.
pub fn save_url(name: &str, url: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(url);
    link.set_download(name);
    link.click();
    Ok(())
}

/// The files of a list, such as the one of a field.
pub fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length())
        .filter_map(|index| list.get(index))
        .collect()
}

/// The files of a `drop` event.
pub fn dropped(event: &Event) -> Vec<File> {
    let list = member(&member(event, "dataTransfer"), "files");
    list.dyn_ref().map(of_list).unwrap_or_default()
}

/// The files of a `paste` event.
pub fn pasted(event: &Event) -> Vec<File> {
    let list = member(&member(event, "clipboardData"), "files");
    list.dyn_ref().map(of_list).unwrap_or_default()
}

/// Whether files are dragged over the page, or dropped on it.
pub fn are_dragged(event: &Event) -> bool {
    let types = member(&member(event, "dataTransfer"), "types");
    let Some(types) = types.dyn_ref::<Array>() else {
        return false;
    };
    let mut types = types.iter();
    types.any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// When a file was changed last, in milliseconds since 1970. A blob that is no
/// file has no such time.
pub fn last_modified(blob: &Blob) -> Option<f64> {
    blob.dyn_ref::<File>().map(File::last_modified)
}

/// The bytes of a blob. Nothing when it can no longer be read, such as a file
/// that has changed on the disk.
pub async fn bytes(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The first bytes of a blob; nothing when it can no longer be read.
pub async fn head(blob: &Blob, most: u32) -> Option<Vec<u8>> {
    bytes(&blob.slice_with_f64_and_f64(0.0, most.into()).ok()?).await
}

/// A blob that is put together of texts, bytes and ranges of other blobs, which
/// are not read for that.
#[derive(Debug, Default)]
pub struct BlobParts(Array);

impl BlobParts {
    pub fn text(&mut self, text: &str) {
        self.0.push(&text.into());
    }

    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.push(&Uint8Array::from(bytes).into());
    }

    pub fn range(&mut self, blob: &Blob, start: f64, end: f64) -> Result<(), JsValue> {
        self.0
            .push(&blob.slice_with_f64_and_f64(start, end)?.into());
        Ok(())
    }

    /// The blob, with a media type, which may be empty.
    pub fn blob(&self, mime: &str) -> Result<Blob, JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        Blob::new_with_str_sequence_and_options(&self.0, &options)
    }
}

/// A text as a blob, with a media type, which may be empty.
pub fn text_blob(text: &str, mime: &str) -> Result<Blob, JsValue> {
    let mut parts = BlobParts::default();
    parts.text(text);
    parts.blob(mime)
}
