//! Errors of Microsoft Graph and of the tools that send requests to it.

use provisioning::format::shortened;
use serde_json::Value;

use crate::json::{at, text};
use crate::read_error::{GraphErrorKind, GraphRequestError};

/// The longest code that is shown, in characters.
const MAX_CODE: usize = 100;

/// Parts of codes and messages, and what they mean. Earlier ones count first.
const PHRASES: [(&str, GraphErrorKind); 22] = [
    // The Azure CLI writes Forbidden before it.
    ("requestfromnonpremiumtenant", GraphErrorKind::License),
    ("premium license", GraphErrorKind::License),
    ("invalidauthenticationtoken", GraphErrorKind::SignIn),
    ("authentication needed", GraphErrorKind::SignIn),
    ("token is expired", GraphErrorKind::SignIn),
    ("lifetime validation failed", GraphErrorKind::SignIn),
    ("az login", GraphErrorKind::SignIn),
    ("aadsts", GraphErrorKind::SignIn),
    ("401 unauthorized", GraphErrorKind::SignIn),
    ("authorization_requestdenied", GraphErrorKind::Denied),
    ("insufficient privileges", GraphErrorKind::Denied),
    ("authorization_identitynotfound", GraphErrorKind::Denied),
    ("accessdenied", GraphErrorKind::Denied),
    ("access denied", GraphErrorKind::Denied),
    ("forbidden", GraphErrorKind::Denied),
    ("unauthorized", GraphErrorKind::Denied),
    ("msgraphpermissionmissing", GraphErrorKind::Denied),
    ("toomanyrequests", GraphErrorKind::Throttled),
    ("too many re", GraphErrorKind::Throttled),
    ("resourcenotfound", GraphErrorKind::NotFound),
    ("notfound", GraphErrorKind::NotFound),
    ("not found", GraphErrorKind::NotFound),
];

fn kind_of(text: &str) -> Option<GraphErrorKind> {
    let low = text.to_ascii_lowercase();
    let found = PHRASES.iter().find(|(part, _)| low.contains(part));
    found.map(|(_, kind)| *kind)
}

/// The error in a document that has one.
pub(crate) fn graph_error(document: &Value) -> GraphRequestError {
    let error = at(document, &["error"]).filter(|error| error.is_object());
    let error = error.unwrap_or(document);
    let code = text(error, &["code"]).or_else(|| text(document, &["error"]));
    let code = code.unwrap_or_default();
    let message = text(error, &["message"])
        .or_else(|| text(document, &["error_description"]))
        .unwrap_or_default();
    GraphRequestError {
        kind: kind_of(&format!("{code} {message}")).unwrap_or(GraphErrorKind::Other),
        code: shortened(code, MAX_CODE),
    }
}

/// The error that a text without JSON reports.
pub(super) fn error_in_text(text: &str) -> Option<GraphRequestError> {
    let start = text.get(..text.floor_char_boundary(4_000))?;
    let low = start.to_ascii_lowercase();
    let is_error = [
        "does not indicate success",
        "error:",
        "invoke-mggraphrequest",
        "connect-mggraph",
        "az login",
        "aadsts",
    ];
    let is_error = is_error.iter().any(|part| low.contains(part));
    let kind = kind_of(start).filter(|_| is_error)?;
    Some(GraphRequestError {
        kind,
        code: String::new(),
    })
}
