//! A traced run: every call with its arguments and result, and where the parts of the result come
//! from.

use super::environment::{AttributeLookup, Environment};
use super::error::{EvaluationError, Interruption};
use super::outcome::EvaluationOutcome;
use super::program::Program;
use super::recorder::{EvaluatedCall, TraceRecorder};
use super::value::ValueOrigin;
use crate::contested::ContestedSet;

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
