//! Preflight: reads files part by part, keeps the report for later questions.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use preflight::Run;
use preflight::protocol::{Ask, Form, Plan, Saved, Told};
use preflight::users_file::{LOOK_BYTES, Refusal, look};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};
use worker_messages::WorkerResponse;

use crate::port::Port;

/// How many bytes are read at once.
const PART: f64 = 1_048_576.0;

/// How many milliseconds there are between two reports on progress.
const PROGRESS: f64 = 150.0;

struct Kept {
    run: Run,
    /// The file of the users.
    users: Blob,
    /// The address of what was saved last.
    saved: Option<String>,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Does what is asked, and tells.
pub async fn run(ask: Ask, files: &Array, port: &Port) {
    let told = match ask {
        Ask::Look => looked(files).await,
        Ask::Run(plan) => match whole(*plan, files, port).await {
            Ok(told) | Err(told) => told,
        },
        Ask::Open { user } => opened(user).await,
        Ask::Users(query) => kept(|kept| Told::Window(kept.run.users(&query))),
        Ask::Orphans(query) => kept(|kept| Told::Orphans(kept.run.orphans(&query))),
        Ask::Copy(form) => kept(|kept| Told::Text(kept.run.export(form))),
        Ask::Save(form) => kept(|kept| saved(kept, form)),
    };
    port.answer(&WorkerResponse::Preflight(told), true);
}

fn kept(answer: impl FnOnce(&mut Kept) -> Told) -> Told {
    KEPT.with_borrow_mut(|kept| kept.as_mut().map_or(Told::NoReport, answer))
}

/// The bytes of a part of a file.
async fn read(file: &Blob, start: f64, end: f64) -> Result<Uint8Array, Refusal> {
    let part = file.slice_with_f64_and_f64(start, end);
    let part = part.map_err(|_| Refusal::Unreadable)?;
    let buffer = JsFuture::from(part.array_buffer()).await;
    Ok(Uint8Array::new(&buffer.map_err(|_| Refusal::Unreadable)?))
}

fn file(files: &Array, index: usize) -> Result<Blob, Told> {
    let index_in_array = u32::try_from(index).unwrap_or(u32::MAX);
    let file = files.get(index_in_array).dyn_into();
    file.map_err(|_| Told::Refused {
        file: index,
        why: Refusal::Unreadable,
    })
}

async fn looked(files: &Array) -> Told {
    let file = match file(files, 0) {
        Ok(file) => file,
        Err(told) => return told,
    };
    let found = match read(&file, 0.0, LOOK_BYTES as f64).await {
        Ok(bytes) => look(&bytes.to_vec(), file.size() <= LOOK_BYTES as f64),
        Err(why) => Err(why),
    };
    match found {
        Ok(look) => Told::Looked(Box::new(look)),
        Err(why) => Told::Refused { file: 0, why },
    }
}

async fn whole(plan: Plan, files: &Array, port: &Port) -> Result<Told, Told> {
    KEPT.set(None);
    let begun = js_sys::Date::now();
    let mut run = Run::new(plan)?;
    let blobs = (0..files.length() as usize).map(|index| file(files, index));
    let blobs: Vec<Blob> = blobs.collect::<Result<_, _>>()?;
    let of: f64 = blobs.iter().map(Blob::size).sum();
    // The first report on progress comes with the first part.
    let mut told = begun - PROGRESS;
    let mut bytes = Vec::new();
    for index in run.order() {
        let refused = |why| Told::Refused { file: index, why };
        let file = file(files, index)?;
        run.begin(index);
        let (mut at, size) = (0.0, file.size());
        let mut next = Some(read_ahead(&file, at));
        while at < size {
            let part = match next.take() {
                Some(reading) => taken(reading).await.map_err(refused)?,
                None => break,
            };
            at += PART;
            if at < size {
                // While this part is worked on, the browser reads the next one.
                next = Some(read_ahead(&file, at));
            }
            bytes.resize(part.length() as usize, 0);
            part.copy_to(&mut bytes);
            run.push(&bytes).map_err(refused)?;
            let now = js_sys::Date::now();
            if now - told >= PROGRESS {
                told = now;
                let progress = Box::new(run.progress(of));
                port.answer(&WorkerResponse::Preflight(Told::Progress(progress)), false);
            }
        }
        run.end().map_err(refused)?;
    }
    let report = run.report(js_sys::Date::now() - begun, memory());
    if let Some(users) = blobs.into_iter().next() {
        let saved = None;
        KEPT.set(Some(Kept { run, users, saved }));
    }
    Ok(Told::Done(Box::new(report)))
}

type Reading = Result<js_sys::Promise, JsValue>;

fn read_ahead(file: &Blob, at: f64) -> Reading {
    Ok(file
        .slice_with_f64_and_f64(at, at + PART)?
        .array_buffer()
        .unchecked_into())
}

async fn taken(reading: Reading) -> Result<Uint8Array, Refusal> {
    let buffer = JsFuture::from(reading.map_err(|_| Refusal::Unreadable)?).await;
    Ok(Uint8Array::new(&buffer.map_err(|_| Refusal::Unreadable)?))
}

/// How large the program's memory is, in bytes. It never gets smaller, so it
/// is the peak as well.
fn memory() -> f64 {
    let memory: Result<js_sys::WebAssembly::Memory, _> = wasm_bindgen::memory().dyn_into();
    let buffer = memory.map(|memory| memory.buffer());
    let buffer = buffer
        .ok()
        .and_then(|buffer| buffer.dyn_into::<js_sys::ArrayBuffer>().ok());
    buffer.map_or(0.0, |buffer| f64::from(buffer.byte_length()))
}

async fn opened(user: u32) -> Told {
    let wanted = KEPT.with_borrow(|kept| {
        let kept = kept.as_ref()?;
        Some((kept.users.clone(), kept.run.piece(user)?))
    });
    let Some((file, piece)) = wanted else {
        return Told::NoReport;
    };
    let bytes = read(&file, piece.file.start as f64, piece.file.end as f64).await;
    let Ok(bytes) = bytes else {
        return Told::Refused {
            file: 0,
            why: Refusal::Unreadable,
        };
    };
    kept(|kept| match kept.run.open(user, &bytes.to_vec()) {
        Some(opened) => Told::Opened(Box::new(opened)),
        None => Told::Refused {
            file: 0,
            why: Refusal::Unreadable,
        },
    })
}

/// Puts the report into a blob. Its address works in the page, and the text
/// never passes through the page's own program.
fn saved(kept: &mut Kept, form: Form) -> Told {
    if let Some(old) = kept.saved.take() {
        let _ = Url::revoke_object_url(&old);
    }
    let text = kept.run.export(form);
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    let kind = BlobPropertyBag::new();
    kind.set_type(form.content_type());
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind);
    let url = blob.and_then(|blob| Url::create_object_url_with_blob(&blob));
    let Ok(url) = url else {
        return Told::NoReport;
    };
    kept.saved = Some(url.clone());
    Told::Saved(Saved {
        name: form.file_name().to_owned(),
        url,
        bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
    })
}
