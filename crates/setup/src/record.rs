//! The written form of a setup: JSON with a format name and a version.
//!
//! A record of a newer version is never touched. When the shape changes,
//! [`VERSION`] does, and [`from_value`] brings released ones forward. A new
//! optional member, which older versions carry along unread, is no change.

mod read;

use serde_json::{Map, Value};

use super::{Setup, SetupId};

/// The value of the member `format` in every record and file.
pub const FORMAT: &str = "scimdesk-setup";

/// The version this program writes.
pub const VERSION: u64 = 2;

/// More text than a setup ever needs; longer input is refused unread.
pub const MAX_BYTES: usize = 4_000_000;

/// Why a written setup cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetupRecordError {
    #[error("It’s {} kB. A setup can have at most {} kB.", .bytes / 1000, MAX_BYTES / 1000)]
    TooLong { bytes: usize },
    /// Counted from one.
    #[error("This isn’t a scimdesk file (not valid JSON, line {line}, column {column}).")]
    Syntax { line: usize, column: usize },
    #[error("Its lists or objects are nested more than 100 levels deep.")]
    TooDeep,
    #[error("This isn’t a scimdesk setup: the member “format” isn’t “{}”.", FORMAT)]
    OtherFormat,
    #[error(
        "A newer version of scimdesk wrote this (format {version}; this one reads up to {}). Reload the page to get the newest version.",
        VERSION
    )]
    Newer { version: u64 },
    /// A member is missing or of the wrong kind, as the parser says it.
    #[error("Part of it is damaged: {detail}.")]
    Shape { detail: String },
}

pub fn write(setup: &Setup) -> Value {
    let mut record = match serde_json::to_value(setup) {
        Ok(Value::Object(record)) => record,
        _ => Map::new(),
    };
    add_format(&mut record);
    for (name, value) in &setup.rest {
        if !record.contains_key(name) {
            let _ = record.insert(name.clone(), value.clone());
        }
    }
    Value::Object(record)
}

fn add_format(record: &mut Map<String, Value>) {
    let _ = record.insert("format".to_owned(), FORMAT.into());
    let _ = record.insert("version".to_owned(), VERSION.into());
}

/// The members of a setup's record, without the format, version and identity.
pub fn members(setup: &Setup) -> Map<String, Value> {
    let Value::Object(mut members) = write(setup) else {
        return Map::new();
    };
    for name in ["format", "version", "id"] {
        let _ = members.remove(name);
    }
    members
}

/// The record of such members.
pub fn with_members(id: &SetupId, mut members: Map<String, Value>) -> Value {
    add_format(&mut members);
    let _ = members.insert("id".to_owned(), id.0.as_str().into());
    Value::Object(members)
}

/// The text of a record or a part of one. `Value::to_string` would bring along
/// what lays JSON out for reading.
pub fn text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub fn read(text: &str) -> Result<Setup, SetupRecordError> {
    if text.len() > MAX_BYTES {
        return Err(SetupRecordError::TooLong { bytes: text.len() });
    }
    from_value(parse(text)?)
}

/// Reads JSON. Its depth is limited by the reader.
pub fn parse(text: &str) -> Result<Value, SetupRecordError> {
    serde_json::from_str(text).map_err(|error| {
        if depth_at(text, error.line(), error.column()) >= DEPTH_LIMIT {
            return SetupRecordError::TooDeep;
        }
        SetupRecordError::Syntax {
            line: error.line(),
            column: error.column(),
        }
    })
}

/// The depth of lists and objects that the reader refuses.
const DEPTH_LIMIT: usize = 128;

/// How many lists and objects are open at a place in JSON. The reader says in
/// its message only that it stopped because of that, and all of its messages
/// would come with it.
fn depth_at(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let end = before.map(str::len).sum::<usize>() + column;
    let (mut depth, mut is_in_text, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes().take(end) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_in_text => is_escaped = true,
            b'"' => is_in_text = !is_in_text,
            b'[' | b'{' if !is_in_text => depth += 1,
            b']' | b'}' if !is_in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

pub fn from_value(value: Value) -> Result<Setup, SetupRecordError> {
    let shape = |detail| SetupRecordError::Shape { detail };
    let Value::Object(mut members) = value else {
        return Err(SetupRecordError::OtherFormat);
    };
    if members.remove("format").as_ref().and_then(Value::as_str) != Some(FORMAT) {
        return Err(SetupRecordError::OtherFormat);
    }
    let version = members.remove("version");
    let version = version
        .as_ref()
        .and_then(Value::as_u64)
        .ok_or_else(|| shape("the member “version” isn’t a number".to_owned()))?;
    if version > VERSION {
        return Err(SetupRecordError::Newer { version });
    }
    if version < VERSION {
        return Err(shape(format!("version {version} was never released")));
    }
    let mut setup = read::setup(members.clone())?;
    let known = write(&setup);
    for (name, value) in members {
        if known.get(&name).is_none() {
            let _ = setup.rest.insert(name, value);
        }
    }
    Ok(setup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;
    use serde_json::json;

    fn sample() -> Setup {
        Setup::new(
            SetupId("00c0ffee00c0ffee".to_owned()),
            "Contoso".to_owned(),
            Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
        )
    }

    #[test]
    fn what_is_written_is_read_back() {
        let setup = sample();
        assert_eq!(read(&write(&setup).to_string()), Ok(setup));
    }

    #[test]
    fn unknown_members_are_preserved() {
        let mut record = write(&sample());
        record["colour"] = json!("teal");
        let again = write(&read(&record.to_string()).expect("still a setup"));
        assert_eq!(again["colour"], json!("teal"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let newer = json!({"format": FORMAT, "version": VERSION + 1}).to_string();
        let shapeless = json!({"format": FORMAT, "version": VERSION, "name": 7}).to_string();
        let nested = |levels: usize| format!("[{}{}]", "\"[\\\"\",".repeat(3), "[".repeat(levels));
        let (deep, flat) = (nested(200), nested(100));
        let cases: [(&str, &str); 8] = [
            (&deep, "more than 100 levels"),
            (&flat, "not valid JSON"),
            ("", "line 1, column 0"),
            ("{\n  \"format\": oops", "line 2, column 13"),
            ("[]", "isn’t a scimdesk setup"),
            ("{\"format\":\"other\"}", "isn’t a scimdesk setup"),
            (&newer, "newer version"),
            (&shapeless, "damaged"),
        ];
        for (text, says) in cases {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
