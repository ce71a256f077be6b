//! Reads the provisioning log as JSON: as Graph gives it
//! (`provisioningObjectSummary`), as the portal's download and Log Analytics
//! spell it, one entry or many. Source:
//! <https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary>.

use serde_json::Value;

/// The most entries that are read.
pub const MOST_ENTRIES: usize = 1_000;

/// Longest piece of text that is kept of an entry, in characters.
const PIECE: usize = 400;

/// One entry of the log, as far as it says what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// The user's name, as the log shows it.
    pub who: Option<String>,
    /// What Entra meant to do: create, update …
    pub action: Option<String>,
    /// How it ended: success, failure, skipped …
    pub status: Option<String>,
    /// The error code.
    pub code: Option<String>,
    /// What the log says about it.
    pub reason: Option<String>,
    /// The steps that did not succeed, in the log's own words.
    pub steps: Vec<String>,
}

/// What a pasted log holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    /// The entries.
    pub entries: Vec<Entry>,
    /// How many more there were.
    pub left: usize,
}

/// Reads a log from text that is JSON, if it is one.
pub fn read(text: &str) -> Option<Log> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    from_value(&serde_json::from_str(text).ok()?)
}

/// Reads a log from JSON, if it is one.
pub fn from_value(value: &Value) -> Option<Log> {
    let one;
    let items: &[Value] = match value {
        Value::Array(items) => items,
        Value::Object(_) => match value.get("value") {
            Some(Value::Array(items)) => items,
            _ => {
                one = [value.clone()];
                &one
            }
        },
        _ => return None,
    };
    let entries: Vec<Entry> = items.iter().take(MOST_ENTRIES).filter_map(entry).collect();
    (!entries.is_empty()).then(|| Log {
        left: items.len().saturating_sub(MOST_ENTRIES),
        entries,
    })
}

/// A member by its name in any case.
fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    let members = value.as_object()?;
    members.get(name).or_else(|| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}

fn words(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().take(PIECE).collect())
}

fn entry(value: &Value) -> Option<Entry> {
    // Log Analytics keeps the entry one level down.
    let value = member(value, "properties").unwrap_or(value);
    let status = member(value, "provisioningStatusInfo").or_else(|| member(value, "statusInfo"));
    // A bare error object is what the portal's details show.
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
    Some(Entry {
        who: member(value, "sourceIdentity")
            .and_then(|identity| words(member(identity, "displayName"))),
        action: words(member(value, "provisioningAction").or_else(|| member(value, "action"))),
        status: words(status.and_then(|status| member(status, "status"))),
        code: words(error.and_then(|error| member(error, "errorCode"))),
        reason: words(error.and_then(|error| member(error, "reason"))),
        steps: steps
            .into_iter()
            .flatten()
            .filter(failed)
            .take(5)
            .filter_map(|step| words(member(step, "description")))
            .collect(),
    })
}

impl Log {
    /// How the entries ended, counted, in the order of their first appearance.
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

    /// The text that codes are looked for in: the codes themselves, or, where
    /// an entry has none, what it says instead.
    pub fn searchable(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            match &entry.code {
                Some(code) => {
                    text.push_str(code);
                    text.push('\n');
                }
                None => {
                    for said in entry.reason.iter().chain(&entry.steps) {
                        text.push_str(said);
                        text.push('\n');
                    }
                }
            }
        }
        text
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
    fn a_log_is_read_in_each_of_its_forms() {
        let due = Entry {
            who: Some("Ana Silva".to_owned()),
            action: Some("create".to_owned()),
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
    fn other_json_is_no_log() {
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
    fn entries_are_counted_and_bounded() {
        let mut items = vec![failure("statusInfo"); MOST_ENTRIES];
        items.push(json!({"statusInfo": {"status": "Success", "errorInformation": null}}));
        items.insert(0, json!({"statusInfo": {"status": "Success"}}));
        let log = from_value(&Value::Array(items)).expect("a log");
        assert_eq!(log.left, 2);
        assert_eq!(
            log.counts(),
            [
                ("success".to_owned(), 1),
                ("failure".to_owned(), MOST_ENTRIES - 1)
            ]
        );
        assert!(log.searchable().starts_with("ContosoEntryConflict\n"));
    }
}
