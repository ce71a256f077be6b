//! Evidence from the tenant: requests, what a response proves, the script.

mod texts;

use evidence::pack::{self, CollectorShell};
use evidence::read_error::EvidenceReadError;
use evidence::{EvidencePlan, messages, read, record};
use js_sys::Array;
use setup::tenant_evidence::EvidenceKind;
use setup::{Setup, Timestamp};
use wasm_bindgen::JsCast;
use web_sys::Blob;
use worker_messages::WorkerResponse;
use worker_messages::verify::{EvidenceScript, EvidenceUpdate, VerifyRequest, VerifyResponse};

use crate::blob;
use crate::port::Port;

/// Handles a request, which may come with one file.
pub async fn run(request: VerifyRequest, files: &Array, port: &Port) {
    let response = match request {
        VerifyRequest::Read {
            text,
            kind,
            setup,
            now,
            is_sent_here,
        } => {
            let file = files.get(0).dyn_into::<Blob>().ok();
            let bytes = match file {
                Some(file) => read_file(&file).await,
                None => Ok(text.into_bytes()),
            };
            let kind = kind.as_deref().and_then(EvidenceKind::of_key);
            with_setup(&setup, |setup| match bytes {
                Ok(bytes) => {
                    let plan = EvidencePlan::of(setup);
                    let plan = match is_sent_here {
                        true => plan.sent_here(),
                        false => plan,
                    };
                    read_input(&bytes, kind, &plan, setup, &Timestamp(now))
                }
                Err(error) => VerifyResponse::Refused(messages::read_error(&error)),
            })
        }
        VerifyRequest::Queries {
            kinds,
            pilot,
            setup,
        } => with_setup(&setup, |setup| {
            let kinds = kinds.iter().filter_map(|key| EvidenceKind::of_key(key));
            let plan = EvidencePlan::of(setup);
            VerifyResponse::Queries(
                kinds
                    .map(|kind| texts::query(kind, &plan, &pilot))
                    .collect(),
            )
        }),
        VerifyRequest::Script { shell, setup } => with_setup(&setup, |setup| {
            let shells = CollectorShell::ALL;
            let shell = shells.get(shell).copied().unwrap_or(shells[0]);
            VerifyResponse::Script(script(shell, setup))
        }),
    };
    port.respond(&WorkerResponse::Verify(response), true);
}

/// The record comes from the page, which has read it before.
fn with_setup(text: &str, respond: impl FnOnce(&mut Setup) -> VerifyResponse) -> VerifyResponse {
    match setup::record::read(text) {
        Ok(mut setup) => respond(&mut setup),
        Err(error) => VerifyResponse::Refused(error.to_string()),
    }
}

async fn read_file(file: &Blob) -> Result<Vec<u8>, EvidenceReadError> {
    // The size is known without reading what may be gigabytes.
    let bytes = file.size() as usize;
    if bytes > read::MAX_BYTES {
        return Err(EvidenceReadError::TooLarge { bytes });
    }
    let read = blob::read(file, 0.0, file.size()).await;
    read.map_err(|_| EvidenceReadError::Unreadable)
}

fn read_input(
    bytes: &[u8],
    kind: Option<EvidenceKind>,
    plan: &EvidencePlan,
    setup: &mut Setup,
    now: &Timestamp,
) -> VerifyResponse {
    let reading = match evidence::read(bytes, kind, plan) {
        Ok(reading) => reading,
        Err(error) => return VerifyResponse::Refused(messages::read_error(&error)),
    };
    let stored = record::store(setup, &reading, now);
    VerifyResponse::Read(EvidenceUpdate {
        change: setup.evidence_change(&stored, now),
        lines: texts::lines(&reading, bytes),
        note: messages::other_kind(&reading),
    })
}

fn script(shell: CollectorShell, setup: &Setup) -> EvidenceScript {
    EvidenceScript {
        name: shell.file_name().to_owned(),
        text: pack::script(shell, &EvidencePlan::of(setup)),
        command: shell.run_command().to_owned(),
        needs: texts::script_needs(),
    }
}
