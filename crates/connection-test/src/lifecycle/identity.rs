//! Which user of the service is the test's own. An id counts only once it was
//! read back: the response to its reading names the test user, under this id.
//!
//! What cannot be excluded: a service that answers the reading with the test
//! user and the change right after it with somebody else's.

use serde_json::Value;

use crate::http::outcome::Outcome;
use crate::lifecycle::identity_diagnostic::IdentityDiagnostic;
use crate::lifecycle::run::{Done, status};
use crate::lifecycle::steps::StepId;
use crate::scim::content::{json_of, list, ok_json};
use crate::scim::user_id::{UserId, UserIdError};

/// What the response to a reading by id says about whose id it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The test user's.
    Own,
    /// Somebody else's, or another id's. With the name in the response.
    Other(String),
    /// Nobody's.
    Gone,
    /// The response does not say.
    Unknown,
}

/// Reads the response to a reading of `id`.
pub fn reading(outcome: &Outcome, id: &UserId, user_name: &str) -> Reading {
    if matches!(status(outcome), Some(404 | 410)) {
        return Reading::Gone;
    }
    let Some(user) = ok_json(outcome) else {
        return Reading::Unknown;
    };
    let Some(name) = user.get("userName").and_then(Value::as_str) else {
        return Reading::Unknown;
    };
    match UserId::of(&user) {
        Ok(found) if found == *id && is_same_name(name, user_name) => Reading::Own,
        Err(_) if is_same_name(name, user_name) => Reading::Unknown,
        _ => Reading::Other(name.to_owned()),
    }
}

fn is_same_name(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// What a list says about the test user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listed {
    /// Nobody at all is in it.
    Nobody,
    /// Users of exactly its name, with their ids.
    Own(Vec<Result<UserId, UserIdError>>),
    /// Only others, so that the filter may have been ignored.
    Others,
    /// It is no list.
    Unknown,
}

/// Reads a list that was filtered by name. Only a user of exactly this name
/// counts.
pub fn listed(outcome: &Outcome, user_name: &str) -> Listed {
    let Some(value) = ok_json(outcome) else {
        return Listed::Unknown;
    };
    let Ok(list) = list(&value) else {
        return Listed::Unknown;
    };
    let own: Vec<_> = list
        .resources
        .iter()
        .filter(|user| {
            let name = user.get("userName").and_then(Value::as_str);
            name.is_some_and(|name| is_same_name(name, user_name))
        })
        .map(UserId::of)
        .collect();
    match own.is_empty() {
        false => Listed::Own(own),
        true if list.total == 0 && list.resources.is_empty() => Listed::Nobody,
        true => Listed::Others,
    }
}

/// What the steps so far say about the identity of the test user.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    id: Option<UserId>,
    own: bool,
    deleted: bool,
    verified: Vec<UserId>,
    rejected: Vec<UserId>,
    gone: Vec<UserId>,
    renamed: bool,
    confirmed_gone: bool,
    diagnostics: Vec<IdentityDiagnostic>,
}

impl Identity {
    /// With the id in a record, which was never trusted unread either.
    pub fn new(recorded: Option<UserId>) -> Identity {
        Identity {
            id: recorded,
            ..Identity::default()
        }
    }

    /// The id that is taken for the test user's. Requests that only read may
    /// use it.
    pub fn id(&self) -> Option<&UserId> {
        self.id.as_ref()
    }

    /// The id, if its last reading named the test user. Only this one may be
    /// changed or deleted.
    pub fn verified_id(&self) -> Option<&UserId> {
        self.id.as_ref().filter(|_| self.own)
    }

    /// The id that may be deleted when the page is left and nothing can be read
    /// any more: it was verified, and nothing that was read since says that it
    /// is nobody's or somebody else's. A reading that failed says neither.
    pub fn parting_id(&self) -> Option<&UserId> {
        self.id().filter(|id| self.was_own(id))
    }

    /// Whether the user was seen after the last deletion.
    pub fn is_there(&self) -> bool {
        self.own && !self.deleted
    }

    pub fn was_verified(&self) -> bool {
        !self.verified.is_empty()
    }

    /// Whether a user that was verified is not found any more, and none was
    /// renamed.
    pub fn is_confirmed_gone(&self) -> bool {
        self.confirmed_gone && !self.renamed
    }

    /// Whether a user that was verified had another name later.
    pub fn was_renamed(&self) -> bool {
        self.renamed
    }

    /// Whether the service gave an id that is another's.
    pub fn has_rejected(&self) -> bool {
        !self.rejected.is_empty()
    }

    /// The id for a record: the one at present, or else the last one that was
    /// the test user's, or was not found.
    pub fn id_to_record(&self) -> Option<&UserId> {
        let gone = self.gone.last().filter(|id| !self.rejected.contains(id));
        self.id().or(self.verified.last()).or(gone)
    }

    /// Whether an id was verified, and was nobody else's later.
    pub fn was_own(&self, id: &UserId) -> bool {
        self.verified.contains(id) && !self.rejected.contains(id)
    }

    /// What is wrong with the service, each once.
    pub fn diagnostics(&self) -> &[IdentityDiagnostic] {
        &self.diagnostics
    }

    /// Takes in a step that was made.
    pub fn add(&mut self, done: &Done, user_name: &str) {
        match (&done.id, done.step) {
            (_, StepId::Create) => self.created(&done.outcome),
            (_, StepId::Find | StepId::LookUp | StepId::VerifyUnlisted) => {
                self.list(done.step, listed(&done.outcome, user_name));
            }
            (Some(_), StepId::Delete) => self.deleted = true,
            (Some(id), step) if step.reads_by_id() => {
                self.read(id, reading(&done.outcome, id, user_name));
            }
            _ => {}
        }
    }

