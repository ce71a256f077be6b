//! Parses the provisioning log as JSON, in the forms of Microsoft Graph
//! (`provisioningObjectSummary`), of the portal's download and of Log Analytics,
//! one entry or many. Source:
//! <https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary>.

use serde_json::Value;

const MAX_ENTRIES: usize = 1_000;

/// In characters.
const MAX_TEXT: usize = 400;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PastedLogEntry {
    /// The display name.
    pub user: Option<String>,
    /// success, failure, skipped …
    pub status: Option<String>,
    pub code: Option<String>,
    pub reason: Option<String>,
    /// The descriptions of the steps that did not succeed.
    pub steps: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProvisioningLog {
    pub entries: Vec<PastedLogEntry>,
    /// How many more than `MAX_ENTRIES` there were.
    pub omitted: usize,
}

pub fn read(text: &str) -> Option<ProvisioningLog> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    from_value(&serde_json::from_str(text).ok()?)
}

fn from_value(value: &Value) -> Option<ProvisioningLog> {
    let items = match value.get("value").unwrap_or(value) {
        Value::Array(items) => items,
        _ => std::slice::from_ref(value),
    };
    let entries: Vec<PastedLogEntry> = items.iter().take(MAX_ENTRIES).filter_map(entry).collect();
    (!entries.is_empty()).then(|| ProvisioningLog {
        omitted: items.len().saturating_sub(MAX_ENTRIES),
        entries,
    })
}

/// By name, in any case.
fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    members.get(name).or_else(|| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(MAX_TEXT).collect())
}

fn entry(value: &Value) -> Option<PastedLogEntry> {
    // In Log Analytics the entry is one level down.
    let value = member(value, "properties").unwrap_or(value);
    let status = member(value, "provisioningStatusInfo").or_else(|| member(value, "statusInfo"));
    // The details page of the portal shows an error object alone.
    let error = status
        .and_then(|status| member(status, "errorInformation"))
        .or_else(|| member(value, "errorInformation"))
        .or_else(|| member(value, "errorCode").map(|_| value));
    let steps = member(value, "provisioningSteps").and_then(Value::as_array);
    if status.is_none() && error.is_none() && steps.is_none() {
        return None;
    }
    let failed = |step: &&Value| {
        let status = member(step, "status").and_then(Value::as_str);
        status.is_some_and(|status| !status.eq_ignore_ascii_case("success"))
    };
    Some(PastedLogEntry {
        user: member(value, "sourceIdentity")
            .and_then(|identity| text(member(identity, "displayName"))),
        status: text(status.and_then(|status| member(status, "status"))),
        code: text(error.and_then(|error| member(error, "errorCode"))),
        reason: text(error.and_then(|error| member(error, "reason"))),
        steps: steps
            .into_iter()
            .flatten()
            .filter(failed)
            .take(5)
            .filter_map(|step| text(member(step, "description")))
            .collect(),
    })
}

impl ProvisioningLog {
    /// The number of entries of each status, in the order of first occurrence.
    pub fn counts(&self) -> Vec<(String, usize)> {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for entry in &self.entries {
            let status = entry.status.as_deref().unwrap_or("without a status");
            let status = status.to_lowercase();
            match counts.iter_mut().find(|(known, _)| *known == status) {
                Some((_, count)) => *count += 1,
                None => counts.push((status, 1)),
            }
        }
        counts
    }

    /// The text to search for codes: the code of each entry, or its reason and steps
    /// if it has none.
    pub fn searchable(&self) -> String {
        let lines = self.entries.iter().flat_map(|entry| match &entry.code {
            Some(code) => vec![code],
            None => entry.reason.iter().chain(&entry.steps).collect(),
        });
        lines.map(|line| format!("{line}\n")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn failure(status_name: &str) -> Value {
        json!({
            "id": "1", "provisioningAction": "create",
            "sourceIdentity": {"displayName": "Ana Silva"},
            status_name: {"status": "failure", "errorInformation": {
                "errorCode": "ContosoEntryConflict", "reason": "It says 409."}},
            "provisioningSteps": [
                {"name": "EntryImportAdd", "status": "success", "description": "Received"},
                {"name": "EntryExportAdd", "status": "failure", "description": "Failed to create"},
            ],
        })
    }

    #[test]
    fn each_form_of_a_log_is_parsed() {
        let due = PastedLogEntry {
            user: Some("Ana Silva".to_owned()),
            status: Some("failure".to_owned()),
            code: Some("ContosoEntryConflict".to_owned()),
            reason: Some("It says 409.".to_owned()),
            steps: vec!["Failed to create".to_owned()],
        };
        for value in [
            failure("provisioningStatusInfo"),
            failure("statusInfo"),
            failure("StatusInfo"),
            json!([failure("statusInfo")]),
            json!({"@odata.context": "x", "value": [failure("statusInfo")]}),
            json!({"properties": failure("statusInfo"), "category": "ProvisioningLogs"}),
        ] {
            let log = read(&value.to_string()).expect("a log");
            assert_eq!(log.entries, std::slice::from_ref(&due), "{value}");
        }
    }

    #[test]
    fn other_json_is_not_a_log() {
        for text in [
            "",
            "EntryConflict",
            "{\"totalResults\":0}",
            "{\"value\":[]}",
            "[1,2]",
            "[]",
            "{\"error\":{\"code\":\"x\"}}",
            "{",
            "null",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn entries_are_counted_and_limited() {
        let mut items = vec![failure("statusInfo"); MAX_ENTRIES];
        items.push(json!({"statusInfo": {"status": "Success", "errorInformation": null}}));
        items.insert(0, json!({"statusInfo": {"status": "Success"}}));
        let log = from_value(&Value::Array(items)).expect("a log");
        assert_eq!(log.omitted, 2);
        assert_eq!(
            log.counts(),
            [
                ("success".to_owned(), 1),
                ("failure".to_owned(), MAX_ENTRIES - 1)
            ]
        );
        assert!(log.searchable().starts_with("ContosoEntryConflict\n"));
    }
}
