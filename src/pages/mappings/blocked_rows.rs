//! Rows that are left out until they are fixed, with the ways to them.

use leptos::prelude::*;

use crate::pages::mappings::links;
use provisioning::diagnostics::MappingDiagnostic;

#[component]
pub fn BlockedRows(rows: Vec<MappingDiagnostic>) -> impl IntoView {
    let items = rows
        .into_iter()
        .map(|what| view! { <BlockedRow what/> }.into_any());
    view! {
        <div role="alert">
            <ul class="plain">{items.collect::<Vec<_>>()}</ul>
        </div>
    }
}

#[component]
fn BlockedRow(what: MappingDiagnostic) -> impl IntoView {
    let name = what.short_target();
    let headline = format!("{name}: {}", what.headline);
    let message = format!(". {} ", what.message);
    let label = format!("Mend the row of {name}");
    view! {
        <li>
            <b>{headline}</b>
            {message}
            <a href=links::of(&what.target)>{label}</a>
        </li>
    }
}
