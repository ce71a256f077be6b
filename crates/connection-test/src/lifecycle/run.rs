//! What came of a lifecycle test so far, and the facts that are in it.

use serde_json::Value;

use crate::http::outcome::{HttpResponse, Outcome, Skip};
use crate::http::request::Method;
use crate::lifecycle::extension::{ATTRIBUTES, Attribute, Needs, is_same, shown};
use crate::lifecycle::facts::{Doubt, Failure, State};
use crate::lifecycle::identity::{self, Identity, Listed, Reading};
use crate::lifecycle::identity_diagnostic::IdentityDiagnostic;
use crate::lifecycle::plan::{next, patience_ms};
use crate::lifecycle::refusal::Refusal;
use crate::lifecycle::requests::new_names;
use crate::lifecycle::steps::StepId;
use crate::scim::content::{json_of, ok_json};
use crate::scim::user_id::UserId;
use crate::steps::request::StepRequest;
use crate::steps::runner::{Ended, TestRun};
use crate::steps::step::{NextStep, StepKind, StepResult};

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
pub enum RunPurpose {
    /// The whole life of a user.
    Life,
    /// Removing what an earlier test left, whose id may be known.
    Removal(Option<UserId>),
}

/// A step that was made.
pub type Done = StepResult<StepId>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifecycleRun {
    pub purpose: RunPurpose,
    pub user: TestUser,
    pub needs: Needs,
    /// Whether the admin, or a browser that keeps no record, ended it.
    pub ended: Option<Ended>,
    done: Vec<Done>,
    identity: Identity,
}

impl LifecycleRun {
    /// A test that was not begun yet.
    pub fn new(purpose: RunPurpose, user: TestUser) -> LifecycleRun {
        let recorded = match &purpose {
            RunPurpose::Life => None,
            RunPurpose::Removal(id) => id.clone(),
        };
        LifecycleRun {
            purpose,
            user,
            needs: Needs::default(),
            ended: None,
            done: Vec::new(),
            identity: Identity::new(recorded),
        }
    }

    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// What is wrong with the service, besides the outcomes of steps.
    pub fn diagnostics(&self) -> &[IdentityDiagnostic] {
        self.identity.diagnostics()
    }

    pub fn times_with(&self, step: StepId, id: &UserId) -> usize {
        let with = |done: &&Done| done.step == step && done.id.as_ref() == Some(id);
        self.done.iter().filter(with).count()
    }

    /// Whether the request that creates the user may have left the browser.
    /// A response that refuses it proves nothing: the user may be there.
    pub fn was_created(&self) -> bool {
        !matches!(
            self.outcome(StepId::Create),
            None | Some(Outcome::NotSent(_))
        )
    }

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
    /// cannot be told. Of a change of several values, all have to show.
    pub fn took(&self, read: StepId) -> Option<bool> {
        let done = self.last(read)?;
        match read {
            StepId::UpdateRead(form) => self.has_names(done, StepId::Update(form)),
            StepId::ExtendRead(form) => {
                let step = StepId::Extend(form);
                all([self.has_names(done, step), self.stored(step)])
            }
            StepId::ExtendAloneRead => self.stored(StepId::ExtendAlone),
            StepId::DeactivateRead(_) => self.active_in(done).map(|on| !on),
            StepId::ActivateRead(_) => self.active_in(done),
            _ => None,
        }
    }

    /// Whether the names that a step gives the user show when it is read back.
    pub fn renamed(&self, step: StepId) -> Option<bool> {
        self.has_names(self.last(step.reading()?)?, step)
    }

    fn has_names(&self, read: &Done, step: StepId) -> Option<bool> {
        let user = self.user_in(read)?;
        let name = user.get("name")?;
        let [given, family] = new_names(step);
        Some(name["givenName"] == given && name["familyName"] == family)
    }

    /// Whether everything that a step writes into the extension shows when the
    /// user is read back.
    pub fn stored(&self, step: StepId) -> Option<bool> {
        let written = self.written(step).into_iter();
        all(
            written.map(|(attribute, _)| match self.effect(step, attribute)? {
                State::Works => Some(true),
                State::Fails(_) => Some(false),
                State::Open(_) => None,
            }),
        )
    }

    /// What a step writes into the extension. Of two names, an update writes
    /// the one that the user does not have, so that the change can be seen.
    pub fn written(&self, step: StepId) -> Vec<(Attribute, String)> {
        let named = ATTRIBUTES.into_iter().filter_map(|attribute| {
            let mapped = self.needs.attribute(attribute);
            let names = mapped.names.as_ref()?;
            if step == StepId::Create {
                return Some((attribute, names.first.clone()));
            }
            let has = |name: &String| {
                let before = self.before(step, attribute);
                before.is_some_and(|before| is_same(&before, name))
            };
            let second = names.second.as_ref().filter(|second| !has(second));
            let value = second.unwrap_or(&names.first).clone();
            mapped.on_update.then_some((attribute, value))
        });
        match step {
            StepId::Create | StepId::Extend(_) => named.collect(),
            StepId::ExtendAlone => named.take(1).collect(),
            _ => Vec::new(),
        }
    }

