//! The coloured copy of the text, exactly over the field.

use entra_expression::{Severity, Span};
use leptos::prelude::*;
use provisioning::expression::Outcome;
use web_sys::Node;

use super::asking::Shown;
use super::desk::Desk;
use super::paint::{Marks, Piece, pieces, unchanged};
use crate::ui::dom::{self, El, el};

/// The layer.
pub fn paint(desk: Desk) -> El {
    let layer = el("pre").class("paint").attr("aria-hidden", "true");
    let node = layer.node().clone();
    let mut shown: Vec<Piece> = Vec::new();
    dom::keep_running(Box::new(move || {
        let new = desk.text.with(|text| {
            let marks = marks(desk, text);
            desk.parse.with(|parse| match parse.text == *text {
                true => pieces(text, &parse.tokens, &marks),
                false => Vec::new(),
            })
        });
        renew(&node, &shown, &new);
        shown = new;
    }));
    // A text that ends with a line break has one line more.
    layer.text("\n")
}

fn marks(desk: Desk, text: &str) -> Marks {
    let mut marks = Marks {
        source: desk.source.get(),
        anchor: desk
            .list
            .with(|list| list.as_ref().map(|list| list.replace.start)),
        ..Marks::default()
    };
    desk.findings.with(|found| marks.underline_all(text, found));
    desk.shown.with(|shown| {
        if let Shown::Told(question, answer) = shown
            && let Outcome::Failed(failed) = &answer.outcome
            && question.expression == text
        {
            let span = Span::new(failed.place.0, failed.place.1);
            marks.underline(text, span, Severity::Error);
        }
    });
    marks
}

/// Makes only those pieces anew that changed, so that typing in a long text
/// stays quick.
fn renew(layer: &Node, old: &[Piece], new: &[Piece]) {
    let (start, end) = unchanged(old, new);
    let children = layer.child_nodes();
    let behind = children.get((old.len() - end) as u32);
    for _ in start..old.len() - end {
        if let Some(gone) = children.get(start as u32) {
            let _ = layer.remove_child(&gone);
        }
    }
    for piece in &new[start..new.len() - end] {
        let made = el("span").class(&piece.class).text(&piece.text);
        let _ = layer.insert_before(made.node(), behind.as_ref());
    }
}