    fn created(&mut self, outcome: &Outcome) {
        let success = status(outcome).is_some_and(|status| (200..300).contains(&status));
        let Outcome::Response(response) = outcome else {
            return;
        };
        if !success {
            return;
        }
        match json_of(response).map(|user| UserId::of(&user)) {
            Some(Ok(id)) => self.take(id),
            Some(Err(error)) => self.report(IdentityDiagnostic::CreatedId(error)),
            None => self.report(IdentityDiagnostic::CreatedId(UserIdError::Missing)),
        }
    }

    fn list(&mut self, step: StepId, listed: Listed) {
        let Listed::Own(ids) = listed else {
            return;
        };
        if ids.len() > 1 {
            self.report(IdentityDiagnostic::Several);
        }
        for error in ids.iter().filter_map(|id| id.as_ref().err()) {
            self.report(IdentityDiagnostic::ListedId(*error));
        }
        // The list of a step that belongs to the test proper only shows
        // whether the user is found: the next reading is by the id at hand.
        if step == StepId::Find && self.id.is_some() {
            return;
        }
        let mut ids: Vec<UserId> = ids.into_iter().flatten().collect();
        ids.retain(|id| !self.rejected.contains(id));
        // One that was not found by its id may be listed a moment longer.
        let fresh = ids.iter().find(|id| !self.gone.contains(id));
        if let Some(id) = fresh.or(ids.first()).cloned() {
            self.take(id);
        }
    }

    fn take(&mut self, id: UserId) {
        self.id = Some(id);
        self.own = false;
        self.deleted = false;
    }

    fn read(&mut self, id: &UserId, reading: Reading) {
        self.own = reading == Reading::Own;
        match reading {
            Reading::Own => {
                self.deleted = false;
                if !self.verified.contains(id) {
                    self.verified.push(id.clone());
                }
            }
            Reading::Gone => {
                self.confirmed_gone |= self.verified.contains(id);
                self.gone.push(id.clone());
                self.id = None;
            }
            Reading::Other(name) => self.reject(id, name),
            Reading::Unknown => {}
        }
    }

    fn reject(&mut self, id: &UserId, name: String) {
        self.id = None;
        self.rejected.push(id.clone());
        let id = id.clone();
        if self.verified.contains(&id) {
            self.renamed = true;
            self.report(IdentityDiagnostic::Renamed { id, name });
        } else {
            self.report(IdentityDiagnostic::OtherUser { id, name });
        }
    }

    fn report(&mut self, diagnostic: IdentityDiagnostic) {
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::outcome::{Body, HttpResponse};

    const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

    fn response(status: u16, body: &str) -> Outcome {
        let body = Body {
            text: body.to_owned(),
            ..Body::default()
        };
        Outcome::Response(HttpResponse {
            status,
            body,
            ..HttpResponse::default()
        })
    }

    #[test]
    fn an_id_is_the_test_users_only_when_the_response_says_both() {
        let other = |name: &str| Reading::Other(name.to_owned());
        let upper = NAME.to_uppercase();
        let cases = [
            (
                200,
                format!(r#"{{"id":"a7","userName":"{NAME}"}}"#),
                Reading::Own,
            ),
            (
                200,
                format!(r#"{{"id":"a7","userName":"{upper}"}}"#),
                Reading::Own,
            ),
            (
                200,
                format!(r#"{{"id":"A7","userName":"{NAME}"}}"#),
                other(NAME),
            ),
            (
                200,
                format!(r#"{{"id":"b8","userName":"{NAME}"}}"#),
                other(NAME),
            ),
            (
                200,
                r#"{"id":"a7","userName":"boss@contoso.com"}"#.to_owned(),
                other("boss@contoso.com"),
            ),
            (
                200,
                r#"{"userName":"boss@contoso.com"}"#.to_owned(),
                other("boss@contoso.com"),
            ),
            (
                200,
                format!(r#"{{"id":"a7","userName":" {NAME}"}}"#),
                other(&format!(" {NAME}")),
            ),
            (
                200,
                format!(r#"{{"id":7,"userName":"{NAME}"}}"#),
                Reading::Unknown,
            ),
            (200, format!(r#"{{"userName":"{NAME}"}}"#), Reading::Unknown),
            (200, r#"{"id":"a7"}"#.to_owned(), Reading::Unknown),
            (
                200,
                format!(r#"[{{"id":"a7","userName":"{NAME}"}}]"#),
                Reading::Unknown,
            ),
            (200, String::new(), Reading::Unknown),
            (
                203,
                format!(r#"{{"id":"a7","userName":"{NAME}"}}"#),
                Reading::Unknown,
            ),
            (404, String::new(), Reading::Gone),
            (410, String::new(), Reading::Gone),
            (500, String::new(), Reading::Unknown),
        ];
        let id = UserId::parse("a7").expect("an id");
        for (status, body, due) in cases {
            assert_eq!(
                reading(&response(status, &body), &id, NAME),
                due,
                "{status} {body}"
            );
        }
        assert_eq!(reading(&Outcome::TimedOut, &id, NAME), Reading::Unknown);
        let redirect = Outcome::Redirected { ms: 1 };
        assert_eq!(reading(&redirect, &id, NAME), Reading::Unknown);
    }
}