    /// What a response without success to a step says. It can only be about roles
    /// or teams where the step wrote some.
    pub fn refusal(&self, step: StepId, response: &HttpResponse) -> Refusal {
        match self.written(step).is_empty() {
            true => Refusal::of(response, &Needs::default()),
            false => Refusal::of(response, &self.needs),
        }
    }

    /// What the last reading before a step shows of an attribute.
    fn before(&self, step: StepId, attribute: Attribute) -> Option<String> {
        let at = self.done.iter().rposition(|done| done.step == step);
        let earlier = self.done.get(..at.unwrap_or(self.done.len()))?;
        let mut readings = earlier.iter().rev();
        let reading = readings.find(|done| done.step.reads_by_id())?;
        shown(&self.user_in(reading)?, attribute)
    }

    /// What the reading after a step shows of an attribute that it wrote;
    /// nothing when the user was not read.
    pub fn effect(&self, step: StepId, attribute: Attribute) -> Option<State> {
        let mut written = self.written(step).into_iter();
        let (_, value) = written.find(|(own, _)| *own == attribute)?;
        let user = self.user_in(self.last(step.reading()?)?)?;
        let Some(after) = shown(&user, attribute) else {
            // A service that shows it at other times has lost it.
            let mut others = self.done.iter().filter(|done| done.step.reads_by_id());
            let shows = |done: &Done| {
                let user = self.user_in(done)?;
                shown(&user, attribute).filter(|value| !value.is_empty())
            };
            return Some(match others.any(|done| shows(done).is_some()) {
                true => State::Fails(Failure::Other(String::new())),
                false => State::Open(Doubt::NeverShown),
            });
        };
        if !is_same(&after, &value) {
            return Some(State::Fails(Failure::Other(after)));
        }
        if step == StepId::Create {
            return Some(match is_same(&value, attribute.default_value()) {
                true => State::Open(Doubt::Default),
                false => State::Works,
            });
        }
        // What was not shown before may be there since the creation.
        let created = || {
            let names = self.needs.attribute(attribute).names.as_ref();
            names.map(|names| names.first.clone())
        };
        let before = self.before(step, attribute).or_else(created);
        Some(
            match before.is_some_and(|before| is_same(&before, &value)) {
                true => State::Open(Doubt::Unchanged),
                false => State::Works,
            },
        )
    }

    /// The test user as it was read; nothing when somebody else came.
    fn user_in(&self, read: &Done) -> Option<Value> {
        (self.reading(read) == Reading::Own).then_some(())?;
        ok_json(&read.outcome)
    }
}

impl TestRun for LifecycleRun {
    type Step = StepId;

    fn results(&self) -> &[Done] {
        &self.done
    }

    fn next_step(&self) -> Option<NextStep<StepId>> {
        next(self).map(NextStep::Send)
    }

    /// A change or a deletion of a user has to have its id verified by the last
    /// reading of it.
    fn request(&self, step: StepId) -> Option<StepRequest> {
        let id = match step.step().method {
            _ if !step.takes_id() => None,
            Method::Get => Some(self.identity.id()?),
            Method::Post | Method::Patch | Method::Delete => Some(self.identity.verified_id()?),
        };
        Some(step.request(self, id))
    }

    fn add(&mut self, done: Done) {
        self.identity.add(&done, &self.user.user_name);
        self.done.push(done);
    }

    fn end(&mut self, ended: Ended) {
        self.ended = Some(ended);
    }

    fn cleans_up(&self, step: StepId) -> bool {
        step.is_clean_up()
    }

    /// Without a record of the user nothing is created.
    fn needs_record(&self, step: StepId) -> bool {
        step == StepId::Create
    }

    fn recorded_id(&self) -> Option<(UserId, bool)> {
        let id = self.identity.id_to_record()?;
        Some((id.clone(), self.identity.was_own(id)))
    }

    fn patience_ms(&self, step: StepId) -> f64 {
        patience_ms(self, step)
    }
}

/// Whether all are so; nothing when that cannot be told.
fn all(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let parts: Vec<_> = parts.into_iter().collect();
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    (!parts.contains(&None)).then_some(true)
}

/// The status of an outcome, if it was answered.
pub fn status(outcome: &Outcome) -> Option<u16> {
    match outcome {
        Outcome::Response(response) => Some(response.status),
        _ => None,
    }
}

/// Whether the admin ended a step.
pub fn was_cancelled(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Cancelled | Outcome::NotSent(Skip::Cancelled)
    )
}

/// The id in the response to a creation. It says whom the service means, and is
/// not trusted before it was read back.
pub fn created_id(outcome: &Outcome) -> Option<UserId> {
    match outcome {
        Outcome::Response(response) if (200..300).contains(&response.status) => {
            UserId::of(&json_of(response)?).ok()
        }
        _ => None,
    }
}
