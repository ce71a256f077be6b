//! Evaluates the checks about one user, and the one with a wrong token.

use serde_json::Value;

use crate::checks::check::{CheckId, CheckInput};
use crate::checks::matching::{Matching, is_case_exact, values_of};
use crate::checks::run::CheckRun;
use crate::checks::user_lookup::only_id;
use crate::diagnosis::messages::Code;
use crate::diagnosis::response_evidence::{error_evidence, failure_evidence};
use crate::http::outcome::{HttpResponse, Outcome};
use crate::scim::content::{Content, content, list};
use crate::scim::evidence::Evidence;
use crate::scim::user_id::{UserId, UserIdError};
use crate::steps::runner::TestRun;
use provisioning::talkdesk::{ACTIVE, EXTENSION_SCHEMA, EXTERNAL_ID, ROLES, TEAMS, USER_NAME};

/// The longest value of a user that is repeated as evidence, in characters.
const MAX_VALUE: usize = 200;

/// Evaluates the question with a token that nobody made.
pub fn wrong_token(outcome: &Outcome) -> (Code, Vec<Evidence>) {
    let response = match outcome {
        Outcome::Response(response) => response,
        Outcome::Cancelled | Outcome::NotSent(_) => return (Code::NotSent, Vec::new()),
        other => return (Code::WrongTokenUnknown, failure_evidence(other)),
    };
    let evidence = error_evidence(response);
    match response.status {
        401 => (Code::Fine, evidence),
        200..=299 => (Code::AnyToken, evidence),
        400 | 403 | 404 => (Code::WrongTokenStatus, evidence),
        _ => (Code::WrongTokenUnknown, evidence),
    }
}

/// Evaluates the list that should hold the one user who has `value` as
/// `attribute`.
pub fn find(outcome: &Outcome, attribute: &str, value: &str) -> (Code, Vec<Evidence>) {
    let (response, body) = match read_json(outcome) {
        Ok(found) => found,
        Err(evaluated) => return evaluated,
    };
    let Ok(list) = list(&body) else {
        return (Code::UserFailed, error_evidence(response));
    };
    match (list.total.max(list.resources.len() as u64), list.resources) {
        (0, _) => (Code::UserUnknown, Vec::new()),
        (1, [user]) => identify(user, attribute, value),
        (1, _) => (Code::UserFailed, vec![Evidence::CountWithoutUser]),
        (many, _) => (Code::UserTwice, vec![Evidence::Matches(many)]),
    }
}

/// Evaluates the search by userName, which Entra does not make where the setup
/// does not match by it.
pub fn find_by_name(outcome: &Outcome, name: &str, matching: &Matching) -> (Code, Vec<Evidence>) {
    let (code, mut evidence) = find(outcome, USER_NAME, name);
    if code != Code::NotSent && !matching.by_user_name() {
        evidence.push(Evidence::NotMatching(USER_NAME.to_owned()));
    }
    (code, evidence)
}

/// Evaluates the search by the other matching attribute, which may lead to
/// somebody else than the search by userName.
pub fn find_by_other(run: &CheckRun) -> (Code, Vec<Evidence>) {
    let (input, outcome) = (&run.input, run.outcome(CheckId::FindByOther));
    let (Some(outcome), Some((attribute, value))) = (outcome, input.other()) else {
        return (Code::NotSent, Vec::new());
    };
    let (code, mut evidence) = find(outcome, attribute, value);
    let by_name = only_id(run.outcome(CheckId::FindUser));
    let Some(by_name) = by_name else {
        return (code, evidence);
    };
    match only_id(Some(outcome)) {
        Some(by_other) if by_other != by_name => {
            evidence.push(Evidence::IdByUserName(by_name));
            (first(code, Code::UserMismatch), evidence)
        }
        None if code == Code::UserUnknown && !input.matching.by_user_name() => {
            evidence.push(Evidence::IdByUserName(by_name));
            (Code::UserNotMatched, evidence)
        }
        _ => (code, evidence),
    }
}

/// Of two codes the one that is to be corrected first.
fn first(one: Code, other: Code) -> Code {
    if one.order() <= other.order() {
        one
    } else {
        other
    }
}

/// Evaluates the only user of a list: whether it is the one who was asked for,
/// and whether its id can be used.
fn identify(user: &Value, attribute: &str, requested: &str) -> (Code, Vec<Evidence>) {
    let mut evidence = facts(Some(user), &[USER_NAME, EXTERNAL_ID, "id"]);
    let echo = echo(user, attribute, requested);
    evidence.extend(echo.evidence(attribute, requested));
    let (id, seen) = id_code(user);
    evidence.extend(seen);
    (first(echo.code(), id), evidence)
}

/// What is wrong with the id of a user.
fn id_code(user: &Value) -> (Code, Option<Evidence>) {
    match (UserId::of(user), UserId::to_read(user)) {
        (Ok(_), _) => (Code::Fine, None),
        (Err(_), Ok(_)) => (Code::UserIdNumber, Some(Evidence::IdType("a number"))),
        (Err(UserIdError::NotText), Err(_)) => {
            let kind = user.get("id").map_or("missing", kind);
            (Code::UserIdUnusable, Some(Evidence::IdType(kind)))
        }
        (Err(error @ (UserIdError::Missing | UserIdError::Empty)), _) => {
            (Code::UserIdMissing, Some(Evidence::UserId(error)))
        }
        (Err(error), _) => (Code::UserIdUnusable, Some(Evidence::UserId(error))),
    }
}

