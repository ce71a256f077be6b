//! Telling screen readers the result, once typing has stopped.

use std::time::Duration;

use entra_expression::quick_fix;
use leptos::prelude::*;
use provisioning::expression::value_text;

use crate::pages::expressions::state::{EditorState, EvaluationStatus};

/// Screen readers are told when somebody pauses for so long.
const QUIET: Duration = Duration::from_millis(1_200);

/// Characters of a status at most.
const MAX_ANNOUNCED: usize = 300;

pub fn follow(state: EditorState) {
    let message = Memo::new(move |_| message(state));
    let mut announce_soon = debounce(QUIET, move |message: String| {
        if !message.is_empty() {
            state.app.announce(message);
        }
    });
    Effect::new(move |before: Option<()>| {
        let message = message.get();
        // What stood there when the page opened is not announced.
        if before.is_some() {
            announce_soon(message);
        }
    });
}

fn message(state: EditorState) -> String {
    let issues = state.issues.with(|found| quick_fix::brief(found));
    let value = state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(_, response) => Some(value_text::brief(&response.outcome)),
        EvaluationStatus::Empty | EvaluationStatus::Unsound | EvaluationStatus::Ended(..) => None,
    });
    value_text::status(issues, value, MAX_ANNOUNCED)
}
