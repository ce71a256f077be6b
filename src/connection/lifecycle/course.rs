//! What came of a life-cycle test so far, and the facts that are in it.

use serde_json::Value;

use super::diagnostic::Diagnostic;
use super::identity::{self, Identity, Listed, Reading};
use super::requests::{Request, new_names};
use super::steps::{Form, StepId};
use crate::connection::answer::{Content, content};
use crate::connection::check::Method;
use crate::connection::outcome::{Answer, Outcome, Skip};
use crate::connection::user_id::UserId;

/// The throw-away user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestUser {
    /// Its address, which is its `userName`.
    pub user_name: String,
    /// An id that nobody has, for the rehearsal of the deletion.
    pub nobody: UserId,
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
    Removal(Option<UserId>),
}

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Which.
    pub step: StepId,
    /// The id in its request, if it has one.
    pub id: Option<UserId>,
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
    done: Vec<Done>,
    identity: Identity,
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
        let recorded = match &aim {
            Aim::Life => None,
            Aim::Removal(id) => id.clone(),
        };
        Course {
            aim,
            user,
            ended: None,
            done: Vec::new(),
            identity: Identity::new(recorded),
        }
    }

    /// The steps made, in order. The same one may be made more than once.
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// Takes in a step that was made, with the id in its request.
    pub fn add(&mut self, step: StepId, id: Option<UserId>, outcome: Outcome) {
        let done = Done { step, id, outcome };
        self.identity.add(&done, &self.user.user_name);
        self.done.push(done);
    }

    /// What is known of the test user's identity.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The id for a record of the user, and whether it was verified.
    pub fn recorded_id(&self) -> Option<(UserId, bool)> {
        let id = self.identity.id_to_record()?;
        Some((id.clone(), self.identity.was_own(id)))
    }

    /// What is wrong with the service, besides the outcomes of steps.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.identity.diagnostics()
    }

    /// What became of a step the last time it was made.
    pub fn outcome(&self, step: StepId) -> Option<&Outcome> {
        self.last(step).map(|done| &done.outcome)
    }

    /// A step the last time it was made.
    pub fn last(&self, step: StepId) -> Option<&Done> {
        self.done.iter().rev().find(|done| done.step == step)
    }

    /// How often a step was made.
    pub fn times(&self, step: StepId) -> usize {
        self.done.iter().filter(|done| done.step == step).count()
    }

    /// How often a step was made with an id.
    pub fn times_with(&self, step: StepId, id: &UserId) -> usize {
        let with = |done: &&Done| done.step == step && done.id.as_ref() == Some(id);
        self.done.iter().filter(with).count()
    }

    /// Whether the request that creates the user may have left the browser.
    /// An answer that refuses it proves nothing: the user may be there.
    pub fn was_created(&self) -> bool {
        !matches!(
            self.outcome(StepId::Create),
            None | Some(Outcome::NotAsked(_))
        )
    }

    /// The request of a step, if it may be sent now. A change or a deletion of
    /// a user has to have its id verified by the last reading of it.
    pub fn request(&self, step: StepId) -> Option<Request> {
        let id = match step.step().method {
            _ if !step.takes_id() => None,
            Method::Get => Some(self.identity.id()?),
            Method::Post | Method::Patch | Method::Delete => Some(self.identity.verified_id()?),
        };
        Some(step.request(&self.user, id))
    }

    /// What a list says about the user.
    pub fn listed(&self, outcome: &Outcome) -> Listed {
        identity::listed(outcome, &self.user.user_name)
    }

    /// Whether a list says that nobody has the address.
    pub fn is_unlisted(&self, outcome: &Outcome) -> bool {
        self.listed(outcome) == Listed::Nobody
    }

    /// Whether a list has the user in it.
    pub fn is_listed(&self, outcome: &Outcome) -> bool {
        matches!(self.listed(outcome), Listed::Own(_))
    }

    /// What a reading by id says about whose id it is.
    pub fn reading(&self, done: &Done) -> Reading {
        match &done.id {
            Some(id) => identity::reading(&done.outcome, id, &self.user.user_name),
            None => Reading::Unknown,
        }
    }

    /// Whether the user is active, as far as the last reading told.
    pub fn is_active(&self) -> Option<bool> {
        let read = self
            .done
            .iter()
            .rev()
            .find(|done| done.step.reads_by_id())?;
        self.active_in(read)
    }

    /// Whether a reading shows the user active. A text in place of the boolean
    /// shows nothing: its meaning to such a service is unknown.
    pub fn active_in(&self, read: &Done) -> Option<bool> {
        self.user_in(read)?.get("active")?.as_bool()
    }

    /// Whether a change shows when the user is read back; nothing when that
    /// cannot be told.
    pub fn took(&self, read: StepId) -> Option<bool> {
        let done = self.last(read)?;
        match read {
            StepId::UpdateRead(form) => self.has_names(done, form),
            StepId::OffRead(_) => self.active_in(done).map(|on| !on),
            StepId::OnRead(_) => self.active_in(done),
            _ => None,
        }
    }

    fn has_names(&self, read: &Done, form: Form) -> Option<bool> {
        let user = self.user_in(read)?;
        let name = user.get("name")?;
        let [given, family] = new_names(form);
        Some(name["givenName"] == given && name["familyName"] == family)
    }

    /// The test user as it was read; nothing when somebody else came.
    fn user_in(&self, read: &Done) -> Option<Value> {
        (self.reading(read) == Reading::Own).then_some(())?;
        json_of(answered(&read.outcome, 200)?)
    }
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

/// The id in the answer to a creation. It says whom the service means, and is
/// not trusted before it was read back.
pub fn created_id(outcome: &Outcome) -> Option<UserId> {
    match outcome {
        Outcome::Answered(answer) if (200..300).contains(&answer.status) => {
            UserId::of(&json_of(answer)?).ok()
        }
        _ => None,
    }
}

/// The JSON of an answer.
pub fn json_of(answer: &Answer) -> Option<Value> {
    match content(answer) {
        Content::Json(value) => Some(value),
        _ => None,
    }
}
