//! What PowerShell prints of an object that is not converted to JSON: a table
//! of names and values, or a list of them. Nested values are cut, so little of
//! it can prove anything.

use serde_json::{Map, Value};

/// More lines are not read.
const MAX_LINES: usize = 2_000;

/// The one object of a table `Name Value` or of a list `name : value`.
pub(super) fn parse(text: &str) -> Option<Value> {
    let lines: Vec<&str> = text.lines().take(MAX_LINES).collect();
    let members = table(&lines).or_else(|| list(&lines))?;
    Some(Value::Object(members))
}

/// A hashtable: a head, a line of hyphens, then a name and a value in each line.
fn table(lines: &[&str]) -> Option<Map<String, Value>> {
    let is_head = |line: &&str| line.split_whitespace().eq(["Name", "Value"]);
    let head = lines.iter().position(is_head)?;
    let column = lines.get(head)?.find("Value")?;
    let rule = lines.get(head + 1)?;
    if rule.is_empty() || !rule.chars().all(|c| c == '-' || c == ' ') {
        return None;
    }
    let mut members = Map::new();
    for line in lines.iter().skip(head + 2) {
        if line.trim().is_empty() {
            break;
        }
        let (name, rest) = line.split_at_checked(column)?;
        if members
            .insert(name.trim().to_owned(), value(rest))
            .is_some()
        {
            return None;
        }
    }
    (!members.is_empty()).then_some(members)
}

/// `Format-List`, which also shows one object by itself.
fn list(lines: &[&str]) -> Option<Map<String, Value>> {
    let mut members = Map::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let (name, rest) = line.split_once(" : ")?;
        let name = name.trim();
        let is_name = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"@._".contains(&byte));
        if !is_name || members.insert(name.to_owned(), value(rest)).is_some() {
            return None;
        }
    }
    (members.len() > 1).then_some(members)
}

/// A value as it is printed. One in braces is shortened, even where it looks
/// whole.
fn value(text: &str) -> Value {
    match text.trim() {
        "" => Value::Null,
        "True" => true.into(),
        "False" => false.into(),
        text if text.starts_with('{') || text.ends_with('…') || text.ends_with("...") => {
            "System.Object".into()
        }
        text => text.into(),
    }
}
