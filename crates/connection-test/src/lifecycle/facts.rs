//! What a life-cycle test found out, one fact for each thing that Entra does
//! in each form. A fact is read off the answers alone: what was not made or
//! cannot be seen is open and never counts as working.

use crate::http::outcome::Outcome;
use crate::lifecycle::evaluation::{Cleanup, cleanup};
use crate::lifecycle::extension::{ATTRIBUTES, Attribute};
use crate::lifecycle::identity::Reading;
use crate::lifecycle::refusal::Refusal;
use crate::lifecycle::run::{Effect, LifecycleRun, created_id};
use crate::lifecycle::steps::{PATCH_FORMS, PatchForm, StepId};

/// In which request a value of the extension changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeMode {
    /// An operation with a path, as the default form always has it.
    Default,
    /// The flag's operation without a path, together with other attributes.
    Together,
    /// The flag's operation for a single attribute, which has a path.
    Alone,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Users are created.
    Create,
    /// A user is found by the filter that Entra uses.
    Find,
    /// A user is read by its id.
    Read,
    /// A created user has the roles or teams that were sent.
    Written(Attribute),
    /// Names change.
    Update(PatchForm),
    /// Roles or teams change.
    Changed(Attribute, ChangeMode),
    /// A user becomes inactive.
    Deactivate(PatchForm),
    /// A user becomes active again.
    Reactivate(PatchForm),
    /// A user is deleted.
    Delete,
}

impl Topic {
    /// The form that it belongs to, if it depends on one.
    pub fn form(self) -> Option<PatchForm> {
        match self {
            Topic::Update(form) | Topic::Deactivate(form) | Topic::Reactivate(form) => Some(form),
            Topic::Changed(_, ChangeMode::Default) => Some(PatchForm::Default),
            Topic::Changed(_, ChangeMode::Together | ChangeMode::Alone) => Some(PatchForm::Flag),
            Topic::Create | Topic::Find | Topic::Read | Topic::Written(_) | Topic::Delete => None,
        }
    }
}

/// What is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It was made and took effect.
    Works,
    /// It was made and did not take effect.
    Fails(Failure),
    /// That is not known.
    Open(Doubt),
}

/// How something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Answered with an error.
    Refused(Refusal),
    /// Accepted, and nothing changed.
    NoEffect,
    /// Accepted, and another value is shown; empty when there is none.
    Other(String),
}

/// Why something is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// No name was entered.
    NoName,
    /// The step was not made.
    NotMade,
    /// No answer that could be read.
    NoResponse,
    /// Answered with an error that is about something else.
    Refused(Refusal),
    /// Accepted, and the reading that followed does not show it.
    NotShown,
    /// Accepted, and the service never shows the attribute.
    NeverShown,
    /// The value was there before, as only one name was entered.
    Unchanged,
    /// The value is the one that every user gets.
    Default,
    /// Entra looks by another attribute than the test can look by.
    OtherAttribute,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// What is so.
    pub state: State,
}

impl Fact {
    /// Whether it failed.
    pub fn fails(&self) -> bool {
        matches!(self.state, State::Fails(_))
    }

    /// Whether it works.
    pub fn works(&self) -> bool {
        self.state == State::Works
    }
}

/// Everything that the setup needs of a service, and what is known of it.
pub fn facts(course: &LifecycleRun) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |topic, state| facts.push(Fact { topic, state });
    add(Topic::Create, created_active(course));
    add(Topic::Find, found(course));
    add(Topic::Read, read(course));
    let needed = || {
        ATTRIBUTES
            .into_iter()
            .filter(|attribute| course.needs.attribute(*attribute).mapped)
    };
    for attribute in needed() {
        add(Topic::Written(attribute), written(course, attribute));
    }
    for form in PATCH_FORMS {
        add(Topic::Update(form), updated(course, form));
        for attribute in needed() {
            for way in ways(form) {
                if let Some(state) = changed(course, attribute, *way) {
                    add(Topic::Changed(attribute, *way), state);
                }
            }
        }
        let off = StepId::Deactivate(form);
        let on = StepId::Activate(form);
        add(
            Topic::Deactivate(form),
            change(course, off, course.took(StepId::DeactivateRead(form))),
        );
        add(
            Topic::Reactivate(form),
            change(course, on, course.took(StepId::ActivateRead(form))),
        );
    }
    add(Topic::Delete, deleted(course));
    facts
}

fn ways(form: PatchForm) -> &'static [ChangeMode] {
    match form {
        PatchForm::Default => &[ChangeMode::Default],
        PatchForm::Flag => &[ChangeMode::Together, ChangeMode::Alone],
    }
}

/// What an answer without success says; nothing of one with success.
fn refused(course: &LifecycleRun, step: StepId, outcome: &Outcome) -> Option<State> {
    let Outcome::Response(response) = outcome else {
        return Some(State::Open(Doubt::NoResponse));
    };
    if (200..300).contains(&response.status) {
        return None;
    }
    let refusal = course.refusal(step, response);
    Some(match refusal.is_general() {
        true => State::Open(Doubt::Refused(refusal)),
        false => State::Fails(Failure::Refused(refusal)),
    })
}

/// A step that changes something, and whether that showed afterwards.
fn change(course: &LifecycleRun, step: StepId, took: Option<bool>) -> State {
    let Some(outcome) = course.outcome(step) else {
        return State::Open(Doubt::NotMade);
    };
    refused(course, step, outcome).unwrap_or(match took {
        Some(true) => State::Works,
        Some(false) => State::Fails(Failure::NoEffect),
        None => State::Open(Doubt::NotShown),
    })
}

