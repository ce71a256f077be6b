//! The app's worker, and a log to read in it.

use provisioning_log::fixtures::{FixtureEntry, files};
use provisioning_log::format::LogFormat;
use wasm_bindgen::prelude::wasm_bindgen;
use worker_messages::WorkerRequest;
use worker_messages::explain::ExplainRequest;

/// What of a thousand entries fails, by response of the target.
const FAILED: [(u32, &str, &str); 3] = [
    (
        120,
        "BadRequest",
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"name.familyName is required"}"#,
    ),
    (
        20,
        "Conflict",
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"User already exists"}"#,
    ),
    (
        10,
        "InternalServerError",
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"500","detail":"Internal error"}"#,
    ),
];

/// Of a thousand entries, those that are skipped.
const SKIPPED: u32 = 50;

/// Entries of one cycle.
const CYCLE: u32 = 2_500;

/// A log as the portal downloads it.
#[wasm_bindgen]
pub fn log_file(count: u32) -> String {
    let entries: Vec<FixtureEntry> = (0..count).map(entry).collect();
    let files = files(LogFormat::PortalJson, &entries);
    let first = files.into_iter().next();
    first.map_or_else(String::new, |(_, bytes)| {
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn entry(number: u32) -> FixtureEntry {
    let cycle = number / CYCLE;
    let mut remainder = number % 1_000;
    for (share, status, response) in FAILED {
        if remainder < share {
            return FixtureEntry::failed(number, cycle, status, response);
        }
        remainder -= share;
    }
    match remainder < SKIPPED {
        true => FixtureEntry::skipped(number, cycle, "NotEffectivelyEntitled"),
        false => FixtureEntry::succeeded(number, cycle),
    }
}

/// How many of so many entries fail, and how many are skipped.
#[wasm_bindgen]
pub fn planted_entries(count: u32) -> Vec<u32> {
    let failed: u32 = FAILED.iter().map(|(share, ..)| *share).sum();
    let of = |share: u32| {
        let rest = (count % 1_000).min(share);
        count / 1_000 * share + rest
    };
    let failed_and_skipped = of(failed + SKIPPED);
    vec![of(failed), failed_and_skipped - of(failed)]
}

/// The request to read the log, as the page writes it.
#[wasm_bindgen]
pub fn log_request() -> String {
    let request = WorkerRequest::Explain(ExplainRequest::ReadLog {
        names: vec!["ProvisioningLogs.json".to_owned()],
    });
    serde_json::to_string(&request).unwrap_or_default()
}
