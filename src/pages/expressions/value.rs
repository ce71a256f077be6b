//! What the expression gives for the sample user.

mod parts;

use entra_expression::contested::ContestedInfo;
use leptos::prelude::*;
use provisioning::expression::{
    ExpressionError, ExpressionOutcome, ExpressionResponse, ExpressionValue,
};
use provisioning::mapping::{MappingSet, Source};

use crate::browser::worker::handle::WorkerError;
use crate::components::panel::Panel;
use crate::pages::expressions::evaluation::LIMIT_MS;
use crate::pages::expressions::reference::readings::Readings;
use crate::pages::expressions::reference::search::changing;
use crate::pages::expressions::state::{EvaluationInput, EvaluationStatus, use_editor};
use crate::pages::expressions::value::parts::ValueParts;
use provisioning::expression::value_text;

/// Values that are shown at most.
const MAX_SHOWN: usize = 20;

#[component]
pub fn ValuePanel() -> impl IntoView {
    let state = use_editor();
    view! {
        <Panel
            class="result"
            title_id="value-title"
            title=|| "Value"
            beside=move || {
                view! {
                    {move || {
                        state
                            .busy
                            .get()
                            .then(|| view! { <span class="tag">"evaluating"</span> }.into_any())
                    }}
                }
            }
        >
            <div class="body stack">
                {move || status(state.shown.get())}
                <ChangingValue/>
            </div>
        </Panel>
    }
}

fn status(shown: EvaluationStatus) -> AnyView {
    match shown {
        EvaluationStatus::Empty => view! { <WaysToBegin/> }.into_any(),
        EvaluationStatus::Unsound => view! {
            <p class="hint">
                "This is no complete expression yet. The findings below the editor say what is missing."
            </p>
        }
        .into_any(),
        EvaluationStatus::Evaluated(question, response) => {
            let contested = value_text::contested(&response);
            let contested = contested.map(|info| view! { <Contested info/> }.into_any());
            let contested = contested.collect::<Vec<_>>();
            view! {
                {outcome(question, &response)}
                {contested}
            }
            .into_any()
        }
        // The closure makes the alert anew, so that it is read out again.
        EvaluationStatus::Ended(question, error) => view! {
            {move || view! { <Ended question=question.clone() error/> }.into_any()}
        }
        .into_any(),
    }
}

/// Nothing is typed yet: expressions of the setup that can be opened.
#[component]
fn WaysToBegin() -> impl IntoView {
    let state = use_editor();
    view! {
        <p class="hint">
            "Type an expression, or open an example of the reference or one of your mappings. Its value for the sample user appears here as you type."
        </p>
        <div class="row">
            {move || {
                let rows = state.app.setup.with(|setup| expressions(&setup.mapping));
                rows.into_iter()
                    .map(|(target, expression)| {
                        view! { <OpenRow target expression/> }.into_any()
                    })
                    .collect::<Vec<_>>()
            }}
        </div>
    }
}

/// The targets whose source is an expression, each with it.
fn expressions(mapping: &MappingSet) -> Vec<(String, String)> {
    let rows = mapping.rows.iter().filter_map(|row| match &row.source {
        Source::Expression(text) => Some((row.target.clone(), text.clone())),
        _ => None,
    });
    rows.take(MAX_SHOWN).collect()
}

#[component]
fn OpenRow(target: String, expression: String) -> impl IntoView {
    let state = use_editor();
    let short = target.rsplit(':').next().unwrap_or(&target);
    let message = format!("The expression of {short} is open");
    let label = format!("Open the expression of {short}");
    view! {
        <button
            type="button"
            class="small"
            on:click=move |_| state.load(&expression, &message)
        >
            {label}
        </button>
    }
}

fn outcome(question: EvaluationInput, response: &ExpressionResponse) -> AnyView {
    if let ExpressionOutcome::Failed(error) = &response.outcome {
        let error = error.clone();
        return view! { <Failed error/> }.into_any();
    }
    if let Some((name, means)) = value_text::meaning(&response.outcome) {
        return view! {
            <p class="nothing mono">{name}</p>
            <p class="hint">{means}</p>
        }
        .into_any();
    }
    let is_single = matches!(response.outcome, ExpressionOutcome::One(_));
    let (values, more) = response.outcome.values();
    let more = values.len().saturating_sub(MAX_SHOWN) + more;
    let values = values.iter().take(MAX_SHOWN).cloned().collect();
    view! { <Values question values is_single more/> }.into_any()
}

