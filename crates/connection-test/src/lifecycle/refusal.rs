//! Why a service refuses a request of the test, as far as its response says.

use serde_json::Value;

use crate::http::outcome::HttpResponse;
use crate::http::request::Method;
use crate::lifecycle::extension::{ATTRIBUTES, Needs};
use crate::scim::content::{Content, content};
use crate::tenant_url::TargetService;
use provisioning::talkdesk::EXTENSION_SCHEMA;

/// The most of a service's own text that is repeated, in characters.
const MAX_REPEATED: usize = 300;

/// What a status, with what the response says, means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RefusalCause {
    ContentType,
    RoleOrTeam,
    /// 400 with `invalidPath` or `noTarget`.
    Path,
    /// 400 with another reason.
    Body,
    /// 400 without a reason.
    BadRequest,
    Token,
    /// 402, or 403 that speaks of licenses, seats or quotas.
    License,
    Domain,
    Scope,
    Forbidden,
    NotFound,
    Method,
    Conflict,
    TooLarge,
    Unprocessable,
    RateLimit,
    NotImplemented,
    /// 408, 502, 503 or 504: the response says nothing about the request.
    Unavailable,
    ServerError,
    Unknown,
}

/// A refusal, with what the service says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub cause: RefusalCause,
    pub status: u16,
    pub scim_type: Option<String>,
    pub detail: Option<String>,
}

impl Refusal {
    /// Reads a response whose status is no success.
    pub fn of(response: &HttpResponse, needs: &Needs) -> Refusal {
        let (scim_type, detail) = error_text(response);
        let cause = cause(
            response.status,
            scim_type.as_deref().unwrap_or_default(),
            &detail.as_deref().unwrap_or_default().to_lowercase(),
            needs,
        );
        Refusal {
            cause,
            status: response.status,
            scim_type,
            detail,
        }
    }

    /// Whether it says nothing about the form of the request: the token, a
    /// right, a limit or an outage is in the way of every request.
    pub fn is_general(&self) -> bool {
        matches!(self.status, 401..=403 | 408 | 429 | 502..=504)
    }

    /// What the status means, in a clause.
    pub fn clause(&self) -> String {
        let kind = match &self.scim_type {
            Some(kind) => format!(", {kind}"),
            None => String::new(),
        };
        format!("refused with {}{kind}", self.status)
    }

    /// The service's own words, in a sentence.
    pub fn quote(&self, service: TargetService) -> Option<String> {
        let detail = self.detail.as_ref()?;
        Some(format!("{} says: “{detail}”", service.name_first()))
    }
}

