//! The evidence pack: one file with all responses, and the scripts that make
//! it. The scripts only read.

use provisioning::entra::TEMPLATE_IDS;
use serde_json::{Value, json};
use setup::Timestamp;
use setup::tenant_evidence::{EntraIds, EvidenceKind, ResponseFormat};
use sync_schema::script::text::{ascii, fill};

use crate::EvidencePlan;
use crate::json::{member, number, text};
use crate::read::{EvidenceReading, KindShape, evaluate, graph_error, shape_of};
use crate::read_error::{EvidenceReadError, GraphErrorKind, GraphRequestError};
use crate::request::EvidenceRequest;
use crate::verdict::{self, EvidenceResult, UnknownReason};

/// The member of a pack with its version.
pub(crate) const VERSION_MEMBER: &str = "scimdeskEvidence";

/// The version that the scripts write and this program reads.
pub const VERSION: u64 = 1;

/// The name of the file that the scripts write.
pub const FILE_NAME: &str = "scimdesk-evidence.json";

/// The codes that the scripts write for a request that they did not send.
const NOT_SENT: [&str; 2] = ["ApplicationNotKnown", "JobNotKnown"];

/// More responses than a script collects.
const MAX_RESPONSES: usize = 50;

/// The shell of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectorShell {
    PowerShell,
    BashAz,
}

impl CollectorShell {
    pub const ALL: [Self; 2] = [Self::PowerShell, Self::BashAz];

    pub fn label(self) -> &'static str {
        match self {
            Self::PowerShell => "PowerShell",
            Self::BashAz => "Bash with Azure CLI",
        }
    }

    pub fn file_name(self) -> &'static str {
        match self {
            Self::PowerShell => "scimdesk-evidence.ps1",
            Self::BashAz => "scimdesk-evidence.sh",
        }
    }

    pub fn run_command(self) -> &'static str {
        match self {
            Self::PowerShell => r".\scimdesk-evidence.ps1",
            Self::BashAz => "bash scimdesk-evidence.sh",
        }
    }

    fn template(self) -> &'static str {
        match self {
            Self::PowerShell => include_str!("pack/collect.ps1"),
            Self::BashAz => include_str!("pack/collect.sh"),
        }
    }
}

/// The permissions that a script asks for. Microsoft Graph lists the names of
/// the credentials only with a permission that could also write.
pub const SCOPES: [&str; 4] = [
    "Application.Read.All",
    "Synchronization.ReadWrite.All",
    "AuditLog.Read.All",
    "Directory.Read.All",
];

/// The script that collects all responses for a setup. What the admin typed is
/// data that it reads, and never part of its program.
pub fn script(shell: CollectorShell, plan: &EvidencePlan) -> String {
    let application = EvidenceRequest::new(EvidenceKind::Application, plan, None);
    let data = json!({
        "application": plan.application,
        "applicationPath": application.path,
        "servicePrincipalId": plan.ids.service_principal,
        "jobId": plan.ids.job_id,
        "jobTemplates": TEMPLATE_IDS,
        "readsAppRoles": plan.uses_app_roles(),
    });
    let data = ascii(&format!("{data:#}"));
    let scopes = format!("'{}'", SCOPES.join("', '"));
    fill(
        shell.template(),
        &[("@PLAN@", &data), ("@SCOPES@", &scopes)],
    )
}

/// Reads a pack. Ids that its first responses bring count for the others, so a
/// pack with responses of two applications contradicts itself.
pub(crate) fn read(
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

#[cfg(test)]
mod tests;
