//! What a lifecycle test found out, one fact for each thing that Entra does
//! in each form. A fact is read off the responses alone: what was not made or
//! cannot be seen is open and never counts as working.

use crate::http::outcome::Outcome;
use crate::lifecycle::evaluation::{Cleanup, cleanup};
use crate::lifecycle::extension::{ATTRIBUTES, Attribute};
use crate::lifecycle::identity::Reading;
use crate::lifecycle::refusal::Refusal;
use crate::lifecycle::run::{LifecycleRun, created_id};
use crate::lifecycle::steps::{PATCH_FORMS, StepId};
use crate::steps::runner::TestRun;
use provisioning::scim_request::PatchStyle;

/// In which request a value of the extension changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeMode {
    /// An operation with a path, as the default form always has it.
    Default,
    /// The flag's operation without a path, together with other attributes.
    Together,
    /// The flag's operation for a single attribute, which has a path.
    Alone,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    Create,
    Find,
    Read,
    Written(Attribute),
    Update(PatchStyle),
    Changed(Attribute, ChangeMode),
    Deactivate(PatchStyle),
    Reactivate(PatchStyle),
    Delete,
}

impl Topic {
    /// The form that it belongs to, if it depends on one.
    pub fn form(self) -> Option<PatchStyle> {
        match self {
            Topic::Update(form) | Topic::Deactivate(form) | Topic::Reactivate(form) => Some(form),
            Topic::Changed(_, ChangeMode::Default) => Some(PatchStyle::Default),
            Topic::Changed(_, ChangeMode::Together | ChangeMode::Alone) => Some(PatchStyle::Flag),
            Topic::Create | Topic::Find | Topic::Read | Topic::Written(_) | Topic::Delete => None,
        }
    }
}

/// What is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    Works,
    Fails(Failure),
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
    /// No response that could be read.
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub topic: Topic,
    pub state: State,
}

impl Fact {
    pub fn fails(&self) -> bool {
        matches!(self.state, State::Fails(_))
    }

    pub fn works(&self) -> bool {
        self.state == State::Works
    }
}

/// Everything that the setup needs of a service, and what is known of it.
pub fn facts(run: &LifecycleRun) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |topic, state| facts.push(Fact { topic, state });
    add(Topic::Create, created_active(run));
    add(Topic::Find, found(run));
    add(Topic::Read, read(run));
    let needed = || {
        ATTRIBUTES
            .into_iter()
            .filter(|attribute| run.needs.attribute(*attribute).mapped)
    };
    for attribute in needed() {
        add(Topic::Written(attribute), written(run, attribute));
    }
    for form in PATCH_FORMS {
        add(Topic::Update(form), updated(run, form));
        for attribute in needed() {
            for way in ways(form) {
                if let Some(state) = changed(run, attribute, *way) {
                    add(Topic::Changed(attribute, *way), state);
                }
            }
        }
        let off = StepId::Deactivate(form);
        let on = StepId::Activate(form);
        add(
            Topic::Deactivate(form),
            change(run, off, run.took(StepId::DeactivateRead(form))),
        );
        add(
            Topic::Reactivate(form),
            change(run, on, run.took(StepId::ActivateRead(form))),
        );
    }
    add(Topic::Delete, deleted(run));
    facts
}

fn ways(form: PatchStyle) -> &'static [ChangeMode] {
    match form {
        PatchStyle::Default => &[ChangeMode::Default],
        PatchStyle::Flag => &[ChangeMode::Together, ChangeMode::Alone],
    }
}

/// What a response without success says; nothing of one with success.
fn refused(run: &LifecycleRun, step: StepId, outcome: &Outcome) -> Option<State> {
    let Outcome::Response(response) = outcome else {
        return Some(State::Open(Doubt::NoResponse));
    };
    if (200..300).contains(&response.status) {
        return None;
    }
    let refusal = run.refusal(step, response);
    Some(match refusal.is_general() {
        true => State::Open(Doubt::Refused(refusal)),
        false => State::Fails(Failure::Refused(refusal)),
    })
}

/// A step that changes something, and whether that showed afterwards.
fn change(run: &LifecycleRun, step: StepId, took: Option<bool>) -> State {
    let Some(outcome) = run.outcome(step) else {
        return State::Open(Doubt::NotMade);
    };
    refused(run, step, outcome).unwrap_or(match took {
        Some(true) => State::Works,
        Some(false) => State::Fails(Failure::NoEffect),
        None => State::Open(Doubt::NotShown),
    })
}

