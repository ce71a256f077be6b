//! `#/mappings/schema`: the schema file of the provisioning job.

mod differences;
mod export;
mod import;
mod read;
mod refusals;

use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::differences;
use sync_schema::read::ParsedSchema;

use crate::components::bridge::into_element;
use crate::components::element::El;
use crate::components::page_title::PageTitle;
use crate::pages::mappings::schema_file::differences::DifferencesPanel;
use crate::pages::mappings::schema_file::export::ExportPanel;
use crate::pages::mappings::schema_file::import::{FailedImport, ImportBox};
use crate::pages::mappings::schema_file::read::{Effects, Remarks, WhatWasRead};
use crate::state::schema_file::{ImportProgress, SchemaFileState};
use crate::state::{App, use_app};

/// The page, for one that the element builder makes.
pub fn page(_app: App) -> El {
    into_element(view! { <SchemaFilePage/> }.into_any())
}

#[component]
pub fn SchemaFilePage() -> impl IntoView {
    let app = use_app();
    let file = SchemaFileState::of(app);
    announce_rows(app, file);
    view! {
        <p class="up">
            <a href="#/mappings">"Mappings"</a>
        </p>
        <PageTitle text="Schema file"/>
        <p class="lead">
            "The schema of the provisioning job is everything Entra knows about it. Read it here, see what differs from your set-up, and save it changed, to be put back in one go. In the portal it is under Attribute mapping, Show advanced options, “Review your schema here”. It stays in this tab and goes nowhere."
        </p>
        <ImportBox/>
        {move || match file.progress.get() {
            ImportProgress::Nothing => ().into_any(),
            ImportProgress::Reading => view! { <p class="loading">"Reading"</p> }.into_any(),
            ImportProgress::Failed(error) => view! { <FailedImport error/> }.into_any(),
            ImportProgress::Read(reading) => view! { <ReadSchema reading/> }.into_any(),
        }}
    }
}

/// Says how many rows were read once they are.
fn announce_rows(app: App, file: SchemaFileState) {
    Effect::new(move |_| {
        file.progress.with(|progress| {
            if let ImportProgress::Read(reading) = progress {
                app.announce(format!("{} rows read", reading.set.rows.len()));
            }
        });
    });
}

#[component]
fn ReadSchema(reading: Arc<ParsedSchema>) -> impl IntoView {
    let app = use_app();
    let compared = reading.clone();
    let found = Memo::new(move |_| {
        app.setup
            .with(|setup| differences(&compared.set, &setup.mapping))
    });
    view! {
        <div class="schema">
            <div class="stack">
                <WhatWasRead reading=reading.clone()/>
                <Effects reading=reading.clone()/>
                <Remarks reading=reading.clone()/>
            </div>
            <div class="stack">
                <DifferencesPanel reading=reading.clone() differences=found/>
                <ExportPanel reading differences=found/>
            </div>
        </div>
    }
}
