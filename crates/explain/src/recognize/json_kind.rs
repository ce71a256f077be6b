//! The kind of a JSON document, by its names.

use super::json_outline::{JsonOutline, JsonRoot};
use crate::input_kind::{InputKind, Recognition};

/// Names of one entry of the provisioning log, in any of its formats.
const LOG_NAMES: [&str; 9] = [
    "provisioningstatusinfo",
    "provisioningsteps",
    "provisioningaction",
    "statusinfo",
    "properties.provisioningsteps",
    "properties.provisioningstatusinfo",
    "properties.provisioningaction",
    "properties.statusinfo",
    "modifiedproperties",
];

/// Names of a synchronization job, and of its status or quarantine alone.
const JOB_NAMES: [&str; 8] = [
    "status.quarantine",
    "status.countsuccessivecompletefailures",
    "status.lastexecution",
    "synchronizationjobsettings",
    "countsuccessivecompletefailures",
    "steadystatefirstachievedtime",
    "seriesbegan",
    "seriescount",
];

const SECRET_NAMES: [&str; 8] = [
    "secrettoken",
    "baseaddress",
    "syncnotificationsettings",
    "oauth2accesstoken",
    "clientsecret",
    "username",
    "password",
    "syncall",
];

/// What the codes of Microsoft Graph begin with, in lower case; codes that other
/// services have as well are left out. `validateCredentials` passes on those of the
/// last form.
/// Source: <https://learn.microsoft.com/graph/resolve-auth-errors>.
const GRAPH_CODES: [&str; 6] = [
    "authorization_",
    "authentication_",
    "directory_",
    "request_",
    "invalidauthenticationtoken",
    "systemforcrossdomain",
];

const URN_ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:error";
const URN_LIST: &str = "urn:ietf:params:scim:api:messages:2.0:listresponse";
const URN_PATCH: &str = "urn:ietf:params:scim:api:messages:2.0:patchop";
const URN_BULK_REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:bulkrequest";
const URN_SEARCH: &str = "urn:ietf:params:scim:api:messages:2.0:searchrequest";
const URN_CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:serviceproviderconfig";
const URN_SCHEMAS: &str = "urn:ietf:params:scim:schemas:";

/// The kind of a document. A document of which nothing is known is a response of
/// an unknown service.
pub(super) fn kind(outline: &JsonOutline) -> Recognition {
    wrapped(outline)
        .or_else(|| of_entra(outline))
        .or_else(|| of_graph_error(outline))
        .or_else(|| of_scim(outline))
        .or_else(|| of_list(outline))
        .unwrap_or_else(|| {
            Recognition::unsure(InputKind::NotRecognized, &[InputKind::ScimResponse])
        })
}

/// Where the first entry of a log is: alone, in a list, in a page of Graph, or in
/// the envelope of an event hub, which holds several.
const LOG_PREFIXES: [&str; 5] = ["", "[].", "value[].", "records[].", "[].records[]."];

fn has_log_entry(outline: &JsonOutline, names: &[&str]) -> bool {
    has_at(outline, &LOG_PREFIXES, names)
}

/// At the root, in the first element of a list, or in a list of Graph.
fn has_entry(outline: &JsonOutline, names: &[&str]) -> bool {
    has_at(outline, &["", "[].", "value[]."], names)
}

fn has_at(outline: &JsonOutline, prefixes: &[&str], names: &[&str]) -> bool {
    prefixes.iter().any(|prefix| {
        names
            .iter()
            .any(|name| outline.has(&format!("{prefix}{name}")))
    })
}

/// What Provision on demand returns: two texts with JSON in them.
fn wrapped(outline: &JsonOutline) -> Option<Recognition> {
    let is_wrapped = |prefix: &str| {
        let text = |name: &str| outline.text(&format!("{prefix}{name}"));
        let holds = |text: Option<&str>, names: &[&str]| {
            text.is_some_and(|text| {
                text.starts_with('{') && names.iter().any(|name| text.contains(name))
            })
        };
        holds(text("key"), &["result", "errorCode"])
            || holds(text("value"), &["provisioningSteps", "statusInfo"])
    };
    let names = [
        "reportableidentifier",
        "parameters[].subjects",
        "subjects[].objectid",
    ];
    let is_unwrapped = outline.has("result") && outline.has("details.errorcode");
    if is_wrapped("") || is_wrapped("value.") || is_wrapped("[].") || is_unwrapped {
        return Some(Recognition::certain(InputKind::OnDemandResult));
    }
    // The request of Provision on demand, which has no result in it.
    (outline.has_any(&names[1..]) && outline.has_any(&["parameters[].ruleid", "subjects"]))
        .then(|| Recognition::unsure(InputKind::NotRecognized, &[InputKind::OnDemandResult]))
}

