//! One table for each kind: responses and what they show. `source` names what
//! of Microsoft Graph the case is about.

mod access;
mod application;
mod job;
mod mappings;
mod runs;
mod secrets;

use serde_json::Value;
use setup::Setup;
use setup::tenant_evidence::EvidenceKind;

use crate::formats::in_all_formats;
use crate::support::read_as;

/// A response and the beginning of what it shows.
pub struct Case {
    pub name: &'static str,
    pub source: &'static str,
    pub body: Value,
    pub expected: &'static str,
}

pub fn case(name: &'static str, source: &'static str, body: Value, expected: &'static str) -> Case {
    Case {
        name,
        source,
        body,
        expected,
    }
}

/// Each case in each format in which a response arrives.
pub fn check(kind: EvidenceKind, setup: &Setup, cases: &[Case]) {
    assert!(cases.len() >= 5, "{kind:?} has {} cases", cases.len());
    for case in cases {
        for (format, text) in in_all_formats(&case.body, kind) {
            let shown = read_as(&text, kind, setup);
            assert!(
                shown.starts_with(case.expected),
                "{kind:?}, {} ({}), {format}: {shown}",
                case.name,
                case.source
            );
        }
    }
}
