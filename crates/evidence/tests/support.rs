//! A setup, and responses that are as it plans.

use evidence::read::EvidenceReading;
use evidence::read_error::EvidenceReadError;
use evidence::verdict::EvidenceVerdict;
use evidence::{EvidencePlan, messages};
use provisioning::mapping::{APP_ROLE_EXPRESSION, Row, Source};
use provisioning::talkdesk::{ROLES, short};
use serde_json::{Value, json};
use setup::tenant_evidence::{EntraIds, EvidenceKind};
use setup::{Setup, SetupId, Tenant, Timestamp};

pub const APP: &str = "1f6c0d53-0000-4a6e-9a54-6f7d2f3c0001";
pub const APP_ID: &str = "5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";
pub const OTHER_APP: &str = "99999999-0000-4a6e-9a54-6f7d2f3c0009";
pub const JOB: &str = "scim.9b0cfe0d5d9a4c02b6a05a0c6a1f0002.5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003";
pub const RULE: &str = "03f7d90d-bf71-41b1-bda6-aaf0ddbee5d8";
pub const ROLE: &str = "1b4f816e-5eaf-48b9-8613-7923830595ad";
pub const NO_ROLE: &str = "00000000-0000-0000-0000-000000000000";

/// A setup with app roles, whose application and job are known.
pub fn setup() -> Setup {
    let mut setup = fresh();
    setup.set_entra_ids(EntraIds {
        service_principal: Some(APP.to_owned()),
        application: Some(APP_ID.to_owned()),
        job_id: Some(JOB.to_owned()),
        rule: None,
    });
    setup
}

/// The same without ids.
pub fn fresh() -> Setup {
    let created = Timestamp("2026-11-30T08:00:00.000Z".to_owned());
    let mut setup = Setup::new(SetupId("a1".to_owned()), "Contoso".to_owned(), created);
    setup.tenant = Tenant::Custom("https://api.talkdeskapp.eu/scim/v2".to_owned());
    setup.mapping.put(Row::new(
        ROLES,
        Source::Expression(APP_ROLE_EXPRESSION.to_owned()),
    ));
    setup
}

/// The beginning of `@odata.context`.
pub fn context(rest: &str) -> String {
    format!("https://graph.microsoft.com/v1.0/$metadata#{rest}")
}

pub fn list(of: &str, value: Value) -> Value {
    json!({"@odata.context": context(of), "value": value})
}

pub fn application() -> Value {
    let one = json!({"id": APP, "appId": APP_ID, "displayName": "Talkdesk SCIM App",
        "tags": ["WindowsAzureActiveDirectoryIntegratedApp"],
        "applicationTemplateId": "8adf8e6e-67b2-4cf2-a259-e3dc5476c621",
        "appRoles": [app_role("Agent")]});
    list(
        "servicePrincipals(id,appId,displayName,tags,applicationTemplateId,appRoles)",
        json!([one]),
    )
}

pub fn jobs_context() -> String {
    format!("servicePrincipals('{APP}')/synchronization/jobs")
}

pub fn job() -> Value {
    json!({"id": JOB, "templateId": "scim",
        "schedule": {"expiration": null, "interval": "PT40M", "state": "Active"},
        "status": {"code": "Active", "countSuccessiveCompleteFailures": 0, "escrowsPruned": false,
            "quarantine": null, "lastExecution": {"state": "Succeeded", "countEscrowed": 0}},
        "synchronizationJobSettings": []})
}

pub fn jobs(all: Value) -> Value {
    list(&jobs_context(), all)
}

pub fn secrets(all: Value) -> Value {
    list(
        &format!("servicePrincipals('{APP}')/synchronization/secrets"),
        all,
    )
}

pub fn notification(settings: &str) -> Value {
    json!({"key": "SyncNotificationSettings", "value": settings})
}

pub const SETTINGS: &str = r#"{"Enabled":true,"Recipients":"it@contoso.com","DeleteThresholdEnabled":true,"DeleteThresholdValue":500}"#;

pub fn stored() -> Value {
    json!([{"key": "BaseAddress", "value": "*"}, {"key": "SecretToken", "value": "*"},
        {"key": "SyncAll", "value": "*"}, notification(SETTINGS)])
}

/// A schema as the setup plans it.
pub fn schema(setup: &Setup) -> Value {
    let rows: Vec<Value> = setup.mapping.rows.iter().map(row).collect();
    let names: Vec<Value> = setup
        .mapping
        .rows
        .iter()
        .map(|row| json!({"name": row.target, "type": "String"}))
        .collect();
    let directories = json!([
        {"id": "66e4a8cc-1b7b-435e-95f8-f06cea133828", "name": "Microsoft Entra ID", "objects": []},
        {"id": "x", "name": "customappsso", "objects": [{"name": USER, "attributes": names}]},
    ]);
    let users = json!({"name": "Provision Microsoft Entra ID Users", "enabled": true,
        "flowTypes": "Add,Update,Delete", "sourceObjectName": "User", "targetObjectName": USER,
        "scope": null, "attributeMappings": rows, "metadata": []});
    let groups = json!({"name": "Provision Microsoft Entra ID Groups", "enabled": false,
        "flowTypes": "Add,Update,Delete", "sourceObjectName": "Group",
        "targetObjectName": "urn:ietf:params:scim:schemas:core:2.0:Group",
        "attributeMappings": [], "metadata": []});
    let rule = json!({"id": RULE, "name": "USER_OUTBOUND_USER", "priority": 1, "editable": true,
        "sourceDirectoryName": "Microsoft Entra ID", "targetDirectoryName": "customappsso",
        "objectMappings": [groups, users], "metadata": []});
    json!({"@odata.context": context(&format!("{}('{JOB}')/schema/$entity", jobs_context())),
        "id": JOB, "version": "v1", "synchronizationRules": [rule], "directories": directories})
}

