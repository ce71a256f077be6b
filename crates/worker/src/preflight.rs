//! Preflight: reads files part by part, keeps the report for later questions.

mod comparison;

use std::cell::RefCell;

use js_sys::Array;
use preflight::PreflightRun;
use preflight::protocol::{
    ExportFormat, PreflightPlan, PreflightRequest, PreflightResponse, SavedExport,
};
use preflight::users_file::{SNIFF_BYTES, UsersFileError, sniff};
use wasm_bindgen::JsCast;
use web_sys::Blob;
use worker_messages::WorkerResponse;

use crate::blob::{self, PART, PartRead};
use crate::port::Port;
use crate::preflight::comparison::{PausedComparison, compare};

/// How many milliseconds there are between two reports on progress.
const PROGRESS: f64 = 150.0;

struct LastReport {
    run: PreflightRun,
    users: Blob,
    /// The address of what was saved last.
    saved: Option<String>,
    comparison: Option<PausedComparison>,
}

thread_local! {
    static LAST_REPORT: RefCell<Option<LastReport>> = const { RefCell::new(None) };
}

pub async fn run(request: PreflightRequest, files: &Array, port: &Port) {
    let response = match request {
        PreflightRequest::Sniff => looked(files).await,
        PreflightRequest::Run(plan) => match whole(*plan, files, port).await {
            Ok(response) | Err(response) => response,
        },
        PreflightRequest::Open { user } => opened(user).await,
        PreflightRequest::Users(query) => {
            with_report(|last| PreflightResponse::Window(last.run.users(&query)))
        }
        PreflightRequest::Orphans(query) => {
            with_report(|last| PreflightResponse::Orphans(last.run.orphans(&query)))
        }
        PreflightRequest::Copy(form) => {
            with_report(|last| PreflightResponse::Text(last.run.export(form)))
        }
        PreflightRequest::Save(form) => with_report(|last| saved(last, form)),
        PreflightRequest::Compare(plan) => compare(Some(*plan)).await,
        PreflightRequest::CompareMore => compare(None).await,
    };
    port.respond(&WorkerResponse::Preflight(response), true);
}

fn with_report(respond: impl FnOnce(&mut LastReport) -> PreflightResponse) -> PreflightResponse {
    LAST_REPORT.with_borrow_mut(|last| last.as_mut().map_or(PreflightResponse::NoReport, respond))
}

fn unreadable(file: usize) -> PreflightResponse {
    let why = UsersFileError::Unreadable;
    PreflightResponse::Refused { file, why }
}

fn file(files: &Array, index: usize) -> Result<Blob, PreflightResponse> {
    blob::file(files, index).map_err(|_| unreadable(index))
}

async fn looked(files: &Array) -> PreflightResponse {
    let file = match file(files, 0) {
        Ok(file) => file,
        Err(response) => return response,
    };
    let found = match blob::read(&file, 0.0, SNIFF_BYTES as f64).await {
        Ok(bytes) => sniff(&bytes, file.size() <= SNIFF_BYTES as f64),
        Err(_) => Err(UsersFileError::Unreadable),
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
    LAST_REPORT.set(None);
    let begun = js_sys::Date::now();
    let mut run = PreflightRun::new(plan)?;
    let blobs = (0..files.length() as usize).map(|index| file(files, index));
    let blobs: Vec<Blob> = blobs.collect::<Result<_, _>>()?;
    let of: f64 = blobs.iter().map(Blob::size).sum();
    // The first report on progress comes with the first part.
    let mut reported = begun - PROGRESS;
    let mut bytes = Vec::new();
    for index in run.order() {
        let refused = |why| PreflightResponse::Refused { file: index, why };
        let file = file(files, index)?;
        run.begin(index);
        let (mut at, size) = (0.0, file.size());
        let mut next = Some(PartRead::begin(&file, at, at + PART));
        while at < size {
            let part = match next.take() {
                Some(reading) => {
                    let bytes = reading.bytes().await;
                    bytes.map_err(|_| refused(UsersFileError::Unreadable))?
                }
                None => break,
            };
            at += PART;
            if at < size {
                // While this part is worked on, the browser reads the next one.
                next = Some(PartRead::begin(&file, at, at + PART));
            }
            bytes.resize(part.length() as usize, 0);
            part.copy_to(&mut bytes);
            run.push(&bytes).map_err(refused)?;
            let now = js_sys::Date::now();
            if now - reported >= PROGRESS {
                reported = now;
                let progress = Box::new(run.progress(of));
                port.respond(
                    &WorkerResponse::Preflight(PreflightResponse::Progress(progress)),
                    false,
                );
            }
        }
        run.end().map_err(refused)?;
    }
    let report = run.report(js_sys::Date::now() - begun, memory());
    if let Some(users) = blobs.into_iter().next() {
        LAST_REPORT.set(Some(LastReport {
            run,
            users,
            saved: None,
            comparison: None,
        }));
    }
    Ok(PreflightResponse::Done(Box::new(report)))
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
    let wanted = LAST_REPORT.with_borrow(|last| {
        let last = last.as_ref()?;
        Some((last.users.clone(), last.run.byte_range(user)?))
    });
    let Some((file, piece)) = wanted else {
        return PreflightResponse::NoReport;
    };
    let bytes = blob::read(&file, piece.file.start as f64, piece.file.end as f64).await;
    let Ok(bytes) = bytes else {
        return unreadable(0);
    };
    with_report(|last| match last.run.open(user, &bytes) {
        Some(opened) => PreflightResponse::UserDetail(Box::new(opened)),
        None => unreadable(0),
    })
}

fn saved(last: &mut LastReport, form: ExportFormat) -> PreflightResponse {
    if let Some(old) = last.saved.take() {
        blob::revoke(&old);
    }
    let text = last.run.export(form);
    let Ok(url) = blob::offer(&text, form.content_type()) else {
        return PreflightResponse::NoReport;
    };
    last.saved = Some(url.clone());
    PreflightResponse::Saved(SavedExport {
        name: form.file_name().to_owned(),
        url,
        bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
    })
}
