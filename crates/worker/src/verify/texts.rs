//! What the page shows of evidence, as texts.

use evidence::pack::{FILE_NAME, SCOPES};
use evidence::request::{EvidenceRequest, Placeholder};
use evidence::verdict::{EvidenceResult, EvidenceVerdict};
use evidence::{EvidencePlan, messages};
use setup::tenant_evidence::EvidenceKind;
use worker_messages::verify::{EvidenceLine, EvidenceQuery, LineOutcome};

pub fn query(kind: EvidenceKind, plan: &EvidencePlan, pilot: &str) -> EvidenceQuery {
    let request = EvidenceRequest::new(kind, plan, Some(pilot));
    let permissions = request.permissions.join(" and ");
    let reads = match request.effect {
        None => " Read-only.",
        Some(_) => "",
    };
    EvidenceQuery {
        kind: kind.key().to_owned(),
        request: format!("{} {}", request.method.name(), request.path),
        path: request.path.clone(),
        body: request.body.as_ref().map(ToString::to_string),
        permissions: request
            .permissions
            .iter()
            .map(|name| (*name).to_owned())
            .collect(),
        graph_explorer: request.graph_explorer_link(),
        powershell: request.powershell(),
        az_rest: request.az_rest(),
        needs: format!(
            "Needs {permissions} and the role {}. Sign in to the same tenant.{reads}",
            request.role
        ),
        effect: request.effect.map(str::to_owned),
        missing: missing(&request.placeholders),
    }
}

/// What to do about ids that are not known yet.
fn missing(placeholders: &[Placeholder]) -> Option<String> {
    let first = placeholders.first()?;
    let text = match first {
        Placeholder::ServicePrincipalId | Placeholder::AppId => {
            "Verify the application first: that fills in its ID."
        }
        Placeholder::JobId => "Verify the job first: that fills in its ID.",
        Placeholder::RuleId => "Verify the mappings first: that fills in the ID of the rule.",
        Placeholder::UserObjectId => "Enter the object ID of one user.",
    };
    Some(format!("{text} Or replace {} yourself.", first.text()))
}

pub fn line(result: &EvidenceResult) -> EvidenceLine {
    let (outcome, text) = match &result.verdict {
        EvidenceVerdict::Proven { .. } => (
            LineOutcome::Proven,
            format!("{}.", messages::summary(&result.verdict)),
        ),
        EvidenceVerdict::Contradicted { .. } => (
            LineOutcome::Contradicted,
            format!("{}.", messages::summary(&result.verdict)),
        ),
        EvidenceVerdict::Unknown { why } => {
            (LineOutcome::Unknown, messages::unknown(why, result.kind))
        }
    };
    EvidenceLine {
        label: result.kind.label().to_owned(),
        text,
        outcome,
    }
}

pub fn script_needs() -> String {
    format!(
        "It only reads, and writes {FILE_NAME}. It needs {}.",
        SCOPES.join(", ")
    )
}