const USER: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

fn row(row: &Row) -> Value {
    let source = match &row.source {
        Source::Direct(name) => json!({"type": "Attribute", "name": name,
            "expression": format!("[{name}]"), "parameters": []}),
        Source::Constant(text) => {
            json!({"type": "Constant", "name": text, "expression": null, "parameters": []})
        }
        Source::Expression(text) => {
            let tree = sync_schema::source::tree(&row.source).unwrap_or(Value::Null);
            let mut tree = tree;
            tree["expression"] = text.as_str().into();
            tree
        }
        Source::None => Value::Null,
    };
    json!({"defaultValue": row.default_value, "exportMissingReferences": false,
        "flowBehavior": "FlowWhenChanged", "flowType": "Always",
        "matchingPriority": row.matching_precedence.unwrap_or(0),
        "targetAttributeName": row.target, "source": source})
}

/// The mapping of users in a schema.
pub fn users_mapping(schema: &mut Value) -> &mut Value {
    &mut schema["synchronizationRules"][0]["objectMappings"][1]
}

/// The position of a row in the mapping of users.
pub fn row_at(schema: &mut Value, target: &str) -> usize {
    let rows = users_mapping(schema)["attributeMappings"].as_array();
    let mut rows = rows.expect("rows").iter();
    let is_own = |row: &Value| {
        row["targetAttributeName"]
            .as_str()
            .is_some_and(|name| short(name) == target)
    };
    rows.position(is_own).expect("the row")
}

pub fn app_role(name: &str) -> Value {
    json!({"id": ROLE, "displayName": name, "value": name, "isEnabled": true,
        "allowedMemberTypes": ["User"], "description": name, "origin": "Application"})
}

pub fn app_roles(roles: Value) -> Value {
    json!({"@odata.context": context("applications(appId,appRoles)/$entity"), "appId": APP_ID,
        "appRoles": roles})
}

pub fn assignment(kind: &str, role: &str) -> Value {
    json!({"id": "x", "principalType": kind, "appRoleId": role, "resourceId": APP,
        "principalDisplayName": "Ana Silva", "principalId": "p", "resourceDisplayName": "Talkdesk SCIM App"})
}

pub fn assignments(all: Value) -> Value {
    list("appRoleAssignments", all)
}

pub fn on_demand(result: &str, code: Option<&str>, status: &str, steps: &[&str]) -> Value {
    let key = json!({"result": result, "details": {"errorCode": code}});
    let steps: Vec<Value> = steps
        .iter()
        .map(|status| json!({"name": "EntryImport", "type": "Import", "status": status}))
        .collect();
    let value = json!({"action": "Create", "jobId": JOB, "provisioningSteps": steps, "statusInfo": {"status": status, "errorCode": code}});
    json!({"@odata.context": context("microsoft.graph.stringKeyStringValuePair"),
        "key": key.to_string(), "value": value.to_string()})
}

pub fn entry(cycle: &str, minute: u32, status: &str) -> Value {
    json!({"id": format!("{cycle}-{minute}"), "activityDateTime": format!("2026-11-30T14:{minute:02}:00Z"),
        "jobId": JOB, "cycleId": cycle, "changeId": format!("c{minute}"), "provisioningAction": "create",
        "provisioningStatusInfo": {"status": status, "errorInformation": null}, "provisioningSteps": []})
}

pub fn log(entries: Value) -> Value {
    list("auditLogs/provisioning", entries)
}

/// The response that proves a kind for a setup.
pub fn proof(kind: EvidenceKind) -> Value {
    match kind {
        EvidenceKind::Application => application(),
        EvidenceKind::Configured | EvidenceKind::Started => jobs(json!([job()])),
        EvidenceKind::Credentials | EvidenceKind::Notification => secrets(stored()),
        EvidenceKind::Mappings => schema(&setup()),
        EvidenceKind::AppRoles => app_roles(json!([app_role("Agent")])),
        EvidenceKind::UsersAssigned => assignments(json!([assignment("User", ROLE)])),
        EvidenceKind::OnDemand => on_demand("Success", None, "Success", &["Success", "Success"]),
        EvidenceKind::Healthy => log(json!([entry("a", 1, "success")])),
    }
}

/// What a reading says about a kind, in a line.
pub fn shown(reading: &Result<EvidenceReading, EvidenceReadError>, kind: EvidenceKind) -> String {
    let reading = match reading {
        Ok(reading) => reading,
        Err(error) => return format!("rejected: {}", messages::read_error(error)),
    };
    let Some(result) = reading.result(kind) else {
        return format!(
            "other: {}",
            messages::other_kind(reading).unwrap_or_default()
        );
    };
    match &result.verdict {
        EvidenceVerdict::Proven { what } => format!("proven: {}", messages::proven(what)),
        EvidenceVerdict::Contradicted { .. } => {
            format!("contradicted: {}", messages::summary(&result.verdict))
        }
        EvidenceVerdict::Unknown { why } => format!("unknown: {}", messages::unknown(why, kind)),
    }
}

pub fn read_for(
    bytes: &[u8],
    kind: Option<EvidenceKind>,
    setup: &Setup,
) -> Result<EvidenceReading, EvidenceReadError> {
    evidence::read(bytes, kind, &EvidencePlan::of(setup))
}

/// What an input says about a kind.
pub fn read_as(text: &str, kind: EvidenceKind, setup: &Setup) -> String {
    shown(&read_for(text.as_bytes(), Some(kind), setup), kind)
}
