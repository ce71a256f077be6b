//! How the value came about, call by call, and what the expression does in
//! plain English.

use std::sync::Arc;

use entra_expression::{ExplanationLine, Parse, explain};
use leptos::prelude::*;

use crate::components::panel::Panel;
use crate::pages::expressions::state::{EditorState, EvaluationStatus, use_editor};
use provisioning::expression::{ExpressionResponse, TraceLine, value_text};

/// The deepest indentation that is drawn.
const DEEPEST: usize = 6;

#[component]
pub fn Trace() -> impl IntoView {
    let state = use_editor();
    view! {
        <Panel title_id="trace-title" title=|| "How it came about">
            <div class="body">{move || calls(response(state))}</div>
        </Panel>
    }
}

/// The response, if it is about the text that is there.
fn response(state: EditorState) -> Option<Arc<ExpressionResponse>> {
    state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(question, response)
            if state
                .text
                .with_untracked(|text| *text == question.expression) =>
        {
            Some(response.clone())
        }
        _ => None,
    })
}

fn calls(response: Option<Arc<ExpressionResponse>>) -> AnyView {
    let nothing = match &response {
        None => Some("The calls appear here once there is a value."),
        Some(response) if response.calls.is_empty() => {
            Some(value_text::no_calls(&response.outcome))
        }
        Some(_) => None,
    };
    match response.filter(|_| nothing.is_none()) {
        None => view! { <p class="hint">{nothing}</p> }.into_any(),
        Some(response) => view! { <Calls response/> }.into_any(),
    }
}

#[component]
fn Calls(response: Arc<ExpressionResponse>) -> impl IntoView {
    let more = response.more_calls;
    let deepest = response.calls.iter().map(|call| call.depth).max();
    let deepest = deepest.unwrap_or(0).min(DEEPEST);
    let rows = response.calls.iter().cloned().map(|call| {
        let indent = call.depth.min(deepest);
        view! { <Call call indent/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <ol class="trace mono">
            {rows}
            {(more > 0)
                .then(|| view! { <li>{format!("{more} more calls")}</li> }.into_any())}
        </ol>
    }
}

/// Inner calls come first and stand further to the right.
#[component]
fn Call(call: TraceLine, indent: usize) -> impl IntoView {
    let state = use_editor();
    let span = call.span;
    let mark = move || state.source.set(Some(span));
    let unmark = move || state.source.set(None);
    view! {
        <li
            class=format!("in-{indent}")
            on:mouseenter=move |_| mark()
            on:mouseleave=move |_| unmark()
        >
            <button
                type="button"
                class="toggle-name"
                title="Show it in the expression"
                on:click=move |_| state.select(span)
                on:focus=move |_| mark()
                on:blur=move |_| unmark()
            >
                {call.name}
            </button>
            <span>{call.arguments}</span>
            <b class=if call.failed { "gives bad" } else { "gives" }>
                {format!("→ {}", call.result)}
            </b>
        </li>
    }
}

#[component]
pub fn Explanation() -> impl IntoView {
    let state = use_editor();
    view! {
        <Panel title_id="explained-title" title=|| "What it does">
            <div class="body">
                {move || match lines(state) {
                    None => {
                        view! {
                            <p class="hint">
                                "An explanation appears here once the expression is complete."
                            </p>
                        }
                            .into_any()
                    }
                    Some(lines) => view! { <ul class="explained">{lines_view(lines)}</ul> }.into_any(),
                }}
            </div>
        </Panel>
    }
}

/// What the expression does. It follows the result and not the text: typing in
/// a long one stays quick, and nothing flickers.
fn lines(state: EditorState) -> Option<Vec<ExplanationLine>> {
    let nothing = state
        .shown
        .with(|shown| matches!(shown, EvaluationStatus::Empty | EvaluationStatus::Unsound));
    let expr = state.parse.with_untracked(Parse::expr);
    expr.filter(|_| !nothing).map(|expr| explain(&expr))
}

fn lines_view(lines: Vec<ExplanationLine>) -> Vec<AnyView> {
    let lines = lines.into_iter().map(|line| {
        let class = format!("in-{}", line.indent.min(DEEPEST));
        view! { <li class=class>{line.text}</li> }.into_any()
    });
    lines.collect()
}
