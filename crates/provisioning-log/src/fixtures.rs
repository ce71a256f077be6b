//! Logs of any size in every format, with outcomes that are known. The same
//! entries give the same bytes.

mod formats;

use serde_json::{Value, json};

use crate::facts::{OperationStatus, ProvisioningAction};
use crate::format::LogFormat;

/// One entry to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixtureEntry {
    pub user: u32,
    pub cycle: u32,
    pub action: ProvisioningAction,
    pub status: OperationStatus,
    /// Of the export step; the other steps succeed.
    pub step: OperationStatus,
    pub code: Option<String>,
    pub reason: Option<String>,
    pub skip_reason: Option<String>,
    /// Without it the user is only in the details of a step.
    pub with_identity: bool,
}

impl FixtureEntry {
    pub fn succeeded(user: u32, cycle: u32) -> Self {
        Self {
            user,
            cycle,
            action: ProvisioningAction::Create,
            status: OperationStatus::Success,
            step: OperationStatus::Success,
            code: None,
            reason: None,
            skip_reason: None,
            with_identity: true,
        }
    }

    /// A failure as the log has it, around the response of the target.
    pub fn failed(user: u32, cycle: u32, status_code: &str, response: &str) -> Self {
        Self {
            status: OperationStatus::Failure,
            step: OperationStatus::Failure,
            code: Some("SystemForCrossDomainIdentityManagementServiceIncompatible".to_owned()),
            reason: Some(format!(
                "StatusCode: {status_code}\r\nMessage: Processing of the HTTP request resulted in an exception. Please see the HTTP response returned by the 'Response' property of this exception for details.\r\nWeb Response: \r\n{response}. This operation was retried 3 times. It will be retried again after this date: 2026-01-27T21:49:50.5340673Z UTC"
            )),
            ..Self::succeeded(user, cycle)
        }
    }

    pub fn skipped(user: u32, cycle: u32, skip_reason: &str) -> Self {
        Self {
            action: ProvisioningAction::Other,
            status: OperationStatus::Skipped,
            step: OperationStatus::Skipped,
            skip_reason: Some(skip_reason.to_owned()),
            ..Self::succeeded(user, cycle)
        }
    }

    pub fn identifier(&self) -> String {
        format!("user{}@contoso.com", self.user)
    }
}

/// The files of a log, with their names.
pub fn files(format: LogFormat, entries: &[FixtureEntry]) -> Vec<(&'static str, Vec<u8>)> {
    match format {
        LogFormat::Graph => vec![("graph.json", formats::graph(entries))],
        LogFormat::PortalJson => vec![("ProvisioningLogs.json", formats::portal_json(entries))],
        LogFormat::PortalCsv => formats::portal_csv(entries),
        LogFormat::DiagnosticSettings => vec![("PT1H.json", formats::diagnostic(entries))],
        LogFormat::LogAnalytics => vec![("query_data.csv", formats::log_analytics(entries))],
        LogFormat::ProvisionOnDemand => vec![("on-demand.json", formats::on_demand(entries))],
        LogFormat::AuditLog => vec![("audit.json", formats::audit(entries))],
    }
}

/// A format, and the files of a log in it.
pub type LogForm = (LogFormat, Vec<(&'static str, Vec<u8>)>);

/// The same entries in every format, and in all forms of a format.
pub fn forms(entries: &[FixtureEntry]) -> Vec<LogForm> {
    let query = formats::query_response(entries);
    let older = formats::older_query_response(entries);
    let event_hub = formats::event_hub(entries);
    let formats = FORMATS.into_iter();
    formats
        .map(|format| (format, files(format, entries)))
        .chain([
            (
                LogFormat::DiagnosticSettings,
                vec![("event.json", event_hub)],
            ),
            (LogFormat::LogAnalytics, vec![("query.json", query)]),
            (LogFormat::LogAnalytics, vec![("older-query.json", older)]),
        ])
        .collect()
}

pub const FORMATS: [LogFormat; 7] = [
    LogFormat::Graph,
    LogFormat::PortalJson,
    LogFormat::PortalCsv,
    LogFormat::DiagnosticSettings,
    LogFormat::LogAnalytics,
    LogFormat::ProvisionOnDemand,
    LogFormat::AuditLog,
];

fn word(status: OperationStatus) -> &'static str {
    match status {
        OperationStatus::Success => "success",
        OperationStatus::Warning => "warning",
        OperationStatus::Failure => "failure",
        OperationStatus::Skipped => "skipped",
    }
}

fn action(action: ProvisioningAction) -> &'static str {
    match action {
        ProvisioningAction::Create => "create",
        ProvisioningAction::Update => "update",
        ProvisioningAction::Delete => "delete",
        ProvisioningAction::StagedDelete => "stagedDelete",
        ProvisioningAction::Disable => "disable",
        ProvisioningAction::Other => "other",
    }
}

