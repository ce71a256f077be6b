//! What a traced run tells: every call with its arguments and result, and where the result's
//! parts come from.

use super::value::{Origin, Value};
use super::{Attributes, Environment, EvalError, Flow, Outcome, Program};
use crate::contested::ContestedSet;
use crate::{Function, Span};

/// A call that was evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Where it stands in the expression.
    pub span: Span,
    /// The function.
    pub function: Function,
    /// The arguments in order; nothing for one that is omitted or was not evaluated. Of a
    /// comparison, the truth value.
    pub arguments: Vec<Option<Outcome<'static>>>,
    /// The result; nothing when the call failed or dropped the attribute.
    pub result: Option<Outcome<'static>>,
    /// How many calls it is nested in.
    pub depth: usize,
}

/// A traced run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced {
    /// What came out.
    pub outcome: Result<Outcome<'static>, EvalError>,
    /// All calls in the order in which they were finished, inner ones first.
    pub calls: Vec<Call>,
    /// For each value of the outcome where its bytes come from, in order. Bytes that no entry
    /// covers have no one origin.
    pub origins: Vec<Vec<Origin>>,
    /// The behavior on which the run came that Microsoft does not document clearly.
    pub contested: ContestedSet,
}

/// Collects calls while they are evaluated.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    open: Vec<Vec<Option<Outcome<'static>>>>,
    calls: Vec<Call>,
}

impl Recorder {
    pub(super) fn open(&mut self, arguments: usize) {
        self.open.push(vec![None; arguments]);
    }

    pub(super) fn argument(&mut self, index: usize, value: &Value<'_>) {
        let arguments = self.open.last_mut();
        if let Some(slot) = arguments.and_then(|arguments| arguments.get_mut(index)) {
            *slot = Some(super::run::plain(value.clone()).into_owned());
        }
    }

    pub(super) fn close(&mut self, span: Span, function: Function, result: Option<&Value<'_>>) {
        let arguments = self.open.pop().unwrap_or_default();
        self.calls.push(Call {
            span,
            function,
            arguments,
            result: result.map(|value| super::run::plain(value.clone()).into_owned()),
            depth: self.open.len(),
        });
    }
}

impl Program {
    /// Runs the program and tells what happened inside. Much slower than [`Program::run`].
    pub fn trace(&self, attributes: &dyn Attributes, environment: &mut Environment) -> Traced {
        environment.recorder = Some(Recorder::default());
        let result = self.evaluate(attributes, environment);
        let recorder = environment.recorder.take().unwrap_or_default();
        let (outcome, origins) = match result {
            Ok(value) => {
                let (outcome, origins) = super::run::with_origins(value, self.root.span);
                (Ok(outcome.into_owned()), origins)
            }
            Err(super::error::Stop::Ignored(flow)) => (Ok(ignored(flow)), Vec::new()),
            Err(super::error::Stop::Error(error)) => (Err(*error), Vec::new()),
        };
        Traced {
            outcome,
            calls: recorder.calls,
            origins,
            contested: environment.contested(),
        }
    }
}

const fn ignored(flow: Flow) -> Outcome<'static> {
    Outcome::Ignored(flow)
}
