//! The coloured copy of the text, exactly over the field.

use entra_expression::{Severity, too_long};
use leptos::prelude::*;
use provisioning::expression::ExpressionOutcome;

use crate::browser::elements::Node;
use crate::components::element::{self, El, el};
use crate::pages::expressions::editor::highlight::{
    HighlightMarks, HighlightSpan, pieces, plain, unchanged,
};
use crate::pages::expressions::state::{EditorState, EvaluationStatus};

pub fn highlight_layer(state: EditorState) -> El {
    let layer = el("pre").class("paint").attr("aria-hidden", "true");
    let node = layer.node().clone();
    // A text that ends with a line break has one line more.
    let end = element::text("\n");
    let tail = end.node().clone();
    let layer = layer.child(end);
    let mut shown: Vec<HighlightSpan> = Vec::new();
    let mut nodes: Vec<Node> = Vec::new();
    element::keep_running(Box::new(move || {
        let new = state.text.with(|text| {
            if too_long(text).is_some() {
                return plain(text);
            }
            let marks = marks(state, text);
            state.parse.with(|parse| match parse.text == *text {
                true => pieces(text, &parse.tokens, &marks),
                false => Vec::new(),
            })
        });
        let (start, end) = unchanged(&shown, &new);
        renew(&node, &tail, &mut nodes, start, end, &new);
        shown = new;
    }));
    layer
}

fn marks(state: EditorState, text: &str) -> HighlightMarks {
    let mut marks = HighlightMarks {
        source: state.source.get(),
        anchor: state
            .list
            .with(|list| list.as_ref().map(|list| list.replace.start)),
        ..HighlightMarks::default()
    };
    state
        .findings
        .with(|found| marks.underline_all(text, found));
    state.shown.with(|shown| {
        if let EvaluationStatus::Evaluated(question, response) = shown
            && let ExpressionOutcome::Failed(failed) = &response.outcome
            && question.expression == text
        {
            marks.underline(text, failed.span, Severity::Error);
        }
    });
    marks
}

/// Makes only those pieces anew that changed, so that typing in a long text
/// stays quick: `start` pieces at the beginning and `end` at the end stay.
fn renew(
    layer: &Node,
    tail: &Node,
    nodes: &mut Vec<Node>,
    start: usize,
    end: usize,
    new: &[HighlightSpan],
) {
    let until = nodes.len() - end;
    let behind = nodes.get(until).unwrap_or(tail).clone();
    let made = new[start..new.len() - end].iter().map(|piece| {
        let span = el("span").class(&piece.class).text(&piece.text);
        let _ = layer.insert_before(span.node(), Some(&behind));
        span.node().clone()
    });
    let made: Vec<Node> = made.collect();
    for gone in nodes.splice(start..until, made) {
        let _ = layer.remove_child(&gone);
    }
}
