//! The kind of a text that is neither JSON nor a table.

use connection_test::pasted_output::tool_errors::tool_error;
use entra_expression::other_dialects::{self, Dialect};
use entra_expression::{NodeKind, functions, parse};

use crate::input_kind::{InputKind, Recognition};
use crate::request_record::records;
use crate::scim_filter;

/// What Entra writes around an error of the target, and labels of the log.
const ENTRA_PARTS: [&str; 14] = [
    "response status code:",
    "web response:",
    "processing of the http request resulted in an exception",
    "this operation was retried",
    "it will be retried again after",
    "skipreason",
    "isinprovisioningscope",
    "reportableidentifier",
    "status reason",
    "error code:",
    "errorcode",
    "statuscode:",
    "active in the source system",
    "assigned to the application",
];

/// Names of commands and what they print before an error.
const TOOL_PARTS: [&str; 16] = [
    "invoke-webrequest",
    "invoke-restmethod",
    "invoke-mggraphrequest",
    "fullyqualifiederrorid",
    "categoryinfo",
    "webexception",
    "remote server returned an error",
    "does not indicate success:",
    "the requested url returned error:",
    "error: forbidden(",
    "error: bad request(",
    "error: not found(",
    "error: unauthorized(",
    "az login",
    "aadsts",
    "curl: (",
];

/// Names of Microsoft Graph and of the commands that ask it.
const GRAPH_PARTS: [&str; 9] = [
    "graph.microsoft.com",
    "microsoft graph",
    "validatecredentials",
    "mggraphrequest",
    "az rest",
    "error: forbidden(",
    "error: bad request(",
    "error: not found(",
    "error: unauthorized(",
];

/// In bytes; a longer text is no expression.
const MAX_EXPRESSION: usize = 20_000;

/// A longer text in one word is no code.
const MAX_CODE: usize = 120;

/// In bytes, of a code such as `Conflict`.
const MIN_CODE: usize = 6;

pub(super) fn is_tool_error(text: &str) -> bool {
    tool_error(text).is_some()
}

pub(super) fn is_tool_text(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    TOOL_PARTS.iter().any(|part| low.contains(part)) || printed_status(&low)
}

/// Whether a command that asks Microsoft Graph printed a text. az prints the name
/// of the status before the body in parentheses.
pub(super) fn names_graph(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    GRAPH_PARTS.iter().any(|part| low.contains(part))
}

/// The lines that this app's own commands and Graph Explorer print.
fn printed_status(low: &str) -> bool {
    low.lines().any(|line| {
        let line = line.trim();
        line.starts_with("validatecredentials answered ")
            || line.starts_with("microsoft graph answered ")
            || line.ends_with("ms") && line.split(" - ").count() == 3
    })
}

/// An error of Graph as its cmdlets print it, such as
/// `Get-MgServicePrincipal_Get: …` with lines for status and code.
pub(super) fn of_graph_cmdlet(text: &str) -> Option<Recognition> {
    let low = text.to_ascii_lowercase();
    let has_label = |label: &str| low.lines().any(|line| line.trim().starts_with(label));
    let is_error = has_label("errorcode:") && has_label("status:");
    (is_error && (low.contains("-mg") || has_label("request-id")))
        .then(|| Recognition::certain(InputKind::GraphError))
}

/// A reason of the log or a message of the portal, which may quote a response.
pub(super) fn of_entra_message(text: &str) -> Option<Recognition> {
    if text.starts_with(['{', '[']) {
        return None;
    }
    let low = text.to_ascii_lowercase();
    // PowerShell prints `StatusCode : 200` among other members of an object.
    let is_entra = ENTRA_PARTS.iter().any(|part| low.contains(part)) && !low.contains("rawcontent");
    let is_table = text
        .lines()
        .next()
        .is_some_and(|line| line.matches([',', ';', '\t']).count() >= 3 && !line.contains(':'));
    (is_entra && !is_table && !is_tool_text(text))
        .then(|| Recognition::certain(InputKind::ErrorMessage))
}

/// Lines of an access log, a request line, a URL or a filter.
pub(super) fn of_requests(text: &str) -> Option<Recognition> {
    let found = records(text).len();
    // W3C logs begin with lines about themselves.
    let is_line = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let lines = text.lines().filter(is_line).count();
    // A request among prose is a quotation.
    (found > 0 && found * 2 >= lines).then(|| Recognition::certain(InputKind::RequestLine))
}

/// What is left: a code, a condition, an expression, a sentence.
pub(super) fn of_words(text: &str) -> Recognition {
    of_condition(text)
        .or_else(|| of_expression(text))
        .unwrap_or_else(|| of_sentence(text))
}

fn of_condition(text: &str) -> Option<Recognition> {
    if let Some(filter) = scim_filter::parse(text)
        && is_scim_attribute(&filter.attribute)
    {
        return Some(Recognition::likely(
            InputKind::RequestLine,
            &[InputKind::GroupRule],
        ));
    }
    let found = other_dialects::recognize(text)?;
    Some(match found.language {
        Dialect::Filter => Recognition::likely(InputKind::GroupRule, &[InputKind::RequestLine]),
        Dialect::DynamicGroup | Dialect::Okta => Recognition::certain(InputKind::GroupRule),
    })
}

fn is_scim_attribute(name: &str) -> bool {
    let name = name.rsplit(':').next().unwrap_or(name);
    let root = name.split('.').next().unwrap_or(name);
    [
        "userName",
        "externalId",
        "emails",
        "id",
        "active",
        "members",
        "urn",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(root))
}

/// One word in the form of a code: `EntryConflict`, `Timeout`, `409`.
pub(super) fn of_code(text: &str) -> Option<Recognition> {
    let is_word = text.len() <= MAX_CODE
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    if !is_word {
        return None;
    }
    let is_status = text
        .parse::<u16>()
        .is_ok_and(|status| (100..600).contains(&status));
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    if is_status || text.len() >= MIN_CODE && capitals >= 1 {
        return Some(match capitals {
            0 | 1 => Recognition::likely(InputKind::ErrorCode, &[InputKind::ErrorMessage]),
            _ => Recognition::certain(InputKind::ErrorCode),
        });
    }
    None
}

/// A call of a known function, or an attribute in brackets.
fn of_expression(text: &str) -> Option<Recognition> {
    if text.len() > MAX_EXPRESSION || !text.contains(['(', '[']) {
        return None;
    }
    let parsed = parse(text);
    Some(match parsed.root.as_ref().map(|root| &root.kind)? {
        NodeKind::Call(call) => match functions::find_any_case(&call.name) {
            Some(_) => Recognition::certain(InputKind::MappingExpression),
            None if parsed.diagnostics.is_empty() => {
                Recognition::unsure(InputKind::MappingExpression, &[InputKind::ErrorMessage])
            }
            None => return None,
        },
        NodeKind::Attribute(_) | NodeKind::Comparison(_) => {
            Recognition::likely(InputKind::MappingExpression, &[InputKind::ErrorMessage])
        }
        _ => return None,
    })
}

fn of_sentence(text: &str) -> Recognition {
    let words = text.split_whitespace().count();
    match words {
        0..=1 => Recognition::unsure(InputKind::NotRecognized, &[InputKind::ErrorMessage]),
        _ => Recognition::unsure(
            InputKind::ErrorMessage,
            &[InputKind::MappingExpression, InputKind::GroupRule],
        ),
    }
}