fn created(course: &LifecycleRun) -> State {
    let Some(outcome) = course.outcome(StepId::Create) else {
        return State::Open(Doubt::NotMade);
    };
    match refused(course, StepId::Create, outcome) {
        // Whatever the status, the user was not created when it was asked for.
        Some(State::Open(Doubt::Refused(refusal))) => State::Fails(Failure::Refused(refusal)),
        Some(state) => state,
        None if created_id(outcome).is_some() => State::Works,
        None => State::Fails(Failure::NoEffect),
    }
}

/// The creation sends `active` true, so a user that is inactive afterwards was
/// not created as Entra asks.
fn created_active(course: &LifecycleRun) -> State {
    let created = created(course);
    let read = course.last(StepId::Read);
    match read.and_then(|read| course.active_in(read)) {
        Some(false) if created == State::Works => {
            State::Fails(Failure::Other("active: false".to_owned()))
        }
        _ => created,
    }
}

fn found(course: &LifecycleRun) -> State {
    let Some(outcome) = course.outcome(StepId::Find) else {
        return State::Open(Doubt::NotMade);
    };
    refused(course, StepId::Find, outcome).unwrap_or(match course.is_listed(outcome) {
        true if course.needs.by_other_attribute => State::Open(Doubt::OtherAttribute),
        true => State::Works,
        false => State::Fails(Failure::NoEffect),
    })
}

fn read(course: &LifecycleRun) -> State {
    let Some(done) = course.last(StepId::Read) else {
        return State::Open(Doubt::NotMade);
    };
    refused(course, StepId::Read, &done.outcome).unwrap_or(match course.reading(done) {
        Reading::Own => State::Works,
        _ => State::Fails(Failure::NoEffect),
    })
}

fn deleted(course: &LifecycleRun) -> State {
    let Some(outcome) = course.outcome(StepId::Delete) else {
        return State::Open(Doubt::NotMade);
    };
    match cleanup(course) {
        Cleanup::Nothing => State::Works,
        Cleanup::There | Cleanup::Inactive => {
            refused(course, StepId::Delete, outcome).unwrap_or(State::Fails(Failure::NoEffect))
        }
        Cleanup::Perhaps => {
            refused(course, StepId::Delete, outcome).unwrap_or(State::Open(Doubt::NotShown))
        }
    }
}

fn updated(course: &LifecycleRun, form: PatchForm) -> State {
    let together = StepId::Extend(form);
    if course.renamed(together) == Some(true) {
        return State::Works;
    }
    let alone = StepId::Update(form);
    match course.outcome(alone) {
        None if course.outcome(together).is_some() => {
            change(course, together, course.renamed(together))
        }
        _ => change(course, alone, course.renamed(alone)),
    }
}

fn written(course: &LifecycleRun, attribute: Attribute) -> State {
    if course.needs.attribute(attribute).names.is_none() {
        return State::Open(Doubt::NoName);
    }
    match created(course) {
        State::Works => {}
        State::Fails(_) => return State::Open(Doubt::NotMade),
        open => return open,
    }
    effect(course, StepId::Create, attribute)
}

fn effect(course: &LifecycleRun, step: StepId, attribute: Attribute) -> State {
    match course.effect(step, attribute) {
        Some(Effect::Shown) => State::Works,
        Some(Effect::Other(value)) => State::Fails(Failure::Other(value)),
        Some(Effect::Default) => State::Open(Doubt::Default),
        Some(Effect::Unchanged) => State::Open(Doubt::Unchanged),
        Some(Effect::Missing) => State::Open(Doubt::NeverShown),
        None => State::Open(Doubt::NotShown),
    }
}

/// How a change of an attribute came out; nothing where the setup needs none.
fn changed(course: &LifecycleRun, attribute: Attribute, way: ChangeMode) -> Option<State> {
    let mapped = course.needs.attribute(attribute);
    if !mapped.on_update {
        return None;
    }
    if mapped.names.is_none() {
        // One fact says it for both of the flag's requests.
        return (way != ChangeMode::Alone).then_some(State::Open(Doubt::NoName));
    }
    let (step, form) = match way {
        ChangeMode::Default => (StepId::Extend(PatchForm::Default), PatchForm::Default),
        ChangeMode::Together => (StepId::Extend(PatchForm::Flag), PatchForm::Flag),
        ChangeMode::Alone => (StepId::ExtendAlone, PatchForm::Flag),
    };
    let mut written = course.written(step).into_iter();
    // One attribute alone stands for both.
    written.find(|(own, _)| *own == attribute)?;
    let Some(outcome) = course.outcome(step) else {
        let needless = way == ChangeMode::Alone
            && matches!(
                changed(course, attribute, ChangeMode::Together),
                Some(State::Fails(_))
            );
        return (!needless).then_some(State::Open(Doubt::NotMade));
    };
    Some(match refused(course, step, outcome) {
        // The same right lets the plain update through, so it is this request
        // that is not allowed.
        Some(State::Open(Doubt::Refused(refusal)))
            if refusal.status == 403 && updated(course, form) == State::Works =>
        {
            State::Fails(Failure::Refused(refusal))
        }
        Some(state) => state,
        None => effect(course, step, attribute),
    })
}
