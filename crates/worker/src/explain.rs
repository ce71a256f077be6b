//! Explains texts, reads logs part by part, and keeps the report on the last log
//! for later requests.

mod clock;
mod comparison;
mod log_report;
mod reference;
mod text;
mod timeline;

use std::cell::RefCell;

use explain::input_kind::InputKind;
use explain::input_text::decode_start;
use explain::recognize::{MAX_RECOGNIZED, recognize};
use js_sys::Array;
use preflight::protocol::SavedExport;
use provisioning_log::report::LogExportFormat;
use web_sys::Blob;
use worker_messages::WorkerResponse;
use worker_messages::explain::{
    ExplainRequest, ExplainResponse, ExplainSetup, FileKind, LogProgress,
};

use crate::blob::{self, PART, PartRead};
use crate::port::Port;

use log_report::{LogReading, ReadReport};

/// How many milliseconds there are between two reports on progress.
const PROGRESS: f64 = 150.0;

/// Bytes of a file that is explained as a text.
const MAX_TEXT: f64 = 262_144.0;

/// The log that was read last, with its files and the address of what was saved
/// last.
struct LastLog {
    report: ReadReport,
    files: Vec<Blob>,
    saved: Option<String>,
}

thread_local! {
    static LAST_LOG: RefCell<Option<LastLog>> = const { RefCell::new(None) };
}

pub async fn run(request: ExplainRequest, files: &Array, port: &Port) {
    let response = match request {
        ExplainRequest::Text { text, kind, setup } => {
            let explained = text::explained(&text, kind.as_deref(), &setup);
            ExplainResponse::Explained(Box::new(explained))
        }
        ExplainRequest::Recognize { name } => recognized(&name, files).await,
        ExplainRequest::ReadLog { names } => match whole(&names, files, port).await {
            Ok(response) | Err(response) => response,
        },
        ExplainRequest::Users(query) => {
            with_log(|last| ExplainResponse::Users(last.report.users(&query)))
        }
        ExplainRequest::Open { user, setup } => opened(user, &setup).await,
        ExplainRequest::Save(format) => with_log(|last| saved(last, format)),
        ExplainRequest::Ticket => with_log(|last| ExplainResponse::Text(last.report.ticket())),
        ExplainRequest::Search(text) => ExplainResponse::Reference(reference::matches(&text)),
    };
    port.respond(&WorkerResponse::Explain(response), true);
}

fn with_log(respond: impl FnOnce(&mut LastLog) -> ExplainResponse) -> ExplainResponse {
    LAST_LOG.with_borrow_mut(|last| last.as_mut().map_or(ExplainResponse::NoReport, respond))
}

fn refused(what: impl Into<String>, remedy: &str) -> ExplainResponse {
    ExplainResponse::Refused {
        what: what.into(),
        remedy: remedy.to_owned(),
    }
}

fn unreadable() -> ExplainResponse {
    refused(
        "The browser couldn’t read the file. It was changed, moved or removed after you chose it.",
        "Choose the file again.",
    )
}

async fn recognized(name: &str, files: &Array) -> ExplainResponse {
    let Ok(file) = blob::file(files, 0) else {
        return unreadable();
    };
    let Ok(head) = blob::read(&file, 0.0, MAX_RECOGNIZED as f64).await else {
        return unreadable();
    };
    let kind = recognize(&head, Some(name)).kind;
    match kind {
        InputKind::ProvisioningLog => ExplainResponse::Recognized(FileKind::Log),
        InputKind::SynchronizationSchema => ExplainResponse::Recognized(FileKind::Schema),
        InputKind::UsersFile => ExplainResponse::Recognized(FileKind::Users),
        // A large file that is nothing known is read as a log, which says why not.
        InputKind::NotRecognized if file.size() > MAX_TEXT => {
            ExplainResponse::Recognized(FileKind::Log)
        }
        _ => match decode_start(&head, MAX_TEXT as usize) {
            Ok(text) => ExplainResponse::Recognized(FileKind::Text {
                is_whole: file.size() <= MAX_TEXT,
                text,
            }),
            Err(error) => refused(error.to_string(), "Choose a JSON, CSV or text file."),
        },
    }
}

