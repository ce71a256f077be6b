//! What differs between the file and the setup.

use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::SchemaDifference;
use sync_schema::message;
use sync_schema::read::ParsedSchema;

use crate::browser;
use crate::components::panel::TitledPanel;
use crate::state::{App, UNDO_ID, use_app};

const ONLY_FILE: &str = "Rows that only the file has";
/// More rows than these are folded.
const MAX_OPEN: usize = 5;

#[component]
pub fn DifferencesPanel(
    reading: Arc<ParsedSchema>,
    differences: Memo<Vec<SchemaDifference>>,
) -> impl IntoView {
    view! {
        <TitledPanel id="schema-differs" title="What differs from the set-up">
            {move || {
                let (found, reading) = (differences.get(), reading.clone());
                match found.is_empty() {
                    true => view! { <p>"The file and the set-up say the same."</p> }.into_any(),
                    false => view! { <DifferenceList found reading/> }.into_any(),
                }
            }}
        </TitledPanel>
    }
}

#[component]
fn DifferenceList(found: Vec<SchemaDifference>, reading: Arc<ParsedSchema>) -> impl IntoView {
    let app = use_app();
    let matching = found
        .iter()
        .any(|one| matches!(one, SchemaDifference::Matching { .. }));
    let (only_file, others): (Vec<_>, Vec<_>) = found
        .iter()
        .partition(|one| matches!(one, SchemaDifference::OnlyFile { .. }));
    let others: Vec<_> = others.into_iter().map(message::difference).collect();
    let rows: Vec<_> = only_file.into_iter().filter_map(message::row).collect();
    view! {
        {(!others.is_empty()).then(|| view! { <PlainList items=others/> }.into_any())}
        {(!rows.is_empty()).then(|| view! { <RowsOfFile rows/> }.into_any())}
        <p class="callout">{message::CONSEQUENCE}</p>
        {matching.then(|| view! { <MatchingConsequence/> }.into_any())}
        <div class="row">
            <button type="button" on:click=move |_| take_over(app, &reading)>
                "Take these rows over into the set-up"
            </button>
        </div>
    }
}

#[component]
fn PlainList(items: Vec<String>) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|text| view! { <li>{text}</li> }.into_any());
    view! { <ul class="plain">{items.collect::<Vec<_>>()}</ul> }
}

/// The rows that the setup does not have; many are folded.
#[component]
fn RowsOfFile(rows: Vec<String>) -> impl IntoView {
    match rows.len() {
        count if count > MAX_OPEN => view! {
            <details>
                <summary>{format!("{ONLY_FILE} ({count})")}</summary>
                <PlainList items=rows/>
            </details>
        }
        .into_any(),
        _ => view! {
            <h3>{ONLY_FILE}</h3>
            <PlainList items=rows/>
        }
        .into_any(),
    }
}

#[component]
fn MatchingConsequence() -> impl IntoView {
    view! { <p class="callout warn">{message::MATCHING_CONSEQUENCE}</p> }
}

fn take_over(app: App, reading: &ParsedSchema) {
    let message = format!("{} rows taken over from the file", reading.set.rows.len());
    app.edit_mapping(message, |mapping| *mapping = reading.set.clone());
    browser::focus_soon(UNDO_ID);
}
