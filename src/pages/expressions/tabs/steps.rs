//! The tab that shows how the value came about: the whole expression, then
//! what it is made of.

use std::sync::Arc;

use entra_expression::Span;
use leptos::prelude::*;
use provisioning::expression::{ExpressionResponse, TraceLine, TraceResult, value_text};

use crate::components::expression_code::ExpressionCode;
use crate::pages::expressions::state::{EditorState, EvaluationStatus, use_editor};
use crate::pages::expressions::tabs::full_values::FullValues;

/// The deepest indentation that is drawn.
const DEEPEST: usize = 6;
/// Characters of a step's text that are shown.
const MAX_TEXT: usize = 160;

/// What was evaluated and what came of it, if it is about the text that is
/// there.
type Evaluated = (String, Arc<ExpressionResponse>);

#[component]
pub fn Steps() -> impl IntoView {
    let state = use_editor();
    view! { {move || (!state.is_empty()).then(|| steps(evaluated(state)))} }
}

pub fn evaluated(state: EditorState) -> Option<Evaluated> {
    state.shown.with(|shown| match shown {
        EvaluationStatus::Evaluated(question, response)
            if state
                .text
                .with_untracked(|text| *text == question.expression) =>
        {
            Some((question.expression.clone(), response.clone()))
        }
        _ => None,
    })
}

fn steps(evaluated: Option<Evaluated>) -> AnyView {
    let nothing = match &evaluated {
        None => Some("Complete the expression to see how its value comes about."),
        Some((_, response)) if response.steps.is_empty() => {
            Some(value_text::no_steps(&response.outcome))
        }
        Some(_) => None,
    };
    match evaluated {
        None => view! { <p class="muted pane-note">{nothing}</p> }.into_any(),
        Some((text, response)) => {
            let outcome = response.outcome.clone();
            let table = match nothing {
                Some(nothing) => view! { <p class="muted pane-note">{nothing}</p> }.into_any(),
                None => view! { <StepTable text response/> }.into_any(),
            };
            view! {
                <FullValues outcome/>
                {table}
            }
            .into_any()
        }
    }
}

#[component]
fn StepTable(text: String, response: Arc<ExpressionResponse>) -> impl IntoView {
    let more = response.more_steps;
    let rows = response.steps.iter().cloned();
    let rows = rows.map(|step| {
        let text = shortened(&text, step.span);
        view! { <Step step text/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <table class="table trace">
            <thead>
                <tr>
                    <th scope="col">"Expression"</th>
                    <th scope="col">"Value"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(more > 0)
            .then(|| view! { <p class="muted small">{format!("{more} more steps")}</p> }.into_any())}
    }
}

/// The text of a step in one line, cut where it is long.
fn shortened(text: &str, span: Span) -> String {
    let mut shown = one_line(span.of(text));
    if let Some((end, _)) = shown.char_indices().nth(MAX_TEXT) {
        shown.truncate(end);
        shown.push('…');
    }
    shown
}

/// A text as it is written, but for white space outside of quotation marks.
/// The canonical form would add the commas of omitted arguments.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut is_quoted, mut is_escaped) = (false, false);
    for c in text.chars() {
        if is_quoted {
            is_quoted = is_escaped || c != '"';
            is_escaped = c == '\\' && !is_escaped;
            line.push(c);
        } else if c.is_whitespace() {
            if !line.ends_with([' ', '(']) {
                line.push(' ');
            }
        } else {
            if c == ')' {
                line.truncate(line.trim_end().len());
            }
            is_quoted = c == '"';
            line.push(c);
        }
    }
    line
}

#[component]
fn Step(step: TraceLine, text: String) -> impl IntoView {
    let state = use_editor();
    let span = step.span;
    let mark = move || state.source.set(Some(span));
    let unmark = move || state.source.set(None);
    let value = match step.result {
        TraceResult::Value(text) => view! { <code class="s">{text}</code> }.into_any(),
        TraceResult::Failed => view! { <span class="badc">"No value"</span> }.into_any(),
        TraceResult::Skipped => view! { <span class="muted">"Not needed"</span> }.into_any(),
    };
    view! {
        <tr on:mouseenter=move |_| mark() on:mouseleave=move |_| unmark()>
            <td class=format!("in-{}", step.depth.min(DEEPEST))>
                <button
                    type="button"
                    class="step-text"
                    title="Show it in the expression"
                    on:click=move |_| state.select(span)
                    on:focus=move |_| mark()
                    on:blur=move |_| unmark()
                >
                    <ExpressionCode text/>
                </button>
            </td>
            <td>{value}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_one_line_of_bounded_length() {
        let text = "Join(\n    \"-\",\n    [mail]\n)";
        let all = Span::new(0, text.len());
        assert_eq!(shortened(text, all), "Join(\"-\", [mail])");
        let long = format!("ToLower(\"{}\")", "é".repeat(400));
        let short = shortened(&long, Span::new(0, long.len()));
        assert_eq!(short.chars().count(), MAX_TEXT + 1);
        assert!(short.ends_with('…'));
    }

    #[test]
    fn one_line_is_as_it_is_written() {
        for (text, expected) in [
            (
                "Switch(\n  ToLower([a]),\n  , \"x\"\n)",
                "Switch(ToLower([a]), , \"x\")",
            ),
            ("Join(\"(  \\\"  )\",\n[a] )", "Join(\"(  \\\"  )\", [a])"),
            ("ToLower( [a],  )", "ToLower([a],)"),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