async fn whole(
    names: &[String],
    files: &Array,
    port: &Port,
) -> Result<ExplainResponse, ExplainResponse> {
    LAST_LOG.set(None);
    let blobs = (0..files.length() as usize).map(|index| blob::file(files, index));
    let blobs: Vec<Blob> = blobs.collect::<Result<_, _>>().map_err(|_| unreadable())?;
    let of: f64 = blobs.iter().map(Blob::size).sum();
    let mut reading = LogReading::default();
    // The first report on progress comes with the first part.
    let mut reported = js_sys::Date::now() - PROGRESS;
    let (mut bytes, mut done) = (Vec::new(), 0.0);
    for (index, file) in blobs.iter().enumerate() {
        let name = names.get(index).map_or("", String::as_str);
        let not_read = |what: String| {
            refused(
                format!("{name}: {what}"),
                "Open a provisioning log as JSON or CSV from the portal, Graph or Log Analytics.",
            )
        };
        reading.begin_file(name);
        let (mut at, size) = (0.0, file.size());
        let mut next = Some(PartRead::begin(file, at, at + PART));
        while at < size {
            let part = match next.take() {
                Some(part) => part.bytes().await.map_err(|_| unreadable())?,
                None => break,
            };
            at += PART;
            if at < size {
                // While this part is worked on, the browser reads the next one.
                next = Some(PartRead::begin(file, at, at + PART));
            }
            bytes.resize(part.length() as usize, 0);
            part.copy_to(&mut bytes);
            reading.feed(&bytes).map_err(not_read)?;
            done += bytes.len() as f64;
            let now = js_sys::Date::now();
            if now - reported >= PROGRESS {
                reported = now;
                let progress = LogProgress {
                    bytes: done,
                    of,
                    entries: reading.entries(),
                };
                let response = ExplainResponse::Progress(progress);
                port.respond(&WorkerResponse::Explain(response), false);
            }
        }
        reading.end_file().map_err(not_read)?;
    }
    let report = reading
        .finish()
        .map_err(|what| refused(what, "Open all files of the download together."))?;
    let overview = report.overview();
    LAST_LOG.set(Some(LastLog {
        report,
        files: blobs,
        saved: None,
    }));
    Ok(ExplainResponse::Log(Box::new(overview)))
}

/// Reads the entries of a user again, each from its range of its file.
async fn opened(user: u32, setup: &ExplainSetup) -> ExplainResponse {
    let ranges = LAST_LOG.with_borrow(|last| {
        let last = last.as_ref()?;
        let ranges = last.report.ranges(user)?;
        let blobs = ranges.into_iter().map(|range| {
            range.and_then(|(file, start, end)| Some((last.files.get(file)?.clone(), start, end)))
        });
        Some(blobs.collect::<Vec<_>>())
    });
    let Some(ranges) = ranges else {
        return ExplainResponse::NoReport;
    };
    let mut texts = Vec::new();
    for range in ranges {
        texts.push(match range {
            Some((file, start, end)) => match blob::read(&file, start, end).await {
                Ok(bytes) => bytes,
                Err(_) => return unreadable(),
            },
            None => Vec::new(),
        });
    }
    with_log(|last| match last.report.timeline(user, &texts, setup) {
        Some(timeline) => ExplainResponse::User(Box::new(timeline)),
        None => ExplainResponse::NoReport,
    })
}

fn saved(last: &mut LastLog, format: LogExportFormat) -> ExplainResponse {
    if let Some(old) = last.saved.take() {
        blob::revoke(&old);
    }
    let text = last.report.export(format);
    let Ok(url) = blob::offer(&text, format.content_type()) else {
        return ExplainResponse::NoReport;
    };
    last.saved = Some(url.clone());
    ExplainResponse::Saved(SavedExport {
        name: format.file_name().to_owned(),
        url,
        bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
    })
}
