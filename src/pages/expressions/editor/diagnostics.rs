//! What is wrong with the expression, each with its remedy.

use entra_expression::{Diagnostic, Severity};
use leptos::prelude::*;

use crate::components::element::{El, button, el, several};
use crate::pages::expressions::state::EditorState;

/// Findings that are shown at most.
const MAX_SHOWN: usize = 30;

/// The list below the field.
pub fn findings(state: EditorState) -> El {
    several().live(move || {
        state.findings.with(|found| {
            if found.is_empty() {
                return several();
            }
            let shown = found
                .iter()
                .take(MAX_SHOWN)
                .map(|finding| row(state, finding));
            let more = found.len().saturating_sub(MAX_SHOWN);
            let more = (more > 0).then(|| {
                el("li").text(&format!(
                    "{more} more findings are shown once these are mended."
                ))
            });
            el("ul")
                .class("found")
                .attr("aria-label", "Findings")
                .children(shown)
                .maybe(more)
        })
    })
}

/// The words and the class of how bad it is.
fn label_and_class(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", "bad"),
        Severity::Warning => ("warning", "warn"),
        Severity::Info => ("remark", ""),
    }
}

fn row(state: EditorState, finding: &Diagnostic) -> El {
    let (word, class) = label_and_class(finding.severity);
    let span = finding.span;
    let fixes = finding.fixes.iter().map(|fix| {
        let applied = fix.clone();
        button("small", &fix.label, move || state.apply(&applied))
    });
    let show = button("quiet small", "Show", move || state.select(span))
        .attr("aria-label", &format!("Show: {}", finding.message));
    let source = finding.source.trim_end_matches('.');
    el("li")
        .class(class)
        .child(
            el("div")
                .class("what")
                .child(
                    el("p")
                        .child(el("span").class(&format!("tag {class}")).text(word))
                        .text(" ")
                        .text(&finding.message),
                )
                .child(el("div").class("row").children(fixes).child(show)),
        )
        .child(
            el("p")
                .class("why")
                .text(finding.why)
                .child(el("small").text(&format!(" Source: {source}."))),
        )
}
