//! What admins paste and drop, as `tests/verdicts` has it: shapes of which only
//! parts are there.

use super::{LogReadError, read};
use crate::entry::EntryOutcome::{self, Failed, Skipped, Unknown, Warned};
use crate::entry::LogEntry;
use crate::facts::ProvisioningAction;
use crate::format::LogFormat;

#[test]
fn an_entry_is_read_from_little() {
    for (text, format, outcome, code) in [
        // Field case R25-diag: numbers for statuses.
        (
            r#"{"time":"2022-01-27T21:09:50Z","category":"ProvisioningLogs","resultType":"Skipped","properties":{"id":"x","statusInfo":{"Status":2},"provisioningSteps":[{"name":"EntrySynchronizationSkip","provisioningStepType":3,"status":2,"details":{"PropertyName":"name.familyName","SkipReason":"AttributeValidationFailed","ReportableIdentifier":"a@x.org"}}]}}"#,
            LogFormat::DiagnosticSettings,
            Skipped,
            None,
        ),
        // R26-pod
        (
            r#"{"@odata.context":"x","key":"{\"result\":\"Skipped\",\"details\":{\"errorCode\":\"RedundantExport\",\"errorMessage\":\"In sync\"}}","value":"{\"action\":\"Other\",\"modifiedProperties\":null,\"provisioningSteps\":[{\"name\":\"EntryImport\",\"type\":\"Import\",\"status\":\"Success\",\"details\":{}}],\"statusInfo\":{\"status\":\"Skipped\",\"errorCode\":null}}"}"#,
            LogFormat::ProvisionOnDemand,
            Skipped,
            Some("RedundantExport"),
        ),
        // R27-event: no status at all.
        (
            r#"{"time":"2022-01-01T00:00:00Z","category":"ProvisioningLogs","properties":{"jobId":"scim.000.0001","servicePrincipal":{"Id":"1","Name":"Talkdesk"}},"Level":4}"#,
            LogFormat::DiagnosticSettings,
            Unknown,
            None,
        ),
        // R27-event2
        (
            r#"{"category":"ProvisioningLogs","properties":{"action":"Create","statusInfo":{"Status":1,"ErrorInformation":{"ErrorCode":"SystemForCrossDomainIdentityManagementServiceIncompatible","Reason":"x"}}}}"#,
            LogFormat::DiagnosticSettings,
            Failed,
            Some("SystemForCrossDomainIdentityManagementServiceIncompatible"),
        ),
        // K1d: the code is beside the entry.
        (
            r#"{"category":"ProvisioningLogs","resultType":"Failure","resultSignature":"SystemForCrossDomainIdentityManagementServiceIncompatible","resultDescription":"StatusCode: BadRequest","properties":{"action":"Create","statusInfo":{"Status":1,"reason":"x"},"provisioningSteps":[]}}"#,
            LogFormat::DiagnosticSettings,
            Failed,
            Some("SystemForCrossDomainIdentityManagementServiceIncompatible"),
        ),
        // K1f
        (
            r#"{"value":[{"provisioningAction":"create","provisioningStatusInfo":{"status":"warning","errorInformation":null},"provisioningSteps":[]}]}"#,
            LogFormat::Graph,
            Warned,
            None,
        ),
        // The wrapper says failure, the entry success.
        (
            r#"{"category":"ProvisioningLogs","resultType":"Failure","properties":{"statusInfo":{"Status":0}}}"#,
            LogFormat::DiagnosticSettings,
            Failed,
            None,
        ),
        // The details page of the portal shows the error alone.
        (
            r#"{"errorCode":"EntryConflict","reason":"It says 409."}"#,
            LogFormat::Graph,
            Failed,
            Some("EntryConflict"),
        ),
        // PowerShell's ConvertTo-Json.
        (
            r#"[{"Id":"1","ProvisioningAction":"create","ProvisioningStatusInfo":{"Status":"failure","ErrorInformation":{"ErrorCode":"EntryConflict"}}}]"#,
            LogFormat::PortalJson,
            Failed,
            Some("EntryConflict"),
        ),
        // Log Analytics as JSON.
        (
            r#"[{"Type":"AADProvisioningLogs","ProvisioningStatusInfo":"{\"status\":\"success\"}","ProvisioningSteps":"[{\"name\":\"EntryExportAdd\",\"status\":\"failure\",\"details\":{\"ReportableIdentifier\":\"a@x.org\"}}]","ResultSignature":"Success","ResultType":"Success"}]"#,
            LogFormat::LogAnalytics,
            Failed,
            None,
        ),
        // A line break within a text, as copying from a window makes it.
        (
            "{\"provisioningStatusInfo\":{\"status\":\"failure\",\"errorInformation\":{\"errorCode\":\"EntryConflict\",\"reason\":\"a\nb\"}}}",
            LogFormat::Graph,
            Failed,
            Some("EntryConflict"),
        ),
        // A status that nobody documents.
        (
            r#"{"provisioningStatusInfo":{"status":7},"provisioningSteps":[]}"#,
            LogFormat::Graph,
            Unknown,
            None,
        ),
        (
            "Date,Identity,Action,Source System,Target System,Status,Error code\n2026-01-01,Ana Silva,Create,Microsoft Entra ID,customappsso,Failure,EntryConflict\n",
            LogFormat::PortalCsv,
            Failed,
            Some("EntryConflict"),
        ),
    ] {
        let read = read(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(read.log.files.format(), Some(format), "{text}");
        let [(entry, _)] = read.entries.as_slice() else {
            panic!("{} entries: {text}", read.entries.len());
        };
        assert_eq!(entry.outcome(), outcome, "{text}");
        assert_eq!(entry.error.code.as_deref(), code, "{text}");
    }
}

#[test]
fn a_response_of_provision_on_demand_is_unwrapped() {
    let read = read(
        r#"{"key":"{\"result\":\"Failure\",\"details\":{\"errorCode\":\"X\",\"errorMessage\":\"Why\"}}","value":"{\"action\":\"Create\",\"provisioningSteps\":[{\"name\":\"EntryImport\",\"type\":\"Import\",\"status\":\"Success\"},{\"name\":\"EntryExportAdd\",\"type\":\"Export\",\"status\":\"Failure\",\"details\":{\"ReportableIdentifier\":\"a@x.org\"}}],\"statusInfo\":{\"status\":\"Failure\",\"errorCode\":\"X\"}}"}"#,
    )
    .unwrap();
    let (entry, _) = &read.entries[0];
    assert_eq!(entry.action, Some(ProvisioningAction::Create));
    assert_eq!(entry.steps.len(), 2);
    assert_eq!(entry.error.reason.as_deref(), Some("Why"));
    assert_eq!(entry.subject().identifier, Some("a@x.org"));
    assert_eq!(entry.outcome(), EntryOutcome::Failed);
}

/// The other form that Microsoft documents: the key names a type, and the value
/// is a list of one.
#[test]
fn a_list_of_provision_on_demand_is_unwrapped() {
    let read = read(
        r#"{"key":"Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo","value":"[{\"provisioningSteps\":[{\"name\":\"EntryExportAdd\",\"type\":\"Export\",\"status\":\"Failure\"}]}]"}"#,
    )
    .unwrap();
    assert_eq!(read.log.files.format(), Some(LogFormat::ProvisionOnDemand));
    let (entry, _) = &read.entries[0];
    assert_eq!(entry.steps.len(), 1);
    assert_eq!(entry.outcome(), EntryOutcome::Failed);
}

#[test]
fn an_audit_log_is_read_as_entries() {
    let read = read(
        r#"{"value":[{"activityDateTime":"2020-01-01T00:00:00Z","activityDisplayName":"Process escrow","result":"failure","resultReason":"Error: StatusCode: Conflict","loggedByService":"Account Provisioning","targetResources":[{"id":"u1","displayName":"Ana","userPrincipalName":"ana@contoso.com"}],"additionalDetails":[{"key":"EventName","value":"EntryExportUpdateSoftDelete"}]}]}"#,
    )
    .unwrap();
    let (entry, _) = &read.entries[0];
    assert_eq!(read.log.files.format(), Some(LogFormat::AuditLog));
    assert_eq!(entry.outcome(), EntryOutcome::Failed);
    assert_eq!(entry.action, Some(ProvisioningAction::Disable));
    assert_eq!(entry.subject().identifier, Some("ana@contoso.com"));
    assert_eq!(
        entry.steps[0].name.as_deref(),
        Some("EntryExportUpdateSoftDelete")
    );
}

/// Tables of Log Analytics: columns of any case and order, and rows of other tables.
#[test]
fn rows_are_read_by_their_columns() {
    let columns = r#""columns":[{"name":"Type"},{"name":"ProvisioningStatusInfo"}]"#;
    let failed = r#"["AADProvisioningLogs","{\"status\":\"failure\"}"]"#;
    for (text, entries, foreign, unreadable) in [
        (
            format!(r#"{{"tables":[{{{columns},"rows":[{failed}]}}]}}"#),
            1,
            0,
            0,
        ),
        // Objects instead of texts, and names alone as columns.
        (
            r#"{"Tables":[{"Columns":["provisioningStatusInfo"],"Rows":[[{"status":"failure"}]]}]}"#.to_owned(),
            1,
            0,
            0,
        ),
        // Only the result was queried.
        (
            r#"{"tables":[{"columns":[{"name":"ProvisioningAction"},{"name":"ResultType"}],"rows":[["Create","Failure"],["Create",null]]}]}"#.to_owned(),
            2,
            0,
            0,
        ),
        // A further value is passed over; one that lacks is not.
        (
            format!(r#"{{"tables":[{{{columns},"rows":[["a"],["a","{{\"status\":\"failure\"}}",1]]}}]}}"#),
            1,
            0,
            1,
        ),
        // Another table of the older API.
        (
            format!(r#"{{"Tables":[{{{columns},"rows":[{failed}]}},{{"Columns":[{{"ColumnName":"Key"}}],"Rows":[["a"],["b"]]}}]}}"#),
            1,
            2,
            0,
        ),
        // Without columns nothing is known of the rows.
        (
            format!(r#"{{"tables":[{{{columns},"rows":[{failed}]}},{{"rows":[{failed}],{columns}}}]}}"#),
            1,
            1,
            0,
        ),
    ] {
        let read = read(&text).unwrap();
        let notes = &read.log.notes;
        let found = (read.log.entries, notes.foreign, notes.unreadable);
        assert_eq!(found, (entries, foreign, unreadable), "{text}");
        let (first, _) = &read.entries[0];
        assert_eq!(first.outcome(), Failed, "{text}");
        // What says nothing is no success.
        let fine = |(entry, _): &(LogEntry<'_>, _)| entry.outcome() == EntryOutcome::Succeeded;
        assert!(!read.entries.iter().any(fine), "{text}");
        let format = read.log.files.format();
        assert_eq!(format, Some(LogFormat::LogAnalytics), "{text}");
    }
}

#[test]
fn other_files_are_refused() {
    for (text, expected) in [
        ("", LogReadError::Empty),
        (" \n", LogReadError::Empty),
        ("<!DOCTYPE html>", LogReadError::WebPage),
        (
            "PK\u{3}\u{4}x",
            LogReadError::Binary("an Excel workbook or a zip archive"),
        ),
        ("hello", LogReadError::NoLog),
        ("EntryConflict", LogReadError::NoLog),
        (
            "userPrincipalName,accountEnabled\na,True\n",
            LogReadError::NoLog,
        ),
        ("{\"totalResults\":0}", LogReadError::NoEntries),
        (
            "[{\"id\":\"u\",\"userPrincipalName\":\"a\"}]",
            LogReadError::NoEntries,
        ),
        (
            // K6a: jobs.
            r#"{"value":[{"id":"scim.1.2","schedule":{"state":"Active"},"status":{"code":"Active","quarantine":null}}]}"#,
            LogReadError::NoEntries,
        ),
        (
            r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","detail":"x"}"#,
            LogReadError::NoEntries,
        ),
        ("{\"error\":{\"code\":\"x\"}}", LogReadError::NoEntries),
        (
            r#"{"tables":[{"columns":[{"name":"UserPrincipalName"}],"rows":[["a"]]}]}"#,
            LogReadError::NoEntries,
        ),
        ("{", LogReadError::DamagedJson { at: 0 }),
        ("[", LogReadError::DamagedJson { at: 1 }),
        (
            "Change ID,Name,Type,Status,Description\n1,EntryExportAdd,export,failure,x\n",
            LogReadError::MainTableMissing(String::new()),
        ),
    ] {
        assert_eq!(read(text).unwrap_err(), expected, "{text}");
    }
}

#[test]
fn an_empty_log_is_no_error_and_has_no_entries() {
    for text in [
        "[]",
        "{\"value\":[]}",
        "{\"@odata.context\":\"x\",\"value\":[]}",
        "{\"tables\":[{\"columns\":[{\"name\":\"Type\"}],\"rows\":[]}]}",
    ] {
        let read = read(text).unwrap();
        assert_eq!(
            (read.log.entries, read.log.files.format()),
            (0, None),
            "{text}"
        );
    }
}

#[test]
fn what_is_damaged_is_counted_and_the_rest_is_read() {
    let good = r#"{"provisioningStatusInfo":{"status":"success"}}"#;
    for (text, entries, unreadable, damaged) in [
        (format!("[{good},{{\"a\":tru}},{good}]"), 2, 1, 0),
        (
            format!("[{good},{{\"provisioningSteps\":[{{\"name\""),
            1,
            1,
            1,
        ),
        (format!("[{good} {good}"), 2, 0, 1),
        (format!("{good}\n{good}\nand more"), 2, 0, 1),
    ] {
        let read = read(&text).unwrap();
        let notes = &read.log.notes;
        assert_eq!(read.log.entries, entries, "{text}");
        assert_eq!(
            (notes.unreadable, notes.damaged_files),
            (unreadable, damaged),
            "{text}"
        );
        assert!(notes.is_incomplete(), "{text}");
    }
}
