//! Reads what an admin pastes or drops.

mod classify;
mod document;
mod graph_error;
mod pack;
mod shell_table;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use setup::Timestamp;
use setup::tenant_evidence::{EntraIds, EvidenceKind, ResponseFormat};

use self::classify::{ResponseShape, classify};
use crate::EvidencePlan;
use crate::json::is_cut;
use crate::read_error::EvidenceReadError;
use crate::verdict::{self, EvidenceResult, UnknownReason};

use self::graph_error::{error_in_text, graph_error};

/// The longest input, in bytes. A schema of a large connector has about 2 MB,
/// and a pack holds one and a log.
pub const MAX_BYTES: usize = 20_000_000;

/// The deepest nesting of brackets.
pub const MAX_DEPTH: usize = sync_schema::MAX_DEPTH;

/// What an input says about a setup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceReading {
    pub format: ResponseFormat,
    /// The kind whose response was expected, if one was.
    pub requested: Option<EvidenceKind>,
    /// At least one, each of another kind.
    pub results: Vec<EvidenceResult>,
    /// Ids that the input has and that later requests need.
    pub ids: EntraIds,
    /// When the script collected it; nothing for what was pasted.
    pub collected: Option<Timestamp>,
}

impl EvidenceReading {
    /// Whether it is the response to another request than the expected one. Its
    /// results count all the same.
    pub fn is_for_other_kind(&self) -> bool {
        self.requested
            .is_some_and(|kind| self.result(kind).is_none())
    }

    pub fn result(&self, kind: EvidenceKind) -> Option<&EvidenceResult> {
        self.results.iter().find(|result| result.kind == kind)
    }
}

/// Reads an input and evaluates it for a setup. `requested` is the kind whose
/// request was made, where that is known.
///
/// # Errors
///
/// When it is no response to any of the requests.
pub fn read(
    bytes: &[u8],
    requested: Option<EvidenceKind>,
    plan: &EvidencePlan,
) -> Result<EvidenceReading, EvidenceReadError> {
    let text = document::text(bytes)?;
    // One that follows the last response: what stands before it may be of the past.
    let mut error = None;
    let mut reading: Option<EvidenceReading> = None;
    for candidate in document::documents(&text)? {
        let document = &candidate.value;
        match classify(document) {
            Some(ResponseShape::Pack) => return pack::read(document, requested, plan),
            Some(ResponseShape::Error) => error = Some(graph_error(document)),
            Some(ResponseShape::EmptyList) => return Err(EvidenceReadError::EmptyList),
            Some(ResponseShape::Kind(shape)) => {
                error = error_in_text(candidate.rest);
                let (results, ids) = evaluate(document, shape, plan);
                let reading = reading.get_or_insert_with(|| EvidenceReading {
                    format: candidate.format,
                    requested,
                    results: Vec::new(),
                    ids: EntraIds::default(),
                    collected: None,
                });
                reading.ids.complete(ids);
                for result in results {
                    verdict::add(&mut reading.results, result);
                }
            }
            None => {}
        }
    }
    match (reading, error) {
        (_, Some(error)) => Err(EvidenceReadError::Graph { error, requested }),
        (Some(reading), None) => Ok(reading),
        (None, None) => Err(document::rejection(&text, requested)),
    }
}

/// The response that a document is, by the kinds that it says something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KindShape {
    Applications,
    AppRoles,
    Jobs,
    Secrets,
    Schema,
    Assignments,
    OnDemand,
    Log,
}

impl KindShape {
    pub(crate) fn kinds(self) -> &'static [EvidenceKind] {
        match self {
            Self::Applications => &[EvidenceKind::Application, EvidenceKind::AppRoles],
            Self::AppRoles => &[EvidenceKind::AppRoles],
            Self::Jobs => &[EvidenceKind::Configured, EvidenceKind::Started],
            Self::Secrets => &[EvidenceKind::Credentials, EvidenceKind::Notification],
            Self::Schema => &[EvidenceKind::Mappings],
            Self::Assignments => &[EvidenceKind::UsersAssigned],
            Self::OnDemand => &[EvidenceKind::OnDemand],
            Self::Log => &[EvidenceKind::Healthy],
        }
    }
}

/// Evaluates a response, and what it says about ids.
pub(crate) fn evaluate(
    document: &Value,
    shape: KindShape,
    plan: &EvidencePlan,
) -> (Vec<EvidenceResult>, EntraIds) {
    // What PowerShell left out could say anything.
    if is_cut(document) {
        let results = shape
            .kinds()
            .iter()
            .map(|kind| EvidenceResult::unknown(*kind, UnknownReason::CutByPowerShell));
        return (results.collect(), EntraIds::default());
    }
    let one = |(result, ids)| (vec![result], ids);
    match shape {
        KindShape::Applications => verdict::application(document, plan),
        KindShape::AppRoles => one((verdict::app_roles(document, plan), EntraIds::default())),
        KindShape::Jobs => verdict::job(document, plan),
        KindShape::Secrets => verdict::secrets(document, plan),
        KindShape::Schema => one(verdict::mappings(document, plan)),
        KindShape::Assignments => one(verdict::assignments(document, plan)),
        KindShape::OnDemand => one((verdict::on_demand(document, plan), EntraIds::default())),
        KindShape::Log => one((verdict::log(document, plan), EntraIds::default())),
    }
}
