//! Asking the worker for the value while somebody types.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use entra_expression::Parse;
use leptos::prelude::*;
use provisioning::expression::ExpressionRequest;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent};
use crate::browser::{clock, random};
use crate::pages::expressions::state::{EditorState, EvaluationInput, EvaluationStatus};

/// An evaluation is ended after so many milliseconds.
pub const LIMIT_MS: u32 = 2_000;
/// Nothing is asked until somebody pauses for so long.
const PAUSE: Duration = Duration::from_millis(70);
/// Nobody is told to wait before this.
const PATIENCE: Duration = Duration::from_millis(300);

/// Evaluates again whenever text or user have changed.
pub fn follow(state: EditorState) {
    let mut send_soon = debounce(PAUSE, move |input| send(state, input));
    Effect::new(move |_| {
        state.again.track();
        let input = EvaluationInput {
            expression: state.text.get(),
            user: state.user.get(),
        };
        let nothing = if input.expression.trim().is_empty() {
            EvaluationStatus::Empty
        } else if !state.parse.with(Parse::is_sound) {
            EvaluationStatus::Unsound
        } else {
            return send_soon(input);
        };
        state.app.evaluation_worker().withdraw(Channel::Expression);
        state.shown.set(nothing);
    });
}

/// Whether text and user are still these; not when the page is gone.
fn is_current(state: EditorState, input: &EvaluationInput) -> bool {
    let text = state
        .text
        .try_with_untracked(|text| *text == input.expression);
    let user = state.user.try_with_untracked(|user| *user == input.user);
    text == Some(true) && user == Some(true)
}

fn send(state: EditorState, input: EvaluationInput) {
    if !is_current(state, &input) {
        return;
    }
    let waits = Rc::new(Cell::new(true));
    let (sent, still) = (input.clone(), waits.clone());
    let make = move || {
        set_timeout(
            move || {
                if still.get() {
                    let _ = state.busy.try_set(true);
                }
            },
            PATIENCE,
        );
        WorkerRequest::Expression(ExpressionRequest {
            expression: sent.expression,
            user: sent.user,
            now: clock::unix_seconds(),
            seed: random::seed(),
        })
    };
    let respond = move |event| {
        waits.set(false);
        let _ = state.busy.try_set(false);
        if is_current(state, &input) {
            let _ = state.shown.try_set(status(input.clone(), event));
        }
    };
    let request = WorkerCall::new(make)
        .latest_of(Channel::Expression)
        .limited_to(LIMIT_MS);
    state.app.evaluation_worker().send(request, respond);
}

fn status(input: EvaluationInput, event: WorkerEvent) -> EvaluationStatus {
    match event {
        WorkerEvent::Done(WorkerResponse::Expression(response)) => {
            EvaluationStatus::Evaluated(input, Arc::new(response))
        }
        WorkerEvent::Failed(error) => EvaluationStatus::Ended(input, error),
        WorkerEvent::Done(_) | WorkerEvent::Partial(_) => {
            EvaluationStatus::Ended(input, WorkerError::Crashed)
        }
    }
}
