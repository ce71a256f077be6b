//! What is wrong with the expression, each with its remedy.

use entra_expression::{Diagnostic, Fix, Severity};
use leptos::prelude::*;

use crate::pages::expressions::state::use_editor;

/// Findings that are shown at most.
const MAX_SHOWN: usize = 30;

/// The list below the field.
#[component]
pub fn Findings() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let found = state.findings.get();
            (!found.is_empty()).then(|| view! { <FindingsList found/> }.into_any())
        }}
    }
}

#[component]
fn FindingsList(found: Vec<Diagnostic>) -> impl IntoView {
    let more = found.len().saturating_sub(MAX_SHOWN);
    let rows = found.into_iter().take(MAX_SHOWN);
    let rows = rows.map(|finding| view! { <Finding finding/> }.into_any());
    view! {
        <ul class="found" aria-label="Findings">
            {rows.collect::<Vec<_>>()}
            {(more > 0)
                .then(|| {
                    view! {
                        <li>
                            {format!("{more} more findings are shown once these are mended.")}
                        </li>
                    }
                        .into_any()
                })}
        </ul>
    }
}

/// The words and the class of how bad it is.
fn label_and_class(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Error => ("error", "bad"),
        Severity::Warning => ("warning", "warn"),
        Severity::Info => ("remark", ""),
    }
}

#[component]
fn Finding(finding: Diagnostic) -> impl IntoView {
    let state = use_editor();
    let (word, class) = label_and_class(finding.severity);
    let span = finding.span;
    let source = finding.source.trim_end_matches('.');
    let fixes = finding.fixes.into_iter();
    let fixes = fixes.map(|fix| view! { <FixButton fix/> }.into_any());
    view! {
        <li class=class>
            <div class="what">
                <p>
                    <span class=format!("tag {class}")>{word}</span>
                    " "
                    {finding.message.clone()}
                </p>
                <div class="row">
                    {fixes.collect::<Vec<_>>()}
                    <button
                        type="button"
                        class="quiet small"
                        aria-label=format!("Show: {}", finding.message)
                        on:click=move |_| state.select(span)
                    >
                        "Show"
                    </button>
                </div>
            </div>
            <p class="why">
                {finding.why}
                <small>{format!(" Source: {source}.")}</small>
            </p>
        </li>
    }
}

#[component]
fn FixButton(fix: Fix) -> impl IntoView {
    let state = use_editor();
    let label = fix.label.clone();
    view! {
        <button type="button" class="small" on:click=move |_| state.apply(&fix)>
            {label}
        </button>
    }
}
