//! From bytes to JSON documents: what a terminal printed around them is left
//! out.

use connection_test::pasted_output::http_text::{first_json, tidy};
use serde_json::Value;
use setup::tenant_evidence::{EvidenceKind, ResponseFormat};
use sync_schema::encoding;
use sync_schema::error::{JsonError, SchemaFileError};
use sync_schema::json;

use super::graph_error::error_in_text;
use super::{MAX_BYTES, shell_table};
use crate::read_error::EvidenceReadError;

/// How many opening brackets are tried in the search for JSON within a text.
const MAX_TRIES: usize = 20;

/// A document that a text holds.
pub(super) struct ReadDocument<'t> {
    pub(super) value: Value,
    pub(super) format: ResponseFormat,
    /// What stands behind it in the text.
    pub(super) rest: &'t str,
}

/// The text of an input.
pub(super) fn text(bytes: &[u8]) -> Result<String, EvidenceReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(EvidenceReadError::TooLarge { bytes: bytes.len() });
    }
    let decoded = encoding::decode(bytes).map_err(|_| EvidenceReadError::NotText)?;
    let text = decoded.text;
    let is_binary = |c: char| c.is_control() && !c.is_whitespace() && c != '\u{1b}';
    if text.chars().take(1_000).filter(|c| is_binary(*c)).count() > 10 {
        return Err(EvidenceReadError::NotText);
    }
    match text.trim() {
        "" => Err(EvidenceReadError::Empty),
        _ => Ok(text),
    }
}

/// The documents in a text, in their order. Usually there is one; a text with a
/// command in it can have the body of the request before the response.
pub(super) fn documents(text: &str) -> Result<Vec<ReadDocument<'_>>, EvidenceReadError> {
    let trimmed = text.trim();
    if trimmed.starts_with('<') {
        return Err(EvidenceReadError::WebPage);
    }
    match parse(trimmed) {
        Ok(value) if !value.is_object() && !value.is_array() => return Ok(Vec::new()),
        Ok(value) => return Ok(vec![document(trimmed, value, "")]),
        Err(EvidenceReadError::TooDeep) => return Err(EvidenceReadError::TooDeep),
        Err(_) => {}
    }
    let mut found = Vec::new();
    let mut from = 0;
    for _ in 0..MAX_TRIES {
        let rest = trimmed.get(from..).unwrap_or_default();
        let Some(start) = rest.find(['{', '[']) else {
            break;
        };
        let rest = rest.get(start..).unwrap_or_default();
        let json = first_json(rest).filter(|json| json.len() > 2);
        match json.and_then(|json| Some((json, parse(json).ok()?))) {
            Some((json, value)) => {
                from += start + json.len();
                let rest = trimmed.get(from..).unwrap_or_default();
                found.push(document(json, value, rest));
            }
            // Within a document that is damaged or cut, a part is no response.
            None if begins_json(rest) => break,
            None => from += start + 1,
        }
    }
    if found.is_empty() {
        let tidied = tidy(trimmed);
        if let Ok(value) = parse(&tidied) {
            found.push(document(&tidied, value, ""));
        } else if let Some(value) = shell_table::parse(trimmed) {
            found.push(ReadDocument {
                value,
                format: ResponseFormat::PowerShellTable,
                rest: "",
            });
        }
    }
    Ok(found)
}

/// Whether a bracket opens JSON, and not a block or a type of a shell.
fn begins_json(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace());
    let (first, second) = (letters.next(), letters.next());
    matches!(
        (first, second),
        (Some('{'), Some('"') | None) | (Some('['), Some('{' | '[' | '"') | None)
    )
}

fn parse(text: &str) -> Result<Value, EvidenceReadError> {
    match json::parse(text) {
        Ok(json) => Ok(json.value()),
        Err(SchemaFileError::Damaged { error, .. }) => Err(match error {
            JsonError::TooDeep => EvidenceReadError::TooDeep,
            JsonError::CutShort { .. } => EvidenceReadError::CutShort,
            _ => EvidenceReadError::Prose,
        }),
        Err(_) => Err(EvidenceReadError::Prose),
    }
}

fn document<'t>(text: &str, value: Value, rest: &'t str) -> ReadDocument<'t> {
    // `ConvertTo-Json` of Windows PowerShell writes two spaces after a colon,
    // and objects of PowerShell's modules have names in upper case.
    let first_name = value.as_object().and_then(|members| members.keys().next());
    let is_upper = |name: &String| name.starts_with(|c: char| c.is_ascii_uppercase());
    let format = match text.contains("\":  ") || first_name.is_some_and(is_upper) {
        true => ResponseFormat::PowerShellJson,
        false => ResponseFormat::Json,
    };
    ReadDocument {
        value,
        format,
        rest,
    }
}

/// Why a text without a known document is no evidence.
pub(super) fn rejection(text: &str, requested: Option<EvidenceKind>) -> EvidenceReadError {
    let trimmed = text.trim();
    if let Some(error) = error_in_text(trimmed) {
        return EvidenceReadError::Graph { error, requested };
    }
    if !trimmed.starts_with(['{', '[']) {
        let low = trimmed.get(..trimmed.floor_char_boundary(2_000));
        let low = low.unwrap_or_default().to_ascii_lowercase();
        return match low.contains("<html") || low.contains("<!doctype") {
            true => EvidenceReadError::WebPage,
            false => EvidenceReadError::Prose,
        };
    }
    match parse(trimmed) {
        Ok(_) => EvidenceReadError::OtherJson,
        Err(_) if first_json(trimmed).is_some() => EvidenceReadError::OtherJson,
        Err(error) => error,
    }
}
