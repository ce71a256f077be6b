//! The rows that only Entra has, in one line.

use leptos::prelude::*;
use provisioning::portal::portal_diff::RowDiff;

use crate::components::expression_code::ExpressionCode;
use crate::components::fold::Fold;
use crate::components::when::When;
use crate::pages::mappings::baseline;
use crate::pages::mappings::row_actions;
use crate::pages::mappings::table_state::use_table;
use crate::state::use_app;
use provisioning::talkdesk::label;

/// Names that the closed line shows.
const NAMED: usize = 4;

#[component]
pub fn Removals() -> impl IntoView {
    let app = use_app();
    let state = use_table();
    let removals = Memo::new(move |_| state.table.with(|table| table.removals.clone()));
    let title = move || {
        let kind = match baseline::table(app).file {
            Some(_) => "in the file",
            None => "by default",
        };
        removals.with(|rows| match (rows.len(), kind) {
            (1, "by default") => "1 default mapping to delete".to_owned(),
            (count, "by default") => format!("{count} default mappings to delete"),
            (1, _) => "1 mapping of the file to delete".to_owned(),
            (count, _) => format!("{count} mappings of the file to delete"),
        })
    };
    view! {
        <When is=Signal::derive(move || removals.with(|rows| !rows.is_empty()))>
            <Fold
                class="removals"
                summary=move || {
                    view! {
                        <span class="grow">{move || title()}</span>
                        <span class="muted small wide-only">
                            {move || removals.with(|rows| names(rows))}
                        </span>
                    }
                }
            >
                <p class="muted small">
                    "Talkdesk doesn’t support these attributes. The steps tell you where to delete them."
                </p>
                <ul>
                    {move || {
                        removals
                            .get()
                            .into_iter()
                            .map(|line| view! { <Removal line/> }.into_any())
                            .collect::<Vec<_>>()
                    }}
                </ul>
            </Fold>
        </When>
    }
}

/// The first names, and how many there are besides.
fn names(rows: &[RowDiff]) -> String {
    let named: Vec<&str> = rows
        .iter()
        .take(NAMED)
        .map(|line| label(&line.target))
        .collect();
    let named = named.join(", ");
    match rows.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

#[component]
fn Removal(line: RowDiff) -> impl IntoView {
    let app = use_app();
    let name = label(&line.target).to_owned();
    let button = format!("Keep {name}");
    let text = line
        .now
        .as_ref()
        .map(|row| row.source.as_expression().into_owned())
        .unwrap_or_default();
    view! {
        <li>
            <span class="name">{name}</span>
            <ExpressionCode text wrong=None/>
            <button
                type="button"
                class="btn small quiet no-print"
                aria-label=button
                on:click=move |_| {
                    if let Some(row) = line.now.clone() {
                        row_actions::keep(app, row);
                    }
                }
            >
                "Keep"
            </button>
        </li>
    }
}
