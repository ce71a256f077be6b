//! What the page shows of evidence, as texts.

use connection_test::pasted_output::redact::redact_paste;
use connection_test::token::SecretToken;
use evidence::pack::{FILE_NAME, SCOPES};
use evidence::request::{EvidenceRequest, Placeholder};
use evidence::verdict::{EvidenceResult, EvidenceVerdict};
use evidence::{EvidencePlan, EvidenceReading, messages};
use setup::tenant_evidence::{EvidenceKind, ResponseFormat};
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
    let license = match request.license {
        Some(license) => format!(" The tenant needs {license}."),
        None => String::new(),
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
            "Needs the {permissions} {noun} and the {} role.{license} Sign in to the same tenant.{changes}",
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

/// One line for each kind. `bytes` is what was read.
pub fn lines(reading: &EvidenceReading, bytes: &[u8]) -> Vec<EvidenceLine> {
    let results = &reading.results;
    let replaced = results.iter().position(EvidenceResult::is_of_replacement);
    let lines = results.iter().enumerate().map(|(at, result)| {
        let is_explained = result.has_cause() && reading.format != ResponseFormat::EvidencePack;
        EvidenceLine {
            to_explain: is_explained.then(|| redacted(bytes)).flatten(),
            offers_forgetting: replaced == Some(at),
            ..line(result)
        }
    });
    lines.collect()
}

/// A response without secrets; nothing for one that is too long to explain.
fn redacted(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    // The page knows the token that was typed and redacts once more.
    let paste = redact_paste(text, &SecretToken::typed(String::new()));
    (!paste.cut).then(|| paste.text().to_owned())
}

fn line(result: &EvidenceResult) -> EvidenceLine {
    let decided = || {
        let summary = messages::summary(&result.verdict);
        match messages::advice(&result.verdict) {
            Some(advice) => format!("{summary}. {advice}"),
            None => format!("{summary}."),
        }
    };
    let (outcome, text) = match &result.verdict {
        EvidenceVerdict::Proven { .. } => (LineOutcome::Proven, decided()),
        EvidenceVerdict::Contradicted { .. } => (LineOutcome::Contradicted, decided()),
        EvidenceVerdict::Unknown { why } => {
            (LineOutcome::Unknown, messages::unknown(why, result.kind))
        }
    };
    EvidenceLine {
        label: result.kind.label().to_owned(),
        text,
        outcome,
        to_explain: None,
        offers_forgetting: false,
    }
}

pub fn script_needs() -> String {
    format!(
        "It changes nothing in your tenant and saves {FILE_NAME} in the current folder. It needs {}. For PowerShell, install the module first: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser",
        SCOPES.join(", ")
    )
}

#[cfg(test)]
mod tests;
