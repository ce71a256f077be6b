//! The tab with what is wrong, each issue with its line and its fix.

pub mod notes;

use entra_expression::typing::line_of;
use entra_expression::{Diagnostic, Fix, Severity};
use leptos::prelude::*;

use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::components::status::{Status, StatusKind};
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::pages::expressions::tabs::issues::notes::{Notes, note_count};

/// Issues that are shown at most.
const MAX_SHOWN: usize = 30;

/// How bad it is: an icon, its name and its color.
pub fn severity_icon(severity: Severity) -> (&'static str, &'static str, &'static str) {
    match severity {
        Severity::Error => (icons::BAD, "Error", "badc"),
        Severity::Warning => (icons::WARN, "Warning", "warnc"),
        Severity::Info => (icons::INFO, "Tip", "muted"),
    }
}

/// How many there are, beside the name of the tab.
#[component]
pub fn IssueCount() -> impl IntoView {
    let state = use_editor();
    view! { {move || count(state).map(|(kind, text)| view! { <Status kind text/> }.into_any())} }
}

fn count(state: EditorState) -> Option<(StatusKind, String)> {
    let (notes, has_failed) = note_count(state);
    let count = state.issues.with(Vec::len) + notes;
    let worst = state
        .issues
        .with(|issues| issues.iter().map(|issue| issue.severity).max());
    let kind = match worst {
        _ if count == 0 => return None,
        Some(Severity::Error) => StatusKind::Bad,
        _ if has_failed => StatusKind::Bad,
        Some(Severity::Info) if notes == 0 => StatusKind::Plain,
        _ => StatusKind::Warning,
    };
    Some((kind, count.to_string()))
}

#[component]
pub fn Issues() -> impl IntoView {
    let state = use_editor();
    view! {
        {move || {
            let found = state.issues.get();
            (!found.is_empty()).then(|| view! { <IssueList found/> }.into_any())
        }}
        <Notes/>
        {move || {
            let none = count(state).is_none() && !state.is_empty();
            none.then(|| view! { <p class="muted pane-note">{no_issues(state)}</p> }.into_any())
        }}
    }
}

fn no_issues(state: EditorState) -> &'static str {
    match state.parse.with(|parse| parse.is_sound()) {
        true => "No issues.",
        false => "The expression isn’t complete yet.",
    }
}

#[component]
fn IssueList(found: Vec<Diagnostic>) -> impl IntoView {
    let more = found.len().saturating_sub(MAX_SHOWN);
    let fixable = found.iter().filter(|issue| !issue.fixes.is_empty()).count();
    let rows = found.into_iter().take(MAX_SHOWN);
    let rows = rows.map(|issue| view! { <Issue issue is_only=fixable == 1/> }.into_any());
    view! {
        <h2 class="sr">"Issues"</h2>
        <ol class="issue-list" aria-label="Issues">
            {rows.collect::<Vec<_>>()}
        </ol>
        {(more > 0)
            .then(|| view! { <p class="muted small">{format!("Fix these to see {more} more.")}</p> }.into_any())}
        {(fixable > 1).then(|| view! { <FixAll fixable/> }.into_any())}
    }
}

#[component]
fn FixAll(fixable: usize) -> impl IntoView {
    let state = use_editor();
    let label = match fixable {
        2 => "Fix both".to_owned(),
        _ => "Fix all".to_owned(),
    };
    view! {
        <div class="row fixrow">
            <button type="button" class="btn primary" on:click=move |_| state.fix_all()>
                {label}
            </button>
            <span class="muted small">"You can undo this with Ctrl Z."</span>
        </div>
    }
}

#[component]
fn Issue(
    issue: Diagnostic,
    /// Whether it is the only one that has a fix.
    is_only: bool,
) -> impl IntoView {
    let state = use_editor();
    let (icon, word, class) = severity_icon(issue.severity);
    let span = issue.span;
    let line = state.text.with_untracked(|text| line_of(text, span));
    let source = issue.source.trim_end_matches('.');
    let fixes = issue.fixes.into_iter().enumerate();
    let fixes = fixes.map(|(index, fix)| {
        let is_primary = is_only && index == 0;
        view! { <FixButton fix is_primary/> }.into_any()
    });
    view! {
        <li class="iss">
            <button
                type="button"
                class="btn quiet small line"
                aria-label=format!("Line {line}: show {}", issue.message)
                on:click=move |_| state.select(span)
            >
                {format!("Line {line}")}
            </button>
            <div>
                <h3>
                    <LabeledIcon of=icon label=word class/>
                    " "
                    {issue.message}
                </h3>
                <div class="why">
                    {issue.why} " " <details class="source">
                        <summary aria-label="Source">
                            <Icon of=icons::INFO/>
                        </summary>
                        {format!("Source: {source}.")}
                    </details>
                </div>
            </div>
            <div class="fixes">{fixes.collect::<Vec<_>>()}</div>
        </li>
    }
}

#[component]
fn FixButton(fix: Fix, is_primary: bool) -> impl IntoView {
    let state = use_editor();
    let label = fix.label.clone();
    view! {
        <button
            type="button"
            class="btn"
            class:primary=is_primary
            on:click=move |_| state.apply(&fix)
        >
            {label}
        </button>
    }
}
