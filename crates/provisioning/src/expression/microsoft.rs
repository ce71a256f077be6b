//! Asking Microsoft's own evaluator: the request for Graph's
//! `parseExpression`, and what its response says beside ours.
//!
//! Source: Microsoft Graph's reference of `synchronizationSchema:
//! parseExpression`.

use entra_expression::{Expr, functions, normalise, parse_limited, print};
use serde_json::{Value, json};
use thiserror::Error;

use super::{ExpressionOutcome, ExpressionValue as ShownValue};
use crate::user::{SourceUser, UserValue};

/// What stands in the address until the service principal is known.
pub const SERVICE_PRINCIPAL_PLACEHOLDER: &str = "OBJECT-ID";
/// What stands in the address until the job is known.
pub const SYNCHRONIZATION_ID_PLACEHOLDER: &str = "JOB-ID";
/// Longer responses are refused unread, in bytes.
pub const MAX_BYTES: usize = 1_000_000;

/// A request as Graph Explorer wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseRequest {
    pub method: &'static str,
    pub url: String,
    pub body: String,
}

/// Whether a text can be the object ID of a service principal: a GUID.
pub fn is_service_principal(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let hexadecimal = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
    lengths == [8, 4, 4, 4, 12] && groups.iter().all(hexadecimal)
}

/// Whether a text can be the ID of a provisioning job, such as
/// `scim.<tenant>.<number>`.
pub fn is_synchronization_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !text.is_empty() && text.len() <= 200 && text.bytes().all(allowed)
}

/// The request for an expression and a user. Only the attributes that the
/// expression reads go into it, so there is none while it is not complete. An
/// ID that cannot be one stays a placeholder.
pub fn request(
    expression: &str,
    user: &SourceUser,
    principal: &str,
    synchronization_id: &str,
) -> Option<ParseRequest> {
    let expr = parse_limited(expression).expr()?;
    let read = expr.attributes();
    let (principal, synchronization_id) = (principal.trim(), synchronization_id.trim());
    let principal = if is_service_principal(principal) {
        principal
    } else {
        SERVICE_PRINCIPAL_PLACEHOLDER
    };
    let synchronization_id = if is_synchronization_id(synchronization_id) {
        synchronization_id
    } else {
        SYNCHRONIZATION_ID_PLACEHOLDER
    };
    let attributes = user.attributes.iter();
    let attributes = attributes.filter(|(name, _)| read.contains(&name.as_str()));
    let properties: Vec<Value> = attributes
        .map(|(name, value)| property(name, value))
        .collect();
    let body = json!({
        "expression": expression,
        "testInputObject": { "definition": null, "properties": properties },
        "targetAttributeDefinition": null,
    });
    Some(ParseRequest {
        method: "POST",
        url: format!(
            "https://graph.microsoft.com/v1.0/servicePrincipals/{principal}/synchronization/jobs/{synchronization_id}/schema/parseExpression"
        ),
        body: serde_json::to_string_pretty(&body).unwrap_or_default(),
    })
}

fn property(name: &str, value: &UserValue) -> Value {
    match value {
        UserValue::One(text) => json!({ "key": name, "value": text }),
        UserValue::Many(texts) => json!({
            "key": name,
            "value@odata.type": "#Collection(String)",
            "value": texts,
        }),
    }
}

/// Why a text is no response of `parseExpression`.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseResponseError {
    #[error("It has {}; a response of parseExpression is far shorter.", crate::format::size(*.bytes as f64))]
    TooLong { bytes: usize },
    #[error(
        "This isn’t valid JSON (line {line}, column {column}). Copy the whole response, from the first brace to the last."
    )]
    Syntax { line: usize, column: usize },
    #[error("This is the request. Paste what Graph Explorer shows under Response preview.")]
    IsRequest,
    /// The request did not get as far as the expression.
    #[error("Graph refused the request before it looked at the expression: {code}. {message} {}", refusal_remedy(.code))]
    Refused { code: String, message: String },
    #[error(
        "It is JSON, but not an answer of parseExpression: the members parsingSucceeded and evaluationResult are missing."
    )]
    Other,
}

fn refusal_remedy(code: &str) -> &'static str {
    match code {
        "Authorization_RequestDenied" | "Forbidden" => {
            "In Graph Explorer, open Modify permissions and consent to Synchronization.ReadWrite.All."
        }
        "InvalidAuthenticationToken" | "Unauthorized" => "Sign in to Graph Explorer again.",
        "Request_ResourceNotFound" | "ResourceNotFound" | "NotFound" => {
            "Check the two IDs in the address."
        }
        _ => "Check the address and the body.",
    }
}

/// What Microsoft says beside what is said here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MicrosoftComparison {
    pub agreement: Agreement,
    pub values: Vec<ValuePair>,
    /// Microsoft's own error, if it told one.
    pub error: Option<String>,
    /// How Microsoft prints the expression, when that is not how it is printed
    /// here.
    pub printed: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// The same values, or nothing on both sides.
    Agrees,
    BothRefuse,
    Differs,
    OnlyMicrosoftRefuses,
    OnlyHereRefused,
    OtherExpression,
    /// The expression reads app roles, which Microsoft does not have there.
    CannotEvaluate,
}

/// One value of each side; nothing where a side has fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValuePair {
    pub here: Option<String>,
    pub microsoft: Option<String>,
    pub same: bool,
}