fn created(run: &LifecycleRun) -> State {
    let Some(outcome) = run.outcome(StepId::Create) else {
        return State::Open(Doubt::NotMade);
    };
    match refused(run, StepId::Create, outcome) {
        // Whatever the status, the user was not created when it was asked for.
        Some(State::Open(Doubt::Refused(refusal))) => State::Fails(Failure::Refused(refusal)),
        Some(state) => state,
        None if created_id(outcome).is_some() => State::Works,
        None => State::Fails(Failure::NoEffect),
    }
}

/// The creation sends `active` true, so a user that is inactive afterwards was
/// not created as Entra asks.
fn created_active(run: &LifecycleRun) -> State {
    let created = created(run);
    let read = run.last(StepId::Read);
    match read.and_then(|read| run.active_in(read)) {
        Some(false) if created == State::Works => {
            State::Fails(Failure::Other("active: false".to_owned()))
        }
        _ => created,
    }
}

fn found(run: &LifecycleRun) -> State {
    let Some(outcome) = run.outcome(StepId::Find) else {
        return State::Open(Doubt::NotMade);
    };
    refused(run, StepId::Find, outcome).unwrap_or(match run.is_listed(outcome) {
        true if run.needs.by_other_attribute => State::Open(Doubt::OtherAttribute),
        true => State::Works,
        false => State::Fails(Failure::NoEffect),
    })
}

fn read(run: &LifecycleRun) -> State {
    let Some(done) = run.last(StepId::Read) else {
        return State::Open(Doubt::NotMade);
    };
    refused(run, StepId::Read, &done.outcome).unwrap_or(match run.reading(done) {
        Reading::Own => State::Works,
        _ => State::Fails(Failure::NoEffect),
    })
}

fn deleted(run: &LifecycleRun) -> State {
    let Some(outcome) = run.outcome(StepId::Delete) else {
        return State::Open(Doubt::NotMade);
    };
    match cleanup(run) {
        Cleanup::Nothing => State::Works,
        Cleanup::There | Cleanup::Inactive => {
            refused(run, StepId::Delete, outcome).unwrap_or(State::Fails(Failure::NoEffect))
        }
        Cleanup::Perhaps => {
            refused(run, StepId::Delete, outcome).unwrap_or(State::Open(Doubt::NotShown))
        }
    }
}

fn updated(run: &LifecycleRun, form: PatchStyle) -> State {
    let together = StepId::Extend(form);
    if run.renamed(together) == Some(true) {
        return State::Works;
    }
    let alone = StepId::Update(form);
    match run.outcome(alone) {
        None if run.outcome(together).is_some() => change(run, together, run.renamed(together)),
        _ => change(run, alone, run.renamed(alone)),
    }
}

fn written(run: &LifecycleRun, attribute: Attribute) -> State {
    if run.needs.attribute(attribute).names.is_none() {
        return State::Open(Doubt::NoName);
    }
    match created(run) {
        State::Works => {}
        State::Fails(_) => return State::Open(Doubt::NotMade),
        open => return open,
    }
    effect(run, StepId::Create, attribute)
}

fn effect(run: &LifecycleRun, step: StepId, attribute: Attribute) -> State {
    let effect = run.effect(step, attribute);
    effect.unwrap_or(State::Open(Doubt::NotShown))
}

/// How a change of an attribute came out; nothing where the setup needs none.
fn changed(run: &LifecycleRun, attribute: Attribute, way: ChangeMode) -> Option<State> {
    let mapped = run.needs.attribute(attribute);
    if !mapped.on_update {
        return None;
    }
    if mapped.names.is_none() {
        // One fact says it for both of the flag's requests.
        return (way != ChangeMode::Alone).then_some(State::Open(Doubt::NoName));
    }
    let (step, form) = match way {
        ChangeMode::Default => (StepId::Extend(PatchStyle::Default), PatchStyle::Default),
        ChangeMode::Together => (StepId::Extend(PatchStyle::Flag), PatchStyle::Flag),
        ChangeMode::Alone => (StepId::ExtendAlone, PatchStyle::Flag),
    };
    let mut written = run.written(step).into_iter();
    // One attribute alone stands for both.
    written.find(|(own, _)| *own == attribute)?;
    let Some(outcome) = run.outcome(step) else {
        let needless = way == ChangeMode::Alone
            && matches!(
                changed(run, attribute, ChangeMode::Together),
                Some(State::Fails(_))
            );
        return (!needless).then_some(State::Open(Doubt::NotMade));
    };
    Some(match refused(run, step, outcome) {
        // The same right lets the plain update through, so it is this request
        // that is not allowed.
        Some(State::Open(Doubt::Refused(refusal)))
            if refusal.status == 403 && updated(run, form) == State::Works =>
        {
            State::Fails(Failure::Refused(refusal))
        }
        Some(state) => state,
        None => effect(run, step, attribute),
    })
}
