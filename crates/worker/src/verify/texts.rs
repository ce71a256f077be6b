//! What the page shows of evidence, as texts.

use evidence::pack::{FILE_NAME, SCOPES};
use evidence::request::{EvidenceRequest, Placeholder};
use evidence::verdict::{EvidenceResult, EvidenceVerdict};
use evidence::{EvidencePlan, messages};
use setup::tenant_evidence::EvidenceKind;
use worker_messages::verify::{EvidenceLine, EvidenceQuery, LineOutcome, MissingValue};

pub fn query(kind: EvidenceKind, plan: &EvidencePlan, pilot: &str) -> EvidenceQuery {
    let request = EvidenceRequest::new(kind, plan, Some(pilot));
    let permissions = request.permissions.join(" and ");
    let noun = match request.permissions {
        [_] => "permission",
        _ => "permissions",
    };
    // Graph lists the names of the secrets only to those who may write them.
    let writes = request
        .permissions
        .iter()
        .any(|name| name.contains("ReadWrite"));
    let changes = match (&request.effect, writes) {
        (Some(_), _) => "",
        (None, true) => " Graph requires ReadWrite for this, but the request changes nothing.",
        (None, false) => " Read-only.",
    };
    EvidenceQuery {
        kind: kind.key().to_owned(),
        request: format!("{} {}", request.method.name(), request.path),
        address: format!("https://graph.microsoft.com/v1.0{}", request.path),
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
            "Needs the {permissions} {noun} and the {} role. Sign in to the same tenant.{changes}",
            request.role
        ),
        effect: request.effect.map(str::to_owned),
        missing: missing(&request.placeholders),
    }
}

/// What to do about ids that are not known yet.
fn missing(placeholders: &[Placeholder]) -> Option<MissingValue> {
    let first = placeholders.first()?;
    let (text, step) = match first {
        Placeholder::ServicePrincipalId | Placeholder::AppId => (
            "Verify “Create the application” first. That fills in this ID.",
            Some("1.4"),
        ),
        Placeholder::JobId => (
            "Verify “Start a new configuration” first. That fills in this ID.",
            Some("2.1"),
        ),
        Placeholder::RuleId => (
            "Verify “Save the mappings” first. That fills in the ID of the rule.",
            Some("2.13a"),
        ),
        Placeholder::UserObjectId => ("Enter the object ID of one user.", None),
    };
    Some(MissingValue {
        text: text.to_owned(),
        step: step.map(str::to_owned),
    })
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
        "It changes nothing in your tenant and saves {FILE_NAME} in the current folder. It needs {}. For PowerShell, install the module first: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser",
        SCOPES.join(", ")
    )
}
