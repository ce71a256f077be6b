//! The formats in which a provisioning log can be had.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogFormat {
    /// A response of Microsoft Graph, `GET /auditLogs/provisioning`.
    Graph,
    /// The portal's Download, JSON.
    PortalJson,
    /// The portal's Download, CSV: three files.
    PortalCsv,
    /// Diagnostic settings: Event Hubs or a storage account.
    DiagnosticSettings,
    /// The table AADProvisioningLogs of Log Analytics, as JSON or CSV.
    LogAnalytics,
    /// The response of Provision on demand.
    ProvisionOnDemand,
    /// Entries of the audit log that the provisioning service writes.
    AuditLog,
}

impl LogFormat {
    /// What it is, within a sentence.
    pub fn label(self) -> &'static str {
        match self {
            LogFormat::Graph => "Microsoft Graph",
            LogFormat::PortalJson => "JSON download of the portal",
            LogFormat::PortalCsv => "CSV download of the portal",
            LogFormat::DiagnosticSettings => "diagnostic settings",
            LogFormat::LogAnalytics => "Log Analytics",
            LogFormat::ProvisionOnDemand => "Provision on demand",
            LogFormat::AuditLog => "audit log",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LogEncoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}