/// Compares a pasted response with what the expression gives here.
///
/// # Errors
///
/// When the text is no response.
pub fn compare(
    text: &str,
    expression: &str,
    here: &ExpressionOutcome,
) -> Result<MicrosoftComparison, ParseResponseError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.len() > MAX_BYTES {
        return Err(ParseResponseError::TooLong { bytes: text.len() });
    }
    let response: Value =
        serde_json::from_str(text).map_err(|error| ParseResponseError::Syntax {
            line: error.line(),
            column: error.column(),
        })?;
    let parsed = response.get("parsingSucceeded").and_then(Value::as_bool);
    let Some(parsed) = parsed else {
        return Err(response_error(&response));
    };
    let evaluated = response.get("evaluationSucceeded").and_then(Value::as_bool) == Some(true);
    let (printed, other) = printed(&response, expression);
    let error = response.get("error").filter(|error| !error.is_null());
    let error = error.map(error_text);
    let microsoft = match parsed && evaluated && error.is_none() {
        true => Some(results(&response)),
        false => None,
    };
    let refused_here = matches!(here, ExpressionOutcome::Failed(_));
    let refused = (refused_here, microsoft.is_none());
    let (ours, more) = here.values();
    let theirs = microsoft.unwrap_or_default();
    let as_many = more == 0 || ours.len() + more == theirs.len();
    let values = pairs(ours, more, &theirs);
    let agrees = as_many && values.iter().all(|pair| pair.same);
    let verdict = match refused {
        _ if other => Agreement::OtherExpression,
        // Assignments belong to an application, and the request names none: no response of
        // Microsoft's says anything about the roles of a user, not even the same value.
        _ if reads_app_roles(expression) => Agreement::CannotEvaluate,
        (false, false) if agrees => Agreement::Agrees,
        (true, true) => Agreement::BothRefuse,
        (false, true) => Agreement::OnlyMicrosoftRefuses,
        (true, false) => Agreement::OnlyHereRefused,
        _ => Agreement::Differs,
    };
    Ok(MicrosoftComparison {
        agreement: verdict,
        values,
        error,
        printed,
    })
}

pub fn reads_app_roles(expression: &str) -> bool {
    let is_role_function = |name: &str| {
        functions::find(name).is_some_and(|info| {
            info.params
                .first()
                .is_some_and(|param| param.takes == functions::ValueType::Roles)
        })
    };
    let mut waiting: Vec<Expr> = parse_limited(expression).expr().into_iter().collect();
    while let Some(expr) = waiting.pop() {
        match expr {
            Expr::Call { name, .. } if is_role_function(&name) => return true,
            Expr::Call { args, .. } => waiting.extend(args.into_iter().flatten()),
            Expr::Comparison { left, right, .. } => waiting.extend([*left, *right]),
            _ => {}
        }
    }
    false
}

/// The values side by side. Here long values and long lists were cut, which is
/// no difference.
fn pairs(ours: &[ShownValue], more: usize, theirs: &[String]) -> Vec<ValuePair> {
    let cut = more > 0 && ours.len() + more == theirs.len();
    let count = match cut {
        true => ours.len(),
        false => ours.len().max(theirs.len()),
    };
    let pair = |index: usize| {
        let (here, microsoft) = (ours.get(index), theirs.get(index));
        let same = match (here, microsoft) {
            (Some(here), Some(theirs)) => {
                theirs.len() == here.bytes && theirs.starts_with(&here.text)
            }
            _ => false,
        };
        ValuePair {
            here: here.map(|value| value.text.clone()),
            microsoft: microsoft.cloned(),
            same,
        }
    };
    (0..count).map(pair).collect()
}

/// Why JSON is no response.
fn response_error(response: &Value) -> ParseResponseError {
    if response.get("testInputObject").is_some() {
        return ParseResponseError::IsRequest;
    }
    match response.get("error") {
        Some(error) if error.is_object() => {
            let text = |name| error.get(name).and_then(Value::as_str).unwrap_or_default();
            ParseResponseError::Refused {
                code: text("code").to_owned(),
                message: text("message").to_owned(),
            }
        }
        _ => ParseResponseError::Other,
    }
}

fn error_text(error: &Value) -> String {
    let text = |name| error.get(name).and_then(Value::as_str).unwrap_or_default();
    match (text("code"), text("message")) {
        ("", "") => error.to_string(),
        (code, "") => code.to_owned(),
        ("", message) => message.to_owned(),
        (code, message) => format!("{code}: {message}"),
    }
}

/// What Microsoft gives; null is an empty list, or one with null in it.
fn results(response: &Value) -> Vec<String> {
    let list = response.get("evaluationResult").and_then(Value::as_array);
    let texts = list.into_iter().flatten().filter_map(|value| match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    });
    texts.collect()
}

/// How Microsoft prints the expression where it differs from how it is printed
/// here, and whether it is another expression.
fn printed(response: &Value, expression: &str) -> (Option<String>, bool) {
    let theirs = response.pointer("/parsedExpression/expression");
    let (Some(theirs), Some(ours)) = (
        theirs.and_then(Value::as_str),
        parse_limited(expression).expr(),
    ) else {
        return (None, false);
    };
    let same_text = theirs == print(&ours);
    let other = match parse_limited(theirs).expr() {
        Some(theirs) => normalise(&theirs) != normalise(&ours),
        None => !same_text,
    };
    ((!same_text).then(|| theirs.to_owned()), other)
}

#[cfg(test)]
mod tests;