impl RefusalCause {
    /// What it means, in a sentence.
    pub fn message(self, method: Method) -> &'static str {
        let creates = method == Method::Post;
        match self {
            RefusalCause::ContentType => {
                "It rejects the content type. Entra sends application/scim+json."
            }
            RefusalCause::RoleOrTeam => {
                "Its response is about the roles or teams that were sent. They must exist in {service} before a user can have them."
            }
            RefusalCause::Path => {
                "It doesn’t accept the path of an attribute. For roles and teams, the path starts with the URN of the extension."
            }
            RefusalCause::Body => "It finds an error in the request.",
            RefusalCause::BadRequest => "It rejects the request and gives no reason.",
            RefusalCause::Token => "It doesn’t accept the token for this request.",
            RefusalCause::License => "It says that a license, seat or payment is missing.",
            RefusalCause::Domain => {
                "It says that the account doesn’t accept the domain of the user’s address."
            }
            RefusalCause::Scope => {
                "It says that the token lacks a scope or permission for this request."
            }
            RefusalCause::Forbidden => {
                "It forbids the request and gives no reason that this page knows. The token may lack the scope scim, a license may be missing, or the domain may not be allowed."
            }
            RefusalCause::NotFound if creates => "It can’t create users at the path /Users.",
            RefusalCause::NotFound => "It says that there is no such user or path.",
            RefusalCause::Method => "It, or a gateway in front of it, doesn’t allow this method.",
            RefusalCause::Conflict => {
                "It says that a user with one of these values already exists."
            }
            RefusalCause::TooLarge => "It says that the request is too large.",
            RefusalCause::Unprocessable => "It understands the request, but rejects a value in it.",
            RefusalCause::RateLimit => "It accepts no more requests for now.",
            RefusalCause::NotImplemented => "It hasn’t implemented this request.",
            RefusalCause::Unavailable => {
                "It, or a gateway in front of it, isn’t available. That says nothing about the request."
            }
            RefusalCause::ServerError => "It fails on this request with an internal error.",
            RefusalCause::Unknown => "What this status means here isn’t known.",
        }
    }

    /// What to do about a refused creation.
    pub fn remedy(self) -> &'static str {
        match self {
            RefusalCause::ContentType
            | RefusalCause::NotImplemented
            | RefusalCause::ServerError
            | RefusalCause::TooLarge
            | RefusalCause::Method => {
                "Entra will get the same response for new users. Copy the result for a ticket and send it to the support team of {service}."
            }
            RefusalCause::RoleOrTeam => {
                "Choose Run again and correct the names, or create the role or team in {service} first. Entra needs existing names too."
            }
            RefusalCause::Token => {
                "Get a new token and run the connection test under Test from here."
            }
            RefusalCause::License => "Free or buy a license in {service}, and run the test again.",
            RefusalCause::Domain => "Choose Run again and enter a domain that the account accepts.",
            RefusalCause::Scope => {
                "Give the token’s OAuth client the scope that the response names, get a new token, and run the test again."
            }
            RefusalCause::NotFound => {
                "Check the Tenant URL and run the connection test under Test from here."
            }
            RefusalCause::Conflict => {
                "Run the test again: it uses a new address. If it gets the same response, copy the result for a ticket."
            }
            RefusalCause::RateLimit | RefusalCause::Unavailable => {
                "Wait a few minutes and run the test again."
            }
            RefusalCause::Path
            | RefusalCause::Body
            | RefusalCause::BadRequest
            | RefusalCause::Unprocessable
            | RefusalCause::Forbidden
            | RefusalCause::Unknown => {
                "Read what {service} returned. Entra will get the same response for its users."
            }
        }
    }
}

fn cause(status: u16, scim_type: &str, detail: &str, needs: &Needs) -> RefusalCause {
    let any = |words: &[&str]| words.iter().any(|word| detail.contains(word));
    let is = |kind: &str| scim_type.eq_ignore_ascii_case(kind);
    match status {
        400 if is("uniqueness") => RefusalCause::Conflict,
        400 if is("invalidPath") || is("noTarget") => RefusalCause::Path,
        400 | 422 if names_extension(detail, needs) => RefusalCause::RoleOrTeam,
        400 if !scim_type.is_empty() || !detail.is_empty() => RefusalCause::Body,
        400 => RefusalCause::BadRequest,
        401 => RefusalCause::Token,
        402 => RefusalCause::License,
        403 if any(&["license", "licence", "seat", "quota"]) => RefusalCause::License,
        403 if any(&["domain"]) => RefusalCause::Domain,
        403 if any(&["scope", "permission", "privilege"]) => RefusalCause::Scope,
        403 => RefusalCause::Forbidden,
        404 => RefusalCause::NotFound,
        405 => RefusalCause::Method,
        408 | 502..=504 => RefusalCause::Unavailable,
        409 => RefusalCause::Conflict,
        413 => RefusalCause::TooLarge,
        415 => RefusalCause::ContentType,
        422 => RefusalCause::Unprocessable,
        429 => RefusalCause::RateLimit,
        501 => RefusalCause::NotImplemented,
        500..=599 => RefusalCause::ServerError,
        _ => RefusalCause::Unknown,
    }
}

/// Whether the service's words name an attribute of the extension or a name
/// that the test wrote there.
fn names_extension(detail: &str, needs: &Needs) -> bool {
    ATTRIBUTES.iter().any(|attribute| {
        let Some(names) = &needs.attribute(*attribute).names else {
            return false;
        };
        let written = [Some(&names.first), names.second.as_ref()];
        let mut written = written.into_iter().flatten();
        detail.contains(&attribute.short().to_lowercase())
            || detail.contains(&EXTENSION_SCHEMA.to_lowercase())
            || written.any(|name| has_word(detail, &name.to_lowercase()))
    })
}

/// Whether a text has a word in it that is not a part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric)
    })
}

