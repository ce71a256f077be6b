//! Asking the worker for the value while somebody types.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use entra_expression::Parse;
use leptos::prelude::*;
use provisioning::expression;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent};
use crate::browser::{clock, random};
use crate::components::element;
use crate::pages::expressions::evaluation_status::{EvaluationInput, EvaluationStatus};
use crate::pages::expressions::state::EditorState;

/// An evaluation is ended after so many milliseconds.
pub const LIMIT_MS: u32 = 2_000;
/// Nothing is asked until somebody pauses for so long.
const PAUSE: Duration = Duration::from_millis(70);
/// Nobody is told to wait before this.
const PATIENCE: Duration = Duration::from_millis(300);

/// Evaluates again whenever text or user have changed.
pub fn follow(state: EditorState) {
    let round = Rc::new(Cell::new(0_u32));
    element::keep_running(Box::new(move || {
        state.again.track();
        let question = EvaluationInput {
            expression: state.text.get(),
            user: state.user.get(),
        };
        let mine = round.get().wrapping_add(1);
        round.set(mine);
        let nothing = if question.expression.trim().is_empty() {
            Some(EvaluationStatus::Empty)
        } else if !state.parse.with(Parse::is_sound) {
            Some(EvaluationStatus::Unsound)
        } else {
            None
        };
        if let Some(nothing) = nothing {
            state.app.evaluation_worker().withdraw(Channel::Expression);
            state.shown.set(nothing);
            return;
        }
        let round = round.clone();
        set_timeout(
            move || {
                // The page may be gone.
                if round.get() == mine && !state.text.is_disposed() {
                    send(state, question);
                }
            },
            PAUSE,
        );
    }));
}

fn send(state: EditorState, question: EvaluationInput) {
    let waits = Rc::new(Cell::new(true));
    let (input, still) = (question.clone(), waits.clone());
    let make = move || {
        set_timeout(
            move || {
                if still.get() {
                    let _ = state.busy.try_set(true);
                }
            },
            PATIENCE,
        );
        WorkerRequest::Expression(expression::ExpressionRequest {
            expression: input.expression,
            user: input.user,
            now: clock::unix_seconds(),
            seed: random::seed(),
        })
    };
    let respond = move |event| {
        waits.set(false);
        let _ = state.busy.try_set(false);
        show(state, question.clone(), event);
    };
    let request = WorkerCall::new(make)
        .latest_of(Channel::Expression)
        .limited_to(LIMIT_MS);
    state.app.evaluation_worker().send(request, respond);
}

/// Shows a response, unless something else is asked meanwhile or the page is
/// gone.
fn show(state: EditorState, question: EvaluationInput, event: WorkerEvent) {
    let same = state
        .text
        .try_with_untracked(|text| *text == question.expression);
    let same_user = state.user.try_with_untracked(|user| *user == question.user);
    if same != Some(true) || same_user != Some(true) {
        return;
    }
    let shown = match event {
        WorkerEvent::Done(WorkerResponse::Expression(response))
        | WorkerEvent::Partial(WorkerResponse::Expression(response)) => {
            EvaluationStatus::Evaluated(question, Arc::new(response))
        }
        WorkerEvent::Failed(error) => EvaluationStatus::Ended(question, error),
        WorkerEvent::Done(_) | WorkerEvent::Partial(_) => {
            EvaluationStatus::Ended(question, WorkerError::Crashed)
        }
    };
    let _ = state.shown.try_set(shown);
}
