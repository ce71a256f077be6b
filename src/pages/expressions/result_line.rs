//! The line right below the editor: the value for the sample user, or why there
//! is none. Its height never changes.

mod parts;

use std::sync::Arc;

use entra_expression::typing::line_of;
use entra_expression::{Diagnostic, Severity, Span};
use leptos::prelude::*;
use provisioning::expression::{
    ExpressionOutcome, ExpressionResponse, ExpressionValue, value_text,
};

use crate::browser::worker::handle::WorkerError;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::expressions::result_line::parts::ValueParts;
use crate::pages::expressions::state::issues::{STEPS, failure};
use crate::pages::expressions::state::{
    EditorState, EvaluationInput, EvaluationStatus, use_editor,
};
use crate::pages::expressions::tabs::full_values::is_long;
use crate::pages::expressions::tabs::issues::notes::{EvaluateAgain, ended, ended_words};
use crate::pages::expressions::tabs::issues::severity_icon;
use crate::state::sample_user;

/// Values of a list that the line shows.
const MAX_SHOWN: usize = 8;

/// What the line says.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// Nothing is typed.
    Start,
    /// Somebody types, and there is no value yet.
    Waiting,
    /// What is missing is being typed.
    Incomplete,
    /// Why there is no value, and where.
    FirstIssue(String, Span),
    Value(EvaluationInput, Arc<ExpressionResponse>),
    Ended(WorkerError),
}

fn line(state: EditorState) -> Line {
    if let Some(error) = ended(state) {
        return Line::Ended(error);
    }
    match state.shown.get() {
        EvaluationStatus::Empty => return Line::Start,
        EvaluationStatus::Evaluated(question, response)
            if !matches!(response.outcome, ExpressionOutcome::Failed(_)) =>
        {
            return Line::Value(question, response);
        }
        _ => {}
    }
    if !state.settled.get() {
        return Line::Waiting;
    }
    let is_error = |issue: &&Diagnostic| issue.severity == Severity::Error;
    let first = state
        .issues
        .with(|issues| issues.iter().find(is_error).cloned());
    match (first, failure(state)) {
        (Some(issue), _) => Line::FirstIssue(issue.message, issue.span),
        (None, Some(error)) => Line::FirstIssue(error.message, error.span),
        (None, None) => Line::Incomplete,
    }
}

#[component]
pub fn ResultLine() -> impl IntoView {
    let state = use_editor();
    let line = Memo::new(move |_| line(state));
    view! {
        <section class="out" aria-label="Result">
            {move || shown(state, line.get())}
            {move || {
                state
                    .busy
                    .get()
                    .then(|| {
                        view! {
                            <span class="st">
                                <Icon of=icons::SPIN class="spin"/>
                                "Evaluating"
                            </span>
                        }
                            .into_any()
                    })
            }}
        </section>
    }
}

fn shown(state: EditorState, line: Line) -> AnyView {
    match line {
        Line::Start => view! {
            <span class="muted">{move || format!("The result for {} appears here.", name(state))}</span>
        }
        .into_any(),
        Line::Waiting => view! { <span class="muted">"No value yet"</span> }.into_any(),
        Line::Incomplete => view! {
            <span class="muted">"No value yet. The expression isn’t complete."</span>
        }
        .into_any(),
        Line::FirstIssue(message, span) => view! { <FirstIssue message span/> }.into_any(),
        // The closure makes the alert anew, so that it is read out again.
        Line::Ended(error) => view! { {move || view! { <Ended error/> }.into_any()} }.into_any(),
        Line::Value(question, response) => {
            view! { <Value question outcome=response.outcome.clone()/> }.into_any()
        }
    }
}

fn name(state: EditorState) -> String {
    state.user.with(sample_user::name)
}

#[component]
fn FirstIssue(message: String, span: Span) -> impl IntoView {
    let state = use_editor();
    let (icon, _, class) = severity_icon(Severity::Error);
    let line = state.text.with_untracked(|text| line_of(text, span));
    view! {
        <Icon of=icon class/>
        <p class="grow clamp">
            <b>"No value yet"</b>
            " "
            <span class="muted small">{message}</span>
        </p>
        <button type="button" class="btn quiet small" on:click=move |_| state.select(span)>
            {format!("Line {line}")}
        </button>
    }
}

#[component]
fn Ended(error: WorkerError) -> impl IntoView {
    let (title, text) = ended_words(error);
    let (icon, _, class) = severity_icon(Severity::Error);
    view! {
        <Icon of=icon class/>
        <p class="grow clamp" role="alert">
            <b>{title}</b>
            " "
            <span class="muted small">{text}</span>
        </p>
        <EvaluateAgain/>
    }
}

#[component]
fn Value(question: EvaluationInput, outcome: ExpressionOutcome) -> impl IntoView {
    let state = use_editor();
    let who = sample_user::name(&question.user);
    let is_long = is_long(&outcome);
    let origin = RwSignal::new(String::new());
    let (values, hint) = match value_text::meaning(&outcome) {
        Some((name, means)) => (view! { <code class="n">{name}</code> }.into_any(), means),
        None => (
            view! { <Values question outcome=outcome.clone() origin/> }.into_any(),
            "Hover over a character to see where it comes from.",
        ),
    };
    view! {
        <span class="muted small who">{format!("{who} gets")}</span>
        <div class="grow">
            <div class="values">{values}</div>
            <p class="muted tiny origin" aria-live="polite">
                {move || match origin.with(String::is_empty) {
                    true => hint.to_owned(),
                    false => origin.get(),
                }}
            </p>
        </div>
        {tail(state, &outcome, is_long)}
    }
}

/// What is at the end of the line: all of a long value, or a button to copy it.
fn tail(state: EditorState, outcome: &ExpressionOutcome, is_long: bool) -> AnyView {
    match outcome.values() {
        _ if is_long => view! {
            <button type="button" class="btn small" on:click=move |_| state.tab.set(STEPS)>
                "Show all"
            </button>
        }
        .into_any(),
        ([value], _) if !value.text.is_empty() => {
            let text = value.text.clone();
            view! { <CopyButton what="Value" text=move |()| text.clone()/> }.into_any()
        }
        _ => ().into_any(),
    }
}

#[component]
fn Values(
    question: EvaluationInput,
    outcome: ExpressionOutcome,
    /// What is said about a chosen part.
    origin: RwSignal<String>,
) -> impl IntoView {
    let question = StoredValue::new(question);
    let is_single = matches!(outcome, ExpressionOutcome::One(_));
    let (values, more) = outcome.values();
    let more = values.len().saturating_sub(MAX_SHOWN) + more;
    let values = values.iter().take(MAX_SHOWN).cloned().enumerate();
    let values = values.map(|(index, value): (usize, ExpressionValue)| {
        let name = match is_single {
            true => "Value".to_owned(),
            false => format!("Value {}", index + 1),
        };
        view! { <ValueParts question value name origin/> }.into_any()
    });
    let values = values.collect::<Vec<_>>();
    view! {
        {values}
        {(more > 0)
            .then(|| view! { <span class="muted small">{format!("and {more} more")}</span> }.into_any())}
    }
}