/// The `scimType` of a response and what it says in words, shortened.
fn error_text(response: &HttpResponse) -> (Option<String>, Option<String>) {
    let cut = |text: &str| text.trim().chars().take(MAX_REPEATED).collect::<String>();
    let value = match content(response) {
        Content::Json(value) => value,
        Content::Html(page) => return (None, page.title.map(|title| cut(&title))),
        Content::Text => return (None, Some(cut(&response.body.text))),
        _ => return (None, None),
    };
    let kind = value.get("scimType").and_then(Value::as_str).map(cut);
    let words = ["detail", "message", "error_description", "error", "title"]
        .iter()
        .find_map(|name| match value.get(name)? {
            Value::Null => None,
            Value::String(text) => Some(cut(text)),
            other => Some(cut(&other.to_string())),
        });
    let filled = |text: &String| !text.is_empty();
    (kind.filter(filled), words.filter(filled))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::outcome::Body;
    use provisioning::mapping::{MappingSet, Row, Source};
    use provisioning::talkdesk::ROLES;

    fn refusal(status: u16, text: &str) -> Refusal {
        let mut set = MappingSet::default();
        set.put(Row::new(ROLES, Source::Constant("Supervisor".to_owned())));
        let none = || [String::new(), String::new()];
        let needs = Needs::of(&set, &[["Supervisor".to_owned(), String::new()], none()]);
        let body = Body {
            text: text.to_owned(),
            ..Body::default()
        };
        let response = HttpResponse {
            status,
            body,
            ..HttpResponse::default()
        };
        Refusal::of(&response, &needs)
    }

    /// Statuses of RFC 7644 section 3.12 and RFC 9110, and the words of
    /// services in the field reports.
    #[test]
    fn statuses_have_causes() {
        use RefusalCause::*;
        let cases = [
            (400, "", BadRequest),
            (400, r#"{"detail":"userName is missing"}"#, Body),
            (400, r#"{"scimType":"invalidValue"}"#, Body),
            (400, r#"{"scimType":"uniqueness"}"#, Conflict),
            (400, r#"{"scimType":"invalidPath"}"#, Path),
            (
                400,
                r#"{"scimType":"invalidValue","detail":"There is no role \"Supervisor\"."}"#,
                RoleOrTeam,
            ),
            (422, r#"{"detail":"rolesString is unknown"}"#, RoleOrTeam),
            (422, "", Unprocessable),
            (401, "", Token),
            (402, "", License),
            (403, "", Forbidden),
            (403, r#"{"detail":"No seats left"}"#, License),
            (403, r#"{"message":"Licence limit exceeded"}"#, License),
            (
                403,
                r#"{"detail":"The domain contoso.com is not verified"}"#,
                Domain,
            ),
            (403, r#"{"detail":"insufficient scope"}"#, Scope),
            (404, "", NotFound),
            (405, "", Method),
            (408, "", Unavailable),
            (409, "", Conflict),
            (413, "", TooLarge),
            (415, "", ContentType),
            (418, "", Unknown),
            (429, "", RateLimit),
            (500, "", ServerError),
            (501, "", NotImplemented),
            (503, "", Unavailable),
            (302, "", Unknown),
        ];
        for (status, text, due) in cases {
            let found = refusal(status, text);
            assert_eq!(found.cause, due, "{status} {text}");
            for method in [
                crate::http::request::Method::Post,
                crate::http::request::Method::Patch,
            ] {
                assert!(found.cause.message(method).ends_with('.'));
            }
            assert!(found.cause.remedy().ends_with('.'));
        }
    }

    #[test]
    fn what_a_service_says_is_repeated_within_bounds() {
        let long = format!(r#"{{"detail":"{}"}}"#, "a".repeat(10_000));
        let cases = [
            (r#"{"detail":" No. "}"#, Some("No.")),
            (r#"{"detail":{"op":["bad"]}}"#, Some(r#"{"op":["bad"]}"#)),
            (r#"{"detail":"","scimType":""}"#, None),
            ("Nope", Some("Nope")),
            (
                "<!doctype html><html><title>Gateway</title></html>",
                Some("Gateway"),
            ),
            (long.as_str(), Some(&long[11..11 + MAX_REPEATED])),
        ];
        for (text, due) in cases {
            let found = refusal(400, text);
            assert_eq!((found.scim_type, found.detail.as_deref()), (None, due));
        }
    }
}
