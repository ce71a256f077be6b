//! How the value came about, call by call, and what the expression does in
//! plain English.

use entra_expression::{Parse, explain};
use leptos::prelude::*;

use crate::components::element::{El, el, hint, several, text};
use crate::components::panel::panel;
use crate::pages::expressions::state::{EditorState, EvaluationStatus};
use provisioning::expression::{TraceLine, value_text};

/// The deepest indentation that is drawn.
const DEEPEST: usize = 6;

pub fn trace(state: EditorState) -> El {
    let steps = move || {
        let found = state.shown.with(|shown| match shown {
            EvaluationStatus::Evaluated(question, response)
                if state
                    .text
                    .with_untracked(|text| *text == question.expression) =>
            {
                Some(response.clone())
            }
            _ => None,
        });
        let Some(response) = found else {
            return hint("The calls appear here once there is a value.");
        };
        if response.calls.is_empty() {
            let nothing = value_text::no_calls(&response.outcome);
            return hint(nothing);
        }
        let more = response.more_calls;
        let more = (more > 0).then(|| el("li").text(&format!("{more} more calls")));
        let deepest = response.calls.iter().map(|call| call.depth).max();
        let rows = response.calls.iter();
        let rows = rows.map(|call| row(state, call, deepest.unwrap_or(0)));
        el("ol").class("trace mono").children(rows).maybe(more)
    };
    panel("", "trace-title", text("How it came about"), several())
        .child(el("div").class("body").live(steps))
}

/// Inner calls come first and stand further to the right.
fn row(state: EditorState, step: &TraceLine, deepest: usize) -> El {
    let span = step.span;
    let indent = step.depth.min(deepest).min(DEEPEST);
    let name = el("button")
        .attr("type", "button")
        .class("toggle-name")
        .attr("title", "Show it in the expression")
        .text(&step.name)
        .on("click", move |_| state.select(span))
        .on("focus", move |_| state.source.set(Some(span)))
        .on("blur", move |_| state.source.set(None));
    el("li")
        .class(&format!("in-{indent}"))
        .on("mouseenter", move |_| state.source.set(Some(span)))
        .on("mouseleave", move |_| state.source.set(None))
        .child(name)
        .child(el("span").text(&step.arguments))
        .child(
            el("b")
                .class(if step.failed { "gives bad" } else { "gives" })
                .text(&format!("→ {}", step.result)),
        )
}

pub fn explanation(state: EditorState) -> El {
    let lines = move || {
        // It follows the result and not the text: typing in a long one stays
        // quick, and nothing flickers.
        let nothing = state
            .shown
            .with(|shown| matches!(shown, EvaluationStatus::Empty | EvaluationStatus::Unsound));
        let expr = state.parse.with_untracked(Parse::expr);
        match expr.filter(|_| !nothing) {
            None => several().child(hint(
                "An explanation appears here once the expression is complete.",
            )),
            Some(expr) => el("ul")
                .class("explained")
                .children(explain(&expr).into_iter().map(|line| {
                    let class = format!("in-{}", line.indent.min(DEEPEST));
                    el("li").class(&class).text(&line.text)
                })),
        }
    };
    panel("", "explained-title", text("What it does"), several())
        .child(el("div").class("body").live(lines))
}
