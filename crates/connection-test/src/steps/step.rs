//! The steps of a test, as data, and their results.

use crate::http::outcome::{Outcome, Skip};
use crate::http::request::Method;
use crate::scim::user_id::UserId;

/// Where it says that a service has to answer so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecReference {
    /// What the page or section is called.
    pub title: &'static str,
    pub url: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<I> {
    pub id: I,
    /// What people call it.
    pub name: &'static str,
    pub method: Method,
    /// What the response has to be, in a sentence.
    pub expected: &'static str,
    /// Where that is written.
    pub source: SpecReference,
}

impl<I> Step<I> {
    pub const fn get(id: I, source: SpecReference, name: &'static str) -> Self {
        Self::new(id, Method::Get, source, name)
    }

    pub const fn new(id: I, method: Method, source: SpecReference, name: &'static str) -> Self {
        Step {
            id,
            name,
            method,
            expected: "",
            source,
        }
    }

    pub const fn expects(mut self, expected: &'static str) -> Self {
        self.expected = expected;
        self
    }
}

/// Names a step of a test.
pub trait StepKind: Copy + PartialEq + 'static {
    /// Every step, in the order in which they are made and shown.
    const STEPS: &'static [Step<Self>];

    /// What is known of the step. Every step is in the table, as a test proves.
    fn step(self) -> &'static Step<Self> {
        let found = Self::STEPS.iter().find(|step| step.id == self);
        found.unwrap_or(&Self::STEPS[0])
    }
}

/// What to do about the next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep<I> {
    Send(I),
    Skip(I, Skip),
}

/// A step that was made or skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepResult<I> {
    pub step: I,
    /// The user's id in its request, if it has one.
    pub id: Option<UserId>,
    pub outcome: Outcome,
}
