//! Rows that are left out until they are fixed, with the ways to them.

use leptos::prelude::*;

use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::pages::mappings::links;
use provisioning::diagnostics::MappingDiagnostic;

#[component]
pub fn BlockedRows(rows: Vec<MappingDiagnostic>) -> impl IntoView {
    let items = rows
        .into_iter()
        .map(|diagnostic| view! { <BlockedRow diagnostic/> }.into_any())
        .collect::<Vec<_>>();
    view! {
        <div role="alert">
            <ul class="plain">{items}</ul>
        </div>
    }
}

#[component]
fn BlockedRow(diagnostic: MappingDiagnostic) -> impl IntoView {
    let name = diagnostic.short_target();
    view! {
        <li>
            <b>{format!("{name}: {}", diagnostic.headline)}</b>
            {format!(". {} ", diagnostic.message)}
            <a href=links::of(&diagnostic.target)>{format!("Mend the row of {name}")}</a>
        </li>
    }
}

/// The same for pages that the element builder makes.
pub fn waiting_list(rows: &[MappingDiagnostic]) -> El {
    let rows = rows.to_vec();
    into_element(view! { <BlockedRows rows/> }.into_any())
}
