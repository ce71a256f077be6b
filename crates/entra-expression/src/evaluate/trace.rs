//! A traced run: every call with its arguments and result, and where the parts of the result come
//! from.

use super::environment::{AttributeLookup, Environment};
use super::error::{EvaluationError, Interruption};
use super::outcome::EvaluationOutcome;
use super::program::Program;
use super::value::{RuntimeValue, ValueOrigin};
use crate::contested::ContestedSet;
use crate::{Function, Span};

/// A traced run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluationTrace {
    /// What came out.
    pub outcome: Result<EvaluationOutcome<'static>, EvaluationError>,
    /// All calls in the order in which they were finished, inner ones first.
    pub calls: Vec<EvaluatedCall>,
    /// For each value of the outcome where its bytes come from, in order. Bytes that no entry
    /// covers have no one origin.
    pub origins: Vec<Vec<ValueOrigin>>,
    /// The behavior on which the run came that Microsoft does not document clearly.
    pub contested: ContestedSet,
}

impl Program {
    /// Runs the program and records what happens inside. Much slower than [`Program::run`].
    pub fn trace(
        &self,
        attributes: &dyn AttributeLookup,
        environment: &mut Environment,
    ) -> EvaluationTrace {
        environment.recorder = Some(TraceRecorder::default());
        let result = self.evaluate(attributes, environment);
        let recorder = environment.recorder.take().unwrap_or_default();
        let (outcome, origins) = match result {
            Ok(value) => {
                let (outcome, origins) = value.into_traced_outcome(self.root.span);
                (Ok(outcome.into_owned()), origins)
            }
            Err(Interruption::Ignored(flow)) => (Ok(EvaluationOutcome::Ignored(flow)), Vec::new()),
            Err(Interruption::Error(error)) => (Err(*error), Vec::new()),
        };
        EvaluationTrace {
            outcome,
            calls: recorder.calls,
            origins,
            contested: environment.contested(),
        }
    }
}

/// A call that was evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvaluatedCall {
    /// Where it stands in the expression.
    pub span: Span,
    /// The function.
    pub function: Function,
    /// The arguments in order; nothing for one that is omitted or was not evaluated. Of a
    /// comparison, the truth value.
    pub arguments: Vec<Option<EvaluationOutcome<'static>>>,
    /// The result; nothing when the call failed or dropped the attribute.
    pub result: Option<EvaluationOutcome<'static>>,
    /// How many calls it is nested in.
    pub depth: usize,
}

/// Collects calls while they are evaluated.
#[derive(Debug, Default)]
pub(crate) struct TraceRecorder {
    open: Vec<Vec<Option<EvaluationOutcome<'static>>>>,
    pub(crate) calls: Vec<EvaluatedCall>,
}

impl TraceRecorder {
    pub(crate) fn open(&mut self, arguments: usize) {
        self.open.push(vec![None; arguments]);
    }

    pub(crate) fn argument(&mut self, index: usize, value: &RuntimeValue<'_>) {
        let arguments = self.open.last_mut();
        if let Some(slot) = arguments.and_then(|arguments| arguments.get_mut(index)) {
            *slot = Some(value.clone().into_outcome().into_owned());
        }
    }

    pub(crate) fn close(
        &mut self,
        span: Span,
        function: Function,
        result: Option<&RuntimeValue<'_>>,
    ) {
        let arguments = self.open.pop().unwrap_or_default();
        self.calls.push(EvaluatedCall {
            span,
            function,
            arguments,
            result: result.map(|value| value.clone().into_outcome().into_owned()),
            depth: self.open.len(),
        });
    }
}
