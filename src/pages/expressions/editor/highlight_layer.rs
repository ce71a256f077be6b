//! The colored copy of the text, exactly over the field.

use entra_expression::{Severity, too_long};
use leptos::html;
use leptos::prelude::*;

use crate::browser::elements::Node;
use crate::pages::expressions::editor::highlight::{
    HighlightMarks, HighlightSpan, pieces, plain, unchanged,
};
use crate::pages::expressions::editor::issue_card::at_cursor;
use crate::pages::expressions::state::issues::failure;
use crate::pages::expressions::state::{EditorState, use_editor};

#[component]
pub fn HighlightLayer() -> impl IntoView {
    let state = use_editor();
    let layer = NodeRef::<html::Pre>::new();
    Effect::new(move |shown: Option<ShownSpans>| {
        let mut shown = shown.unwrap_or_default();
        if let Some(layer) = layer.get() {
            let mut spans = spans(state);
            // A text that ends with a line break has one line more.
            spans.extend(plain("\n"));
            shown.update(&layer, spans);
        }
        shown
    });
    view! {
        <pre class="paint" aria-hidden="true" node_ref=layer></pre>
    }
}

/// What the text looks like; nothing while it was not read yet.
fn spans(state: EditorState) -> Vec<HighlightSpan> {
    state.text.with(|text| {
        if too_long(text).is_some() {
            return plain(text);
        }
        let marks = marks(state, text);
        state.parse.with(|parse| match parse.text == *text {
            true => pieces(text, &parse.tokens, &marks),
            false => Vec::new(),
        })
    })
}

fn marks(state: EditorState, text: &str) -> HighlightMarks {
    let mut marks = HighlightMarks {
        source: state.source.get(),
        anchor: state
            .list
            .with(|list| list.as_ref().map(|list| list.replace.start))
            .or_else(|| at_cursor(state).map(|issue| issue.span.start)),
        ..HighlightMarks::default()
    };
    state.issues.with(|found| marks.underline_all(text, found));
    if let Some(failed) = failure(state) {
        marks.underline(text, failed.span, Severity::Error);
    }
    marks
}

/// The spans of the layer. They are changed by
/// hand: as a view, thousands would be compared with the document at every key.
#[derive(Default)]
struct ShownSpans {
    spans: Vec<HighlightSpan>,
    nodes: Vec<Node>,
}

impl ShownSpans {
    /// Makes only those nodes anew whose spans changed.
    fn update(&mut self, layer: &Node, new: Vec<HighlightSpan>) {
        let (start, end) = unchanged(&self.spans, &new);
        let until = self.nodes.len() - end;
        let behind = self.nodes.get(until).cloned();
        let made = new[start..new.len() - end].iter().map(|span| {
            let node = node(span);
            let _ = layer.insert_before(&node, behind.as_ref());
            node
        });
        let made: Vec<Node> = made.collect();
        for gone in self.nodes.splice(start..until, made) {
            let _ = layer.remove_child(&gone);
        }
        self.spans = new;
    }
}

fn node(span: &HighlightSpan) -> Node {
    match document().create_element("span") {
        Ok(element) => {
            element.set_class_name(&span.class);
            element.set_text_content(Some(&span.text));
            element.into()
        }
        Err(_) => document().create_text_node(&span.text).into(),
    }
}
