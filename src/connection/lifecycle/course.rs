//! What came of a life-cycle test so far, and the facts that are in it.

use serde_json::Value;

use super::requests::new_names;
use super::steps::{Form, StepId};
use crate::connection::answer::{Content, content, list};
use crate::connection::outcome::{Answer, Outcome, Skip};

/// The throw-away user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestUser {
    /// Its address, which is its `userName`.
    pub user_name: String,
    /// An id that nobody has, for the rehearsal of the deletion.
    pub nobody: String,
}

impl TestUser {
    /// An identifier by which people recognise the user as a test's.
    pub fn external_id(&self) -> &str {
        let name = self.user_name.split('@').next();
        name.unwrap_or(&self.user_name)
    }
}

/// What a test is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// The whole life of a user.
    Life,
    /// Removing what an earlier test left, whose id may be known.
    Removal(Option<String>),
}

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Which.
    pub step: StepId,
    /// What became of it.
    pub outcome: Outcome,
}

/// A test so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What it is for.
    pub aim: Aim,
    /// Whom it is about.
    pub user: TestUser,
    /// Whether the admin, or a browser that keeps no record, ended it.
    pub ended: Option<Ended>,
    /// The steps made, in order. The same one may be made more than once.
    pub done: Vec<Done>,
}

/// Why a test goes no further, besides what the service answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The admin cancelled it.
    Cancelled,
    /// The browser could not keep a record of the user, or keeps another one.
    NoRecord,
}

impl Course {
    /// A test that was not begun yet.
    pub fn new(aim: Aim, user: TestUser) -> Course {
        Course {
            aim,
            user,
            ended: None,
            done: Vec::new(),
        }
    }

    /// What became of a step the last time it was made.
    pub fn outcome(&self, step: StepId) -> Option<&Outcome> {
        let made = self.done.iter().rev().find(|done| done.step == step);
        made.map(|done| &done.outcome)
    }

    /// How often a step was made.
    pub fn times(&self, step: StepId) -> usize {
        self.done.iter().filter(|done| done.step == step).count()
    }

    /// Whether the request that creates the user may have left the browser.
    pub fn was_created(&self) -> bool {
        match self.outcome(StepId::Create) {
            None | Some(Outcome::NotAsked(_)) => false,
            Some(Outcome::Answered(answer)) => !is_clear_refusal(answer.status),
            Some(_) => true,
        }
    }

    /// The user's id, once it is known.
    pub fn id(&self) -> Option<String> {
        if let Aim::Removal(Some(id)) = &self.aim {
            return Some(id.clone());
        }
        let created = self.outcome(StepId::Create).and_then(created_id);
        created.or_else(|| {
            let found = self.outcome(StepId::LookUp)?;
            self.listed(found)?
        })
    }

    /// What a list says about the user: nothing if it is no list, otherwise
    /// whether the user is in it, and with which id.
    ///
    /// Only a user of exactly this name counts, so that a service that ignores
    /// filters cannot make the test delete somebody else.
    pub fn listed(&self, outcome: &Outcome) -> Option<Option<String>> {
        let value = json_of(answered(outcome, 200)?)?;
        let resources = list(&value).ok()?.resources;
        let ours = resources.iter().find(|user| {
            let name = user.get("userName").and_then(Value::as_str);
            name.is_some_and(|name| name.eq_ignore_ascii_case(&self.user.user_name))
        });
        Some(ours.and_then(id_of))
    }

    /// Whether a list says that nobody has the address.
    pub fn is_unlisted(&self, outcome: &Outcome) -> bool {
        let empty = answered(outcome, 200)
            .and_then(json_of)
            .and_then(|value| list(&value).ok().map(|list| list.total == 0))
            .unwrap_or(false);
        empty && self.listed(outcome) == Some(None)
    }

    /// Whether the user is active, as far as the last reading told.
    pub fn is_active(&self) -> Option<bool> {
        let read = self.done.iter().rev().find(|done| {
            matches!(
                done.step,
                StepId::Read
                    | StepId::UpdateRead(_)
                    | StepId::OffRead(_)
                    | StepId::OnRead(_)
                    | StepId::Gone
            )
        })?;
        active_in(&read.outcome)
    }

    /// Whether a change shows when the user is read back; nothing when that
    /// cannot be told.
    pub fn took(&self, read: StepId) -> Option<bool> {
        let outcome = self.outcome(read)?;
        match read {
            StepId::UpdateRead(form) => has_names(outcome, form),
            StepId::OffRead(_) => active_in(outcome).map(|on| !on),
            StepId::OnRead(_) => active_in(outcome),
            _ => None,
        }
    }
}

/// Whether a status says for certain that nothing was created: the request
/// was understood and refused (RFC 9110 section 15.5). A conflict does not,
/// because a request that was made twice on the way looks the same, and
/// neither does a time-out of the service's own.
pub fn is_clear_refusal(status: u16) -> bool {
    (400..500).contains(&status) && !matches!(status, 408 | 409)
}

/// The answer of an outcome, if it has this status.
pub fn answered(outcome: &Outcome, status: u16) -> Option<&Answer> {
    match outcome {
        Outcome::Answered(answer) if answer.status == status => Some(answer),
        _ => None,
    }
}

/// The status of an outcome, if it was answered.
pub fn status(outcome: &Outcome) -> Option<u16> {
    match outcome {
        Outcome::Answered(answer) => Some(answer.status),
        _ => None,
    }
}

/// Whether the admin ended a step.
pub fn was_cancelled(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Cancelled | Outcome::NotAsked(Skip::Cancelled)
    )
}

/// Whether a user came.
pub fn is_user(outcome: &Outcome) -> bool {
    user_of(outcome).is_some()
}

/// The id of a created user.
pub fn created_id(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Answered(answer) if (200..300).contains(&answer.status) => {
            id_of(&json_of(answer)?)
        }
        _ => None,
    }
}

fn user_of(outcome: &Outcome) -> Option<Value> {
    let value = json_of(answered(outcome, 200)?)?;
    id_of(&value).is_some().then_some(value)
}

fn json_of(answer: &Answer) -> Option<Value> {
    match content(answer) {
        Content::Json(value) => Some(value),
        _ => None,
    }
}

fn id_of(user: &Value) -> Option<String> {
    let id = user.get("id")?.as_str()?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// Whether a user is active. A text in place of the boolean tells nothing:
/// nobody knows what such a service makes of it.
pub fn active_in(outcome: &Outcome) -> Option<bool> {
    user_of(outcome)?.get("active")?.as_bool()
}

fn has_names(outcome: &Outcome, form: Form) -> Option<bool> {
    let user = user_of(outcome)?;
    let name = user.get("name")?;
    let [given, family] = new_names(form);
    Some(name["givenName"] == given && name["familyName"] == family)
}
