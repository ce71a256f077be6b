//! How a record becomes leaves by their paths, and leaves a record.
//!
//! Paths are those of JSON pointers (RFC 6901), in which lists are objects by
//! the key of their elements.

use serde_json::{Map, Value};

use super::super::record;

const STEPS: [&str; 3] = ["guide", "steps", "number"];
const ROWS: [&str; 3] = ["mapping", "rows", "target"];
pub const ROW_LIST: &str = "mapping/rows";
/// What the path of a row begins with.
pub const ROW: &str = "mapping/rows/";
/// What the path of every leaf of a step begins with.
const STEP: &str = "guide/steps/";
/// Stands beside the rows and holds their order.
const ROW_ORDER: &str = "rowOrder";
pub const ROW_ORDER_PATH: &str = "mapping/rowOrder";

fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

fn unescape(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// Whether the members of an object are leaves of their own. All others are
/// only valid as a whole, such as the way a step is marked.
fn is_split(path: &str) -> bool {
    matches!(
        path,
        "guide"
            | "guide/steps"
            | "mapping"
            | "mapping/rows"
            | "mapping/operations"
            | "tenantEvidence"
            | "tokenDates"
            | "workbench"
            | "sampleUsers"
            | "signIn"
    ) || path
        .strip_prefix(STEP)
        .is_some_and(|step| !step.contains('/'))
}

/// The leaves of a record by their paths.
pub fn flatten(record: Map<String, Value>) -> Map<String, Value> {
    let mut record = Value::Object(record);
    let _ = by_key(&mut record, STEPS);
    let order = by_key(&mut record, ROWS);
    if let (Some(order), Some(Value::Object(mapping))) = (order, record.get_mut(ROWS[0])) {
        let _ = mapping.insert(ROW_ORDER.to_owned(), order);
    }
    let mut leaves = Map::new();
    collect("", record, &mut leaves);
    leaves
}

fn collect(path: &str, value: Value, leaves: &mut Map<String, Value>) {
    match value {
        Value::Object(members) if path.is_empty() || is_split(path) => {
            for (name, value) in members {
                // The keys of lists are escaped already.
                let name = if matches!(path, "guide/steps" | "mapping/rows") {
                    name
                } else {
                    escape(&name)
                };
                let path = if path.is_empty() {
                    name
                } else {
                    format!("{path}/{name}")
                };
                collect(&path, value, leaves);
            }
        }
        value => {
            let _ = leaves.insert(path.to_owned(), value);
        }
    }
}

/// Makes an object of a list, and returns the order of its keys.
fn by_key(record: &mut Value, [member, list, key]: [&str; 3]) -> Option<Value> {
    let slot = record.get_mut(member)?.get_mut(list)?;
    let Value::Array(elements) = slot.take() else {
        return None;
    };
    let mut members = Map::new();
    let mut order = Vec::new();
    for mut element in elements {
        let own = escape(element.get(key).and_then(Value::as_str).unwrap_or_default());
        let mut name = own.clone();
        // A list may hold a key twice, and no escaped key has this in it.
        while members.contains_key(&name) {
            name = format!("{own}~~{}", members.len());
        }
        // A row stays whole; the members of a step are leaves.
        if let (true, Value::Object(step)) = (member == STEPS[0], &mut element) {
            let _ = step.remove(key);
        }
        order.push(Value::String(name.clone()));
        let _ = members.insert(name, element);
    }
    *slot = Value::Object(members);
    Some(Value::Array(order))
}

/// The record of such leaves.
pub fn unflatten(leaves: &Map<String, Value>) -> Map<String, Value> {
    let mut record = Value::Object(Map::new());
    for (path, value) in leaves {
        let mut at = &mut record;
        let in_list = path.starts_with(STEP) || path.starts_with(ROW);
        for (depth, part) in path.split('/').enumerate() {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            let part = if in_list && depth == 2 {
                part.to_owned()
            } else {
                unescape(part)
            };
            at = &mut at[part];
        }
        *at = value.clone();
    }
    if let Some(Value::Object(guide)) = record.get_mut(STEPS[0])
        && let Some(steps) = guide.get_mut(STEPS[1])
    {
        let mut elements = Vec::new();
        if let Value::Object(members) = steps.take() {
            for (name, mut step) in members {
                let number = name.split("~~").next().unwrap_or_default();
                if let Value::Object(step) = &mut step {
                    let _ = step.insert(STEPS[2].to_owned(), unescape(number).into());
                }
                elements.push(step);
            }
        }
        *steps = Value::Array(elements);
    }
    if let Some(Value::Object(mapping)) = record.get_mut(ROWS[0]) {
        let order = mapping.remove(ROW_ORDER).unwrap_or_default();
        let rows = match mapping.remove(ROWS[1]) {
            Some(Value::Object(rows)) => rows,
            _ => Map::new(),
        };
        let _ = mapping.insert(ROWS[1].to_owned(), in_order(rows, &order));
    }
    match record {
        Value::Object(record) => record,
        _ => Map::new(),
    }
}

/// The rows in their order; those that it does not name come last.
pub fn in_order(mut rows: Map<String, Value>, order: &Value) -> Value {
    let mut list = Vec::new();
    if let Value::Array(names) = order {
        for name in names {
            if let Some(row) = name.as_str().and_then(|name| rows.remove(name)) {
                list.push(row);
            }
        }
    }
    list.extend(rows.into_iter().map(|(_, row)| row));
    Value::Array(list)
}

/// Replaces values of a record.
pub fn overlay(
    record: Map<String, Value>,
    values: &[(String, Option<Value>)],
) -> Map<String, Value> {
    if values.is_empty() {
        return record;
    }
    let mut leaves = flatten(record);
    for (path, value) in values {
        let _ = put(&mut leaves, path, value.clone());
    }
    unflatten(&leaves)
}

/// Gives a leaf a value or removes it. Returns the value before.
pub fn put(leaves: &mut Map<String, Value>, path: &str, value: Option<Value>) -> Option<Value> {
    match value {
        Some(value) => leaves.insert(path.to_owned(), value),
        None => leaves.remove(path),
    }
}

pub fn size(value: Option<&Value>) -> usize {
    value.map_or(0, |value| record::text(value).len())
}

/// What a leaf is called on the page.
pub fn leaf_label(path: &str) -> String {
    if let Some(number) = path
        .strip_prefix(STEP)
        .and_then(|step| step.strip_suffix("/note"))
    {
        return format!("the note on step {number}");
    }
    if let Some(target) = path.strip_prefix(ROW) {
        return format!("the mapping for {}", unescape(target));
    }
    let name = match path {
        "workbench/expression" => "the expression in the editor",
        "workbench/talkdeskRoles" => "the list of roles",
        "workbench/talkdeskTeams" => "the list of teams",
        "name" => "the name",
        "applicationName" => "the application name",
        "tenant" => "the Tenant URL",
        "tokenDates/enteredOn" => "the day the token was entered",
        "tokenDates/expiresOn" => "the day the token expires",
        _ if path.starts_with("signIn/") => "the settings of the sign-in",
        _ if path.starts_with("tenantEvidence") => "the evidence from Entra",
        _ if path == "workbench" || path.starts_with("workbench/") => "the sample user",
        _ if path.starts_with("sampleUsers/") => "a sample user",
        _ => return format!("“{path}”"),
    };
    name.to_owned()
}
