//! Reads an evidence pack: one file with all responses.

use serde_json::Value;
use setup::Timestamp;
use setup::tenant_evidence::{EntraIds, EvidenceKind, ResponseFormat};

use super::classify::shape_of;
use super::graph_error::graph_error;
use super::{EvidenceReading, KindShape, evaluate};
use crate::EvidencePlan;
use crate::json::{member, number, text};
use crate::read_error::{EvidenceReadError, GraphErrorKind, GraphRequestError};
use crate::verdict::{self, EvidenceResult, UnknownReason};

/// The member of a pack with its version.
pub(super) const VERSION_MEMBER: &str = "scimdeskEvidence";

/// The version that the scripts write and this program reads.
const VERSION: u64 = 1;

/// More responses than a script collects.
const MAX_RESPONSES: usize = 50;

/// The codes that the scripts write for a request that they did not send.
const NOT_SENT: [&str; 2] = ["ApplicationNotKnown", "JobNotKnown"];

/// Reads a pack. Ids that its first responses bring count for the others, so a
/// pack with responses of two applications contradicts itself.
pub(super) fn read(
    pack: &Value,
    requested: Option<EvidenceKind>,
    plan: &EvidencePlan,
) -> Result<EvidenceReading, EvidenceReadError> {
    match number(pack, &[VERSION_MEMBER]) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => {
            return Err(EvidenceReadError::NewerPack { version });
        }
        _ => return Err(EvidenceReadError::DamagedPack),
    }
    let Some(Value::Array(responses)) = member(pack, "responses") else {
        return Err(EvidenceReadError::DamagedPack);
    };
    if responses.is_empty() || responses.len() > MAX_RESPONSES {
        return Err(EvidenceReadError::DamagedPack);
    }
    let mut responses: Vec<(EvidenceKind, &Value)> = responses
        .iter()
        .map(|response| {
            let kind = text(response, &["kind"]).and_then(EvidenceKind::of_key);
            kind.map(|kind| (kind, response))
                .ok_or(EvidenceReadError::DamagedPack)
        })
        .collect::<Result<_, _>>()?;
    responses.sort_by_key(|(kind, _)| *kind);
    let mut plan = plan.clone();
    let mut learned = EntraIds::default();
    let mut results: Vec<EvidenceResult> = Vec::new();
    for (kind, response) in responses {
        let (new, ids) = of_response(kind, response, &plan);
        plan.ids.complete(ids.clone());
        learned.complete(ids);
        for result in new {
            verdict::add(&mut results, result);
        }
    }
    let collected = text(pack, &["collectedAt"]).map(|text| Timestamp(text.to_owned()));
    Ok(EvidenceReading {
        format: ResponseFormat::EvidencePack,
        requested,
        results,
        ids: learned,
        collected: collected.filter(|when| when.unix_ms().is_some()),
    })
}

fn of_response(
    kind: EvidenceKind,
    response: &Value,
    plan: &EvidencePlan,
) -> (Vec<EvidenceResult>, EntraIds) {
    let kinds = || {
        let shapes = [KindShape::Jobs, KindShape::Secrets];
        let shape = shapes
            .into_iter()
            .find(|shape| shape.kinds().contains(&kind));
        shape.map_or_else(|| vec![kind], |shape| shape.kinds().to_vec())
    };
    let unknown = |why: UnknownReason| {
        let results = kinds()
            .into_iter()
            .map(|kind| EvidenceResult::unknown(kind, why.clone()));
        (results.collect(), EntraIds::default())
    };
    let body = member(response, "body").unwrap_or(&Value::Null);
    let code = text(body, &["error", "code"]);
    if code.is_some_and(|code| NOT_SENT.contains(&code)) {
        return unknown(UnknownReason::NotSent);
    }
    if number(response, &["status"]) != Some(200) {
        return unknown(UnknownReason::Graph(match body {
            Value::Object(_) => graph_error(body),
            _ => GraphRequestError {
                kind: GraphErrorKind::Other,
                code: String::new(),
            },
        }));
    }
    match shape_of(body) {
        Some(shape) if shape.kinds().contains(&kind) => evaluate(body, shape, plan),
        _ => unknown(UnknownReason::Missing("body".to_owned())),
    }
}