fn step_name(action: ProvisioningAction) -> &'static str {
    match action {
        ProvisioningAction::Create => "EntryExportAdd",
        ProvisioningAction::Update => "EntryExportUpdate",
        ProvisioningAction::Delete => "EntryExportDelete",
        ProvisioningAction::StagedDelete | ProvisioningAction::Disable => {
            "EntryExportUpdateSoftDelete"
        }
        ProvisioningAction::Other => "EntrySynchronizationSkip",
    }
}

/// Cycles are 40 minutes apart and begin at this minute of 2026-01-27.
fn time(entry: &FixtureEntry) -> String {
    let minutes = 9 * 60 + (entry.cycle % 20) * 40;
    format!(
        "2026-01-{:02}T{:02}:{:02}:{:02}Z",
        27 + minutes / 1440,
        minutes / 60 % 24,
        minutes % 60,
        entry.user % 60
    )
}

fn id(kind: u32, number: u32) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}

/// The entry as Microsoft Graph has it.
fn graph_value(number: u32, entry: &FixtureEntry) -> Value {
    let user = entry.identifier();
    let name = format!("User {}", entry.user);
    let identity = match entry.with_identity {
        true => json!({
            "id": id(2, entry.user), "displayName": name, "identityType": "User",
            "details": {"id": id(2, entry.user), "odatatype": "User", "DisplayName": name,
                "UserPrincipalName": user},
        }),
        false => json!({"id": "", "displayName": "", "identityType": "User", "details": {}}),
    };
    let mut details = json!({"ReportableIdentifier": user});
    if let Some(skip) = &entry.skip_reason {
        details["SkipReason"] = json!(skip);
    }
    let error = entry.code.as_ref().map(|code| {
        json!({"errorCode": code, "reason": entry.reason, "additionalDetails": null,
            "errorCategory": "nonServiceFailure", "recommendedAction": null})
    });
    let reason = entry.reason.as_deref().unwrap_or_default();
    let export = match entry.step {
        OperationStatus::Failure => format!("Failed to process User '{user}'; Error: {reason}"),
        _ => format!("User '{user}' was processed in customappsso"),
    };
    json!({
        "id": id(1, number),
        "activityDateTime": time(entry),
        "tenantId": id(9, 1),
        "jobId": "scim.00000000000a.00000000-0000-4000-8000-00000000000b",
        "cycleId": id(3, entry.cycle),
        "changeId": id(4, number),
        "provisioningAction": action(entry.action),
        "durationInMilliseconds": 1200,
        "servicePrincipal": {"id": id(9, 2), "displayName": "Talkdesk"},
        "sourceSystem": {"id": id(9, 3), "displayName": "Azure Active Directory", "details": {}},
        "targetSystem": {"id": id(9, 4), "displayName": "customappsso", "details": {}},
        "initiatedBy": {"id": "", "displayName": "Azure AD Provisioning Service",
            "initiatorType": "system"},
        "sourceIdentity": identity,
        "targetIdentity": {"id": "", "displayName": "",
            "identityType": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "details": {}},
        "provisioningStatusInfo": {"status": word(entry.status), "errorInformation": error},
        "provisioningSteps": [
            {"name": "EntryImportAdd", "provisioningStepType": "import", "status": "success",
                "description": format!("Received User '{user}' change of type (Add) from Azure Active Directory"),
                "details": {"objectId": id(2, entry.user), "accountEnabled": "True",
                    "displayName": name, "mailNickname": format!("user{}", entry.user),
                    "userPrincipalName": user}},
            {"name": "EntrySynchronizationScoping", "provisioningStepType": "scoping",
                "status": "success", "description": "Determine if User in scope by evaluating against each scoping filter",
                "details": {"Active in the source system": "True",
                    "Assigned to the application": "True",
                    "User has the required role": "True",
                    "Scoping filter evaluation passed": "True",
                    "ScopeEvaluationResult": "{}"}},
            {"name": "EntryImportByMatchingProperty", "provisioningStepType": "matching",
                "status": "success", "description": format!("Received User 'null' change of type (Add) from customappsso, {user}"),
                "details": {}},
            {"name": step_name(entry.action), "provisioningStepType": match entry.action {
                ProvisioningAction::Other => "processing", _ => "export" },
                "status": word(entry.step), "description": export, "details": details},
        ],
        "modifiedProperties": [
            {"displayName": "active", "oldValue": null, "newValue": "True"},
            {"displayName": "userName", "oldValue": null, "newValue": user},
            {"displayName": "name.givenName", "oldValue": null, "newValue": "User"},
            {"displayName": "name.familyName", "oldValue": null, "newValue": "(EmptyString)"},
            {"displayName": "emails[type eq \"work\"].value", "oldValue": null, "newValue": user},
        ],
    })
}