/// What JSON calls a kind of value.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// How the value that a user came with compares with the one asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Echo {
    Same,
    OtherCase(String),
    Other(String),
    NotText(&'static str),
    Missing,
}

fn echo(user: &Value, attribute: &str, requested: &str) -> Echo {
    let values = values_of(user, attribute);
    let Some(first) = values.first() else {
        return Echo::Missing;
    };
    let texts: Vec<&str> = values.iter().filter_map(|value| value.as_str()).collect();
    let short = |text: &str| text.chars().take(MAX_VALUE).collect::<String>();
    if texts.contains(&requested) {
        return Echo::Same;
    }
    let folded = requested.to_lowercase();
    if let Some(text) = texts.iter().find(|text| text.to_lowercase() == folded) {
        return Echo::OtherCase(short(text));
    }
    match texts.first() {
        Some(text) => Echo::Other(short(text)),
        None => Echo::NotText(kind(first)),
    }
}

impl Echo {
    fn code(&self) -> Code {
        match self {
            Echo::Same => Code::Fine,
            Echo::OtherCase(_) => Code::UserCase,
            Echo::Other(_) => Code::UserOther,
            Echo::NotText(_) | Echo::Missing => Code::UserNoEcho,
        }
    }

    fn evidence(&self, attribute: &str, requested: &str) -> Vec<Evidence> {
        let requested: String = requested.chars().take(MAX_VALUE).collect();
        let attribute = attribute.to_owned();
        match self {
            Echo::Same => Vec::new(),
            Echo::OtherCase(came) => vec![
                Evidence::Echo {
                    attribute: attribute.clone(),
                    requested,
                    came: came.clone(),
                },
                Evidence::CaseRule {
                    exact: is_case_exact(&attribute),
                    attribute,
                },
            ],
            Echo::Other(came) => vec![Evidence::Echo {
                attribute,
                requested,
                came: came.clone(),
            }],
            Echo::NotText(kind) => vec![Evidence::EchoType { attribute, kind }],
            Echo::Missing => vec![Evidence::NoEcho(attribute)],
        }
    }
}

/// Evaluates the user as read by id. A user with another id, or with another
/// value than was asked for, is another user.
pub fn read(outcome: &Outcome, input: &CheckInput) -> (Code, Vec<Evidence>) {
    let (response, value) = match read_json(outcome) {
        Ok(found) => found,
        Err(evaluated) => return evaluated,
    };
    if value.get("id").is_none() {
        return (Code::UserFailed, error_evidence(response));
    }
    let mut evidence = facts(Some(&value), &[ACTIVE, EXTERNAL_ID]);
    let (mut code, seen) = id_code(&value);
    evidence.extend(seen);
    let own = UserId::to_read(&value).ok();
    if let (Some(requested), Some(own)) = (&input.user_id, own)
        && *requested != own
    {
        evidence.push(Evidence::OtherId {
            requested: requested.clone(),
            came: own,
        });
        code = first(code, Code::UserOther);
    }
    if let Some(name) = &input.email {
        let seen = echo(&value, USER_NAME, name);
        if matches!(seen, Echo::Other(_)) {
            evidence.extend(seen.evidence(USER_NAME, name));
            code = first(code, Code::UserOther);
        }
    }
    let extension = value.get(EXTENSION_SCHEMA);
    let names = [ROLES, TEAMS].map(|full| full.rsplit(':').next().unwrap_or(full));
    evidence.extend(facts(extension, &names));
    let has_value = |name: &str| {
        evidence
            .iter()
            .any(|seen| matches!(seen, Evidence::UserValue { name: has_value, .. } if *has_value == name))
    };
    if code == Code::Fine && !names.iter().any(|name| has_value(name)) {
        code = Code::UserWithoutRoles;
    }
    (code, evidence)
}

/// The members of a user that hold a plain value, as evidence.
fn facts(user: Option<&Value>, names: &[&'static str]) -> Vec<Evidence> {
    let seen = |name: &&'static str| {
        let text = match user?.get(name)? {
            Value::String(text) => text.clone(),
            value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
            _ => return None,
        };
        let value = text.chars().take(MAX_VALUE).collect();
        Some(Evidence::UserValue { name, value })
    };
    names.iter().filter_map(seen).collect()
}

/// The JSON of a response with status 200, or the verdict if there is none.
fn read_json(outcome: &Outcome) -> Result<(&HttpResponse, Value), (Code, Vec<Evidence>)> {
    let response = match outcome {
        Outcome::Response(response) => response,
        Outcome::Cancelled | Outcome::NotSent(_) => return Err((Code::NotSent, Vec::new())),
        other => return Err((Code::UserFailed, failure_evidence(other))),
    };
    match content(response) {
        Content::Json(value) if response.status == 200 => Ok((response, value)),
        _ => Err((Code::UserFailed, error_evidence(response))),
    }
}

#[cfg(test)]
mod tests;