fn of_entra(outline: &JsonOutline) -> Option<Recognition> {
    let has = |names: &[&str]| has_entry(outline, names);
    if has(&["synchronizationrules"]) || outline.contains("@odata.context", "/schema") {
        return Some(Recognition::certain(InputKind::SynchronizationSchema));
    }
    if outline.has("scimdesk")
        || outline
            .text("format")
            .is_some_and(|it| it.contains("scimdesk"))
    {
        return Some(Recognition::certain(InputKind::SetupFile));
    }
    let is_log_category = LOG_PREFIXES.iter().any(|prefix| {
        ["category", "type"].iter().any(|name| {
            let path = format!("{prefix}{name}");
            outline.contains(&path, "provisioninglogs")
                || outline.contains(&path, "provisioning_cl")
        })
    });
    let is_audit = outline.contains("@odata.context", "auditlogs/provisioning")
        || has_log_entry(outline, &["activitydisplayname", "activitydatetime"])
            && has_log_entry(outline, &["additionaldetails"]);
    if has_log_entry(outline, &LOG_NAMES) || is_log_category || is_audit || is_log_table(outline) {
        return Some(Recognition::certain(InputKind::ProvisioningLog));
    }
    if has(&JOB_NAMES) || (has(&["templateid"]) && has(&["schedule", "status"])) {
        return Some(Recognition::certain(InputKind::SynchronizationJob));
    }
    if has(&["quarantine.reason", "quarantine.error"]) || has(&["reason"]) && has(&["nextattempt"])
    {
        return Some(Recognition::certain(InputKind::SynchronizationJob));
    }
    let is_secret = |prefix: &str| {
        outline
            .text(&format!("{prefix}key"))
            .is_some_and(|key| SECRET_NAMES.contains(&key.to_ascii_lowercase().as_str()))
    };
    let secrets = ["value[].", "[].", ""]
        .iter()
        .any(|prefix| is_secret(prefix));
    (secrets || outline.contains("@odata.context", "/secrets"))
        .then(|| Recognition::certain(InputKind::JobSecrets))
}

/// The response of Log Analytics to a query: columns, and rows without names.
fn is_log_table(outline: &JsonOutline) -> bool {
    outline.has("tables[].columns") && outline.has("tables[].rows")
}

/// Any service may write `error.code`, `error.message` and `error_description`. Only
/// Graph has the inner error and these codes, and only Entra's sign-in the rest.
fn of_graph_error(outline: &JsonOutline) -> Option<Recognition> {
    let code = outline.text("error.code").unwrap_or_default();
    let code = code.to_ascii_lowercase();
    let is_code = GRAPH_CODES.iter().any(|known| code.starts_with(known));
    let is_sign_in = outline.has("error_codes")
        || ["error_description", "error.message"]
            .iter()
            .any(|path| outline.contains(path, "aadsts"));
    let is_graph = outline.has_any(&["error.innererror", "odata.error"]);
    (is_code || is_sign_in || is_graph).then(|| Recognition::certain(InputKind::GraphError))
}

fn of_scim(outline: &JsonOutline) -> Option<Recognition> {
    let lists = |urn: &str| {
        ["schemas[]", "[].schemas[]"]
            .iter()
            .any(|path| outline.contains(path, urn))
    };
    let response = || Some(Recognition::certain(InputKind::ScimResponse));
    let request = || Some(Recognition::certain(InputKind::ScimRequestBody));
    if lists(URN_CONFIG) || outline.has("patch.supported") && outline.has("filter.supported") {
        return Some(Recognition::certain(InputKind::ServiceProviderConfig));
    }
    if lists(URN_ERROR) || lists(URN_LIST) {
        return response();
    }
    if lists(URN_PATCH) || lists(URN_BULK_REQUEST) || lists(URN_SEARCH) {
        return request();
    }
    if outline.has_any(&["operations[].op", "operations[].path", "operations[].value"]) {
        return request();
    }
    if outline.has_any(&["op", "[].op"])
        && outline.has_any(&["path", "value", "[].path", "[].value"])
    {
        return request();
    }
    if lists(URN_SCHEMAS) || outline.has_any(&["username", "schemas[]"]) {
        // Only the service knows an id and the times of a resource.
        let is_stored = outline.has_any(&["id", "[].id", "meta"]);
        return if is_stored { response() } else { request() };
    }
    if outline.has_any(&["scimtype", "totalresults", "resources", "itemsperpage"]) {
        return response();
    }
    let names = [
        "detail",
        "message",
        "error",
        "title",
        "errors",
        "statuscode",
        "error.message",
        "error_description",
        "errormessage",
    ];
    outline
        .has_any(&names)
        .then(|| Recognition::likely(InputKind::ScimResponse, &[InputKind::GraphError]))
}

fn of_list(outline: &JsonOutline) -> Option<Recognition> {
    let is_user = has_entry(
        outline,
        &["userprincipalname", "accountenabled", "mailnickname"],
    );
    if is_user {
        return Some(Recognition::certain(InputKind::UsersFile));
    }
    if has_entry(
        outline,
        &["mail", "givenname", "surname", "displayname", "email"],
    ) {
        return Some(Recognition::likely(
            InputKind::UsersFile,
            &[InputKind::GraphList],
        ));
    }
    let is_graph = outline.has("@odata.context") || outline.has("value[]") || outline.has("value");
    if is_graph && outline.is_empty_list {
        // An empty list of users, jobs or entries looks the same.
        return Some(Recognition::unsure(
            InputKind::GraphList,
            &[InputKind::ProvisioningLog, InputKind::SynchronizationJob],
        ));
    }
    if outline.has_any(&["parsedexpression", "parsingsucceeded", "evaluationresult"]) {
        return Some(Recognition::likely(InputKind::MappingExpression, &[]));
    }
    if outline.root == JsonRoot::Array && outline.is_empty_list {
        return Some(Recognition::unsure(
            InputKind::ProvisioningLog,
            &[InputKind::UsersFile, InputKind::GraphList],
        ));
    }
    is_graph.then(|| Recognition::likely(InputKind::GraphList, &[InputKind::ProvisioningLog]))
}
