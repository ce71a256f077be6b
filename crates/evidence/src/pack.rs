//! The scripts that collect all responses into one file, the evidence pack.
//! They only read.

use provisioning::entra::TEMPLATE_IDS;
use serde_json::json;
use setup::tenant_evidence::EvidenceKind;
use sync_schema::script::text::{ascii, fill};

use crate::EvidencePlan;
use crate::request::EvidenceRequest;

/// The name of the file that the scripts write.
pub const FILE_NAME: &str = "scimdesk-evidence.json";

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
            Self::PowerShell => r"powershell -ExecutionPolicy Bypass -File .\scimdesk-evidence.ps1",
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

#[cfg(test)]
mod tests;
