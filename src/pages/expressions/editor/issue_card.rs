//! The issue at the cursor, beside its place, with its fix.

use entra_expression::Diagnostic;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::pages::expressions::state::{EditorState, use_editor};
use crate::pages::expressions::tabs::issues::severity_icon;

/// The issue that the cursor is in, once typing has paused.
pub fn at_cursor(state: EditorState) -> Option<Diagnostic> {
    let is_shown = state.focused.get()
        && state.settled.get()
        && !state.card_closed.get()
        && state.list.with(Option::is_none);
    if !is_shown {
        return None;
    }
    let at = state.byte();
    state.issues.with(|issues| {
        let mut issues = issues.iter();
        let here = issues.find(|issue| !issue.span.is_empty() && issue.span.touches(at));
        here.filter(|issue| !issue.fixes.is_empty()).cloned()
    })
}

#[component]
pub fn IssueCard() -> impl IntoView {
    let state = use_editor();
    let issue = Memo::new(move |_| at_cursor(state));
    view! { {move || issue.get().map(|issue| view! { <Card issue/> }.into_any())} }
}

#[component]
fn Card(issue: Diagnostic) -> impl IntoView {
    let state = use_editor();
    let (icon, _, class) = severity_icon(issue.severity);
    let fix = issue.fixes.into_iter().next().map(|fix| {
        let label = fix.label.clone();
        view! {
            <button type="button" class="btn small" on:click=move |_| state.apply(&fix)>
                {label}
            </button>
        }
        .into_any()
    });
    view! {
        // The field keeps the focus.
        <div class="hovercard" on:mousedown=move |press| press.prevent_default()>
            <Icon of=icon class/>
            <span>{issue.message}</span>
            {fix}
            <kbd class="wide-only">"Ctrl ."</kbd>
        </div>
    }
}
