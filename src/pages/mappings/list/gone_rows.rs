//! Rows that only the portal has.

use leptos::prelude::*;
use provisioning::portal::portal_diff::{RowChange, RowDiff};

use crate::browser::event;
use crate::pages::mappings::list::actions;
use crate::pages::mappings::list::rows::ChangeTag;
use crate::state::use_app;
use provisioning::portal;
use provisioning::talkdesk::short;

#[component]
pub fn GoneRows(
    lines: Vec<RowDiff>,
    /// Why each of them has to go.
    reasons: Vec<String>,
) -> impl IntoView {
    // Folded again whenever the list changes: other rows may stand here then.
    let is_open = RwSignal::new(false);
    let names: Vec<&str> = lines.iter().map(|line| short(&line.target)).collect();
    let names = names.join(", ");
    let count = match lines.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    // What holds for all of them is said once.
    let common = reasons
        .first()
        .filter(|first| reasons.iter().all(|reason| reason == *first))
        .cloned();
    let is_common = common.is_some();
    let rows = lines.into_iter().zip(reasons).map(|(line, reason)| {
        let reason = (!is_common).then_some(reason);
        view! { <GoneRow line reason/> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <li class="gone">
            <details
                open=move || is_open.get()
                on:toggle=move |toggled| is_open.set(event::is_open(&toggled))
            >
                <summary>
                    <span class="what muted">
                        <b>{count}</b>
                        " "
                        <span class="each">{names}</span>
                    </span>
                    <ChangeTag change=RowChange::Delete/>
                </summary>
                {common.map(reason_view)}
                <ul>{rows}</ul>
            </details>
        </li>
    }
}

#[component]
fn GoneRow(
    line: RowDiff,
    /// Why it has to go, unless that is said above it.
    reason: Option<String>,
) -> impl IntoView {
    let app = use_app();
    let name = short(&line.target).to_owned();
    let source = line.now.as_ref().map(portal::source_line);
    let label = format!("Keep {name}");
    view! {
        <li class="gone-row">
            <div class="what">
                <code class="target">{name}</code>
                <code class="source">{source.unwrap_or_default()}</code>
                {reason.map(reason_view)}
            </div>
            <button
                type="button"
                class="quiet small no-print"
                aria-label=label
                on:click=move |_| {
                    if let Some(row) = line.now.clone() {
                        actions::keep(app, row);
                    }
                }
            >
                "Keep"
            </button>
        </li>
    }
}

fn reason_view(reason: String) -> AnyView {
    view! { <small class="reason">{reason}</small> }.into_any()
}
