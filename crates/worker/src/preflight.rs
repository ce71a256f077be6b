//! Preflight: reads files part by part, keeps the report for later questions.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use preflight::PreflightRun;
use preflight::protocol::{
    ExportFormat, PreflightPlan, PreflightRequest, PreflightResponse, SavedExport,
};
use preflight::users_file::{SNIFF_BYTES, UsersFileError, sniff};
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
    run: PreflightRun,
    /// The file of the users.
    users: Blob,
    /// The address of what was saved last.
    saved: Option<String>,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// Does what is asked, and tells.
pub async fn run(ask: PreflightRequest, files: &Array, port: &Port) {
    let told = match ask {
        PreflightRequest::Sniff => looked(files).await,
        PreflightRequest::Run(plan) => match whole(*plan, files, port).await {
            Ok(told) | Err(told) => told,
        },
        PreflightRequest::Open { user } => opened(user).await,
        PreflightRequest::Users(query) => {
            kept(|kept| PreflightResponse::Window(kept.run.users(&query)))
        }
        PreflightRequest::Orphans(query) => {
            kept(|kept| PreflightResponse::Orphans(kept.run.orphans(&query)))
        }
        PreflightRequest::Copy(form) => kept(|kept| PreflightResponse::Text(kept.run.export(form))),
        PreflightRequest::Save(form) => kept(|kept| saved(kept, form)),
    };
    port.answer(&WorkerResponse::Preflight(told), true);
}

fn kept(answer: impl FnOnce(&mut Kept) -> PreflightResponse) -> PreflightResponse {
    KEPT.with_borrow_mut(|kept| kept.as_mut().map_or(PreflightResponse::NoReport, answer))
}

/// The bytes of a part of a file.
async fn read(file: &Blob, start: f64, end: f64) -> Result<Uint8Array, UsersFileError> {
    let part = file.slice_with_f64_and_f64(start, end);
    let part = part.map_err(|_| UsersFileError::Unreadable)?;
    let buffer = JsFuture::from(part.array_buffer()).await;
    Ok(Uint8Array::new(
        &buffer.map_err(|_| UsersFileError::Unreadable)?,
    ))
}

fn file(files: &Array, index: usize) -> Result<Blob, PreflightResponse> {
    let index_in_array = u32::try_from(index).unwrap_or(u32::MAX);
    let file = files.get(index_in_array).dyn_into();
    file.map_err(|_| PreflightResponse::Refused {
        file: index,
        why: UsersFileError::Unreadable,
    })
}

async fn looked(files: &Array) -> PreflightResponse {
    let file = match file(files, 0) {
        Ok(file) => file,
        Err(told) => return told,
    };
    let found = match read(&file, 0.0, SNIFF_BYTES as f64).await {
        Ok(bytes) => sniff(&bytes.to_vec(), file.size() <= SNIFF_BYTES as f64),
        Err(why) => Err(why),
    };
    match found {
        Ok(look) => PreflightResponse::Sniffed(Box::new(look)),
        Err(why) => PreflightResponse::Refused { file: 0, why },
    }
}

async fn whole(
    plan: PreflightPlan,
    files: &Array,
    port: &Port,
) -> Result<PreflightResponse, PreflightResponse> {
    KEPT.set(None);
    let begun = js_sys::Date::now();
    let mut run = PreflightRun::new(plan)?;
    let blobs = (0..files.length() as usize).map(|index| file(files, index));
    let blobs: Vec<Blob> = blobs.collect::<Result<_, _>>()?;
    let of: f64 = blobs.iter().map(Blob::size).sum();
    // The first report on progress comes with the first part.
    let mut told = begun - PROGRESS;
    let mut bytes = Vec::new();
    for index in run.order() {
        let refused = |why| PreflightResponse::Refused { file: index, why };
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
                port.answer(
                    &WorkerResponse::Preflight(PreflightResponse::Progress(progress)),
                    false,
                );
            }
        }
        run.end().map_err(refused)?;
    }
    let report = run.report(js_sys::Date::now() - begun, memory());
    if let Some(users) = blobs.into_iter().next() {
        let saved = None;
        KEPT.set(Some(Kept { run, users, saved }));
    }
    Ok(PreflightResponse::Done(Box::new(report)))
}

type Reading = Result<js_sys::Promise, JsValue>;

fn read_ahead(file: &Blob, at: f64) -> Reading {
    Ok(file
        .slice_with_f64_and_f64(at, at + PART)?
        .array_buffer()
        .unchecked_into())
}

async fn taken(reading: Reading) -> Result<Uint8Array, UsersFileError> {
    let buffer = JsFuture::from(reading.map_err(|_| UsersFileError::Unreadable)?).await;
    Ok(Uint8Array::new(
        &buffer.map_err(|_| UsersFileError::Unreadable)?,
    ))
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

async fn opened(user: u32) -> PreflightResponse {
    let wanted = KEPT.with_borrow(|kept| {
        let kept = kept.as_ref()?;
        Some((kept.users.clone(), kept.run.byte_range(user)?))
    });
    let Some((file, piece)) = wanted else {
        return PreflightResponse::NoReport;
    };
    let bytes = read(&file, piece.file.start as f64, piece.file.end as f64).await;
    let Ok(bytes) = bytes else {
        return PreflightResponse::Refused {
            file: 0,
            why: UsersFileError::Unreadable,
        };
    };
    kept(|kept| match kept.run.open(user, &bytes.to_vec()) {
        Some(opened) => PreflightResponse::UserDetail(Box::new(opened)),
        None => PreflightResponse::Refused {
            file: 0,
            why: UsersFileError::Unreadable,
        },
    })
}

/// Puts the report into a blob. Its address works in the page, and the text
/// never passes through the page's own program.
fn saved(kept: &mut Kept, form: ExportFormat) -> PreflightResponse {
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
        return PreflightResponse::NoReport;
    };
    kept.saved = Some(url.clone());
    PreflightResponse::Saved(SavedExport {
        name: form.file_name().to_owned(),
        url,
        bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
    })
}
