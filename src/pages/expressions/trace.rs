//! How the value came about, call by call, and what the expression does in
//! plain English.

use entra_expression::{Parse, explain};
use leptos::prelude::*;

use crate::components::element::{El, el, several};
use crate::pages::expressions::evaluation_status::EvaluationStatus;
use crate::pages::expressions::state::EditorState;
use provisioning::expression::trace_text::{self, TraceLine};
use provisioning::expression::value_text;

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
                let steps = response.calls.iter();
                let steps: Vec<TraceLine> = state
                    .parse
                    .with(|parse| steps.map(|call| trace_text::step(call, parse)).collect());
                let nothing = value_text::no_calls(&response.outcome);
                Some((steps, response.more_calls, nothing))
            }
            _ => None,
        });
        let Some((steps, more, nothing)) = found else {
            return el("p")
                .class("hint")
                .text("The calls appear here once there is a value.");
        };
        if steps.is_empty() {
            return el("p").class("hint").text(nothing);
        }
        let more = (more > 0).then(|| el("li").text(&format!("{more} more calls")));
        let deepest = steps.iter().map(|step| step.depth).max().unwrap_or(0);
        let rows = steps.into_iter().map(|step| row(state, step, deepest));
        el("ol").class("trace mono").children(rows).maybe(more)
    };
    el("section")
        .class("panel")
        .attr("aria-labelledby", "trace-title")
        .child(
            el("div")
                .class("panel-head")
                .child(el("h2").attr("id", "trace-title").text("How it came about")),
        )
        .child(el("div").class("body").live(steps))
}

/// Inner calls come first and stand further to the right.
fn row(state: EditorState, step: TraceLine, deepest: usize) -> El {
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
            None => several().child(
                el("p")
                    .class("hint")
                    .text("An explanation appears here once the expression is complete."),
            ),
            Some(expr) => el("ul")
                .class("explained")
                .children(explain(&expr).into_iter().map(|line| {
                    let class = format!("in-{}", line.indent.min(DEEPEST));
                    el("li").class(&class).text(&line.text)
                })),
        }
    };
    el("section")
        .class("panel")
        .attr("aria-labelledby", "explained-title")
        .child(
            el("div")
                .class("panel-head")
                .child(el("h2").attr("id", "explained-title").text("What it does")),
        )
        .child(el("div").class("body").live(lines))
}
