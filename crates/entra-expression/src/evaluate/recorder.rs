//! Collects the calls of a traced run.

use super::outcome::EvaluationOutcome;
use super::value::RuntimeValue;
use crate::{Function, Span};

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
