//! What the run of the expression adds to its issues: why it failed or was
//! stopped, and what its value rests on.

use entra_expression::contested::ContestedInfo;
use entra_expression::typing::line_of;
use leptos::prelude::*;
use provisioning::expression::{ExpressionError, value_text};

use crate::browser::worker::handle::WorkerError;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::expressions::evaluation::LIMIT_MS;
use crate::pages::expressions::reference::readings::Readings;
use crate::pages::expressions::reference::search::changing;
use crate::pages::expressions::state::issues::failure;
use crate::pages::expressions::state::{EditorState, EvaluationStatus, use_editor};

/// How many there are, and whether one is why there is no value.
pub fn note_count(state: EditorState) -> (usize, bool) {
    let failed = usize::from(failure(state).is_some()) + usize::from(ended(state).is_some());
    let notes = contested(state).len() + usize::from(!changing_calls(state).is_empty());
    (failed + notes, failed > 0)
}

/// Why the evaluation was stopped or couldn't begin.
pub fn ended(state: EditorState) -> Option<WorkerError> {
    state.shown.with(|shown| match shown {
        EvaluationStatus::Ended(_, error) => Some(*error),
        _ => None,
    })
}

fn contested(state: EditorState) -> Vec<&'static ContestedInfo> {
    state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(_, response) => value_text::contested(response).collect(),
        _ => Vec::new(),
    })
}

fn changing_calls(state: EditorState) -> Vec<&'static str> {
    state.parse.with(changing)
}

#[component]
pub fn Notes() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || failure(state).map(|error| view! { <Failed error/> }.into_any())}
        {move || ended(state).map(|error| view! { <Ended error/> }.into_any())}
        {move || {
            contested(state)
                .into_iter()
                .map(|info| {
                    view! {
                        <Notice
                            kind=StatusKind::Warning
                            title="This value rests on behavior that Microsoft doesn't document clearly"
                        >
                            <Readings info/>
                        </Notice>
                    }
                        .into_any()
                })
                .collect::<Vec<_>>()
        }}
        {move || {
            let names = changing_calls(state);
            (!names.is_empty()).then(|| view! { <Changing names/> }.into_any())
        }}
    }
}

#[component]
fn Failed(error: ExpressionError) -> impl IntoView {
    let state = use_editor();
    let span = error.span;
    let (line, excerpt) = state.text.with_untracked(|text| {
        let excerpt: String = span.of(text).chars().take(120).collect();
        (line_of(text, span), excerpt)
    });
    view! {
        <Notice kind=StatusKind::Bad title="No value for this user">
            <p>{error.message.clone()}</p>
            <p>
                <code>{excerpt.clone()}</code>
            </p>
            <p>{value_text::remedy(&error)}</p>
            <div class="row">
                <button type="button" class="btn small" on:click=move |_| state.select(span)>
                    {format!("Show line {line}")}
                </button>
            </div>
        </Notice>
    }
}

/// What happened, and what to do about it.
pub fn ended_words(error: WorkerError) -> (String, String) {
    match error {
        WorkerError::TookTooLong { .. } => (
            format!("Stopped after {} seconds", LIMIT_MS / 1000),
            "Use shorter values, repeat long parts less often or simplify the pattern. Entra evaluates every expression for every user.".to_owned(),
        ),
        other => ("No value".to_owned(), other.to_string()),
    }
}

#[component]
fn Ended(error: WorkerError) -> impl IntoView {
    let (title, text) = ended_words(error);
    view! {
        <Notice kind=StatusKind::Bad title>
            <p>{text.clone()}</p>
            <div class="row">
                <EvaluateAgain/>
            </div>
        </Notice>
    }
}

/// Functions that give another value each time.
#[component]
fn Changing(names: Vec<&'static str>) -> impl IntoView {
    let verb = if names.len() == 1 { "gives" } else { "give" };
    let title = format!("{} {verb} a new value each time", names.join(" and "));
    view! {
        <Notice kind=StatusKind::Warning title>
            <p>"Times are in UTC, by this computer’s clock."</p>
            <div class="row">
                <EvaluateAgain/>
            </div>
        </Notice>
    }
}

#[component]
pub fn EvaluateAgain() -> impl IntoView {
    let state = use_editor();
    view! {
        <button type="button" class="btn small" on:click=move |_| state.again.notify()>
            "Evaluate again"
        </button>
    }
}
