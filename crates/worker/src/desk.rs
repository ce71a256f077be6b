//! Messages to and from the page.

use provisioning::job::{Answer, Job};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use crate::work;

/// Where the answers to one job go, and the files that came with it.
#[derive(Debug, Clone)]
pub struct Desk {
    number: JsValue,
    files: Vec<JsValue>,
}

impl Desk {
    /// The bytes of the file at a place, or the size of one that is larger
    /// than `most`. Nothing where the browser cannot read it.
    pub async fn bytes(&self, place: usize, most: usize) -> Option<Result<Vec<u8>, usize>> {
        let file: &Blob = self.files.get(place)?.dyn_ref()?;
        let size = file.size() as usize;
        if size > most {
            return Some(Err(size));
        }
        let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
        Some(Ok(js_sys::Uint8Array::new(&buffer).to_vec()))
    }

    /// Sends an answer; more may follow unless it is the last one.
    pub fn answer(&self, answer: &Answer, last: bool) {
        let Ok(text) = serde_json::to_string(answer) else {
            return;
        };
        let message = js_sys::Array::of3(&self.number, &text.into(), &last.into());
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let _ = scope.post_message(&message);
    }
}

/// Reads a message and has its job done.
pub fn receive(message: &JsValue) {
    let message: &js_sys::Array = message.unchecked_ref();
    let job = message.get(1).as_string();
    let job = job.and_then(|text| serde_json::from_str::<Job>(&text).ok());
    let desk = Desk {
        number: message.get(0),
        files: message.iter().skip(2).collect(),
    };
    // Page and worker come from one build; a job that cannot be read is no job.
    if let Some(job) = job {
        wasm_bindgen_futures::spawn_local(async move { work::run(job, &desk).await });
    }
}
