//! Ways to begin while nothing is typed: the expressions of the mappings.

use leptos::prelude::*;
use provisioning::mapping::{MappingSet, Source};
use provisioning::talkdesk;

use crate::components::expression_code::ExpressionCode;
use crate::pages::expressions::state::use_editor;

/// Rows that are shown at most.
const MAX_SHOWN: usize = 20;

#[component]
pub fn Start() -> impl IntoView {
    let state = use_editor();
    view! {
        <p class="muted none">
            "Type or paste an expression, open an example from Functions, or start from one of your mappings."
        </p>
        <ul class="starts">
            {move || {
                let rows = state.app.setup.with(|setup| expressions(&setup.mapping));
                rows.into_iter()
                    .map(|(target, expression)| {
                        view! { <OpenRow target expression/> }.into_any()
                    })
                    .collect::<Vec<_>>()
            }}
        </ul>
    }
}

/// The targets whose source is an expression, each with it.
fn expressions(mapping: &MappingSet) -> Vec<(String, String)> {
    let rows = mapping.rows.iter().filter_map(|row| match &row.source {
        Source::Expression(text) => Some((row.target.clone(), text.clone())),
        _ => None,
    });
    rows.take(MAX_SHOWN).collect()
}

#[component]
fn OpenRow(target: String, expression: String) -> impl IntoView {
    let state = use_editor();
    let short = talkdesk::short(&target);
    let message = format!("Expression of {short} opened");
    let label = format!("Open the expression of {short}");
    let shown = expression.clone();
    view! {
        <li>
            <button
                type="button"
                class="btn small"
                on:click=move |_| state.load(&expression, &message)
            >
                {label}
            </button>
            <ExpressionCode text=shown/>
        </li>
    }
}
