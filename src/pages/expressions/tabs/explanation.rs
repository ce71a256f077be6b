//! The tab that says in plain English what the expression does.

use entra_expression::{ExplanationLine, Parse, explain};
use leptos::prelude::*;

use crate::pages::expressions::state::{EditorState, EvaluationStatus, use_editor};

/// The deepest indentation that is drawn.
const DEEPEST: usize = 6;

#[component]
pub fn Explanation() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || match lines(state) {
            None if state.is_empty() => ().into_any(),
            None => {
                view! { <p class="muted pane-note">"Complete the expression to see what it does."</p> }
                    .into_any()
            }
            Some(lines) => view! { <ul class="explained">{lines_view(lines)}</ul> }.into_any(),
        }}
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