#[component]
fn Values(
    question: EvaluationInput,
    values: Vec<ExpressionValue>,
    /// Whether it is one value, and not a list that happens to have one.
    is_single: bool,
    /// Values that are not shown.
    more: usize,
) -> impl IntoView {
    let question = StoredValue::new(question);
    let origin = RwSignal::new(String::new());
    let values = values.into_iter().enumerate().map(|(index, value)| {
        let name = match is_single {
            true => "Value".to_owned(),
            false => format!("Value {}", index + 1),
        };
        view! { <ValueParts question value name origin/> }.into_any()
    });
    let values = values.collect::<Vec<_>>();
    let more = (more > 0).then(|| {
        view! { <p class="hint">{format!("{more} more values are not shown.")}</p> }.into_any()
    });
    view! {
        {values}
        {more}
        <p class="hint origin" aria-live="polite">
            {move || match origin.with(String::is_empty) {
                true => {
                    "Point at a part of the value, or go through it with the arrow keys, to see where it comes from."
                        .to_owned()
                }
                false => origin.get(),
            }}
        </p>
    }
}

/// A value that rests on behavior that Microsoft does not document clearly.
#[component]
fn Contested(info: &'static ContestedInfo) -> impl IntoView {
    view! {
        <div class="callout warn stack">
            <b>"This value rests on behavior that Microsoft does not document clearly"</b>
            <Readings info/>
        </div>
    }
}

#[component]
fn Failed(error: ExpressionError) -> impl IntoView {
    let state = use_editor();
    let span = error.span;
    let excerpt: String = state
        .text
        .with_untracked(|text| span.of(text).chars().take(120).collect());
    let remedy = value_text::remedy(&error);
    let remedy = (!remedy.is_empty()).then(|| view! { <p>{remedy}</p> }.into_any());
    view! {
        <div class="callout bad stack">
            <b>"No value"</b>
            <p>{error.message}</p>
            <p>
                <code>{excerpt}</code>
            </p>
            {remedy}
            <p>
                <button type="button" class="small" on:click=move |_| state.select(span)>
                    "Show it in the expression"
                </button>
            </p>
        </div>
    }
}

/// The evaluation was ended, or could not begin.
#[component]
fn Ended(question: EvaluationInput, error: WorkerError) -> impl IntoView {
    let shown: String = question.expression.chars().take(200).collect();
    let (title, what, todo) = match error {
        WorkerError::TookTooLong { .. } => (
            "Ended after 2 seconds",
            format!(
                "The evaluation of this expression was still running after {} seconds and was ended, so that the page stays quick:",
                LIMIT_MS / 1000
            ),
            "Use shorter texts, fewer repetitions of the same long part, or a simpler pattern. Entra evaluates every expression for every user.",
        ),
        other => ("No answer", other.to_string(), "What you typed is kept."),
    };
    view! {
        <div class="callout bad stack" role="alert">
            <b>{title}</b>
            <p>{what}</p>
            <p>
                <code>{shown}</code>
            </p>
            <p>{todo}</p>
            <p>
                <EvaluateAgain/>
            </p>
        </div>
    }
}

/// A remark about functions that give another value each time.
#[component]
fn ChangingValue() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let names = state.parse.with(changing);
            (!names.is_empty())
                .then(|| {
                    view! {
                        <p class="callout warn">
                            {changes(&names)}
                            <EvaluateAgain/>
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}

fn changes(names: &[&str]) -> String {
    let verb = match names.len() {
        1 => "gives",
        _ => "give",
    };
    let calls = names.join(" and ");
    format!("{calls} {verb} another value each time. Times are in UTC, by this computer’s clock. ")
}

#[component]
fn EvaluateAgain() -> impl IntoView {
    let state = use_editor();
    view! {
        <button type="button" class="small" on:click=move |_| state.again.notify()>
            "Evaluate again"
        </button>
    }
}
