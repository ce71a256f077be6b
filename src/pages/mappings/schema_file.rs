//! `#/mappings/schema`: the schema file of the provisioning job beside the
//! setup, and an updated copy of it.

mod comparison;
mod details;
mod entra_issues;
mod failed_import;
mod file_bar;
mod head_actions;
mod import;
mod page_state;
mod put_back;
mod refusals;
mod rows;
mod status;

use leptos::prelude::*;

use crate::browser;
use crate::browser::files;
use crate::components::page_head::PageHead;
use crate::components::when::When;
use crate::pages::mappings::schema_file::comparison::ComparisonSection;
use crate::pages::mappings::schema_file::details::FileDetails;
use crate::pages::mappings::schema_file::entra_issues::EntraIssues;
use crate::pages::mappings::schema_file::failed_import::FailedImport;
use crate::pages::mappings::schema_file::file_bar::{FileBar, MappingChoice};
use crate::pages::mappings::schema_file::head_actions::HeadActions;
use crate::pages::mappings::schema_file::import::{ImportBox, take_first};
use crate::pages::mappings::schema_file::page_state::{SchemaPage, use_schema_page};
use crate::pages::mappings::schema_file::put_back::{GetIt, PutBack};
use crate::pages::mappings::schema_file::status::StatusNotice;
use crate::state::incoming_input::IncomingInput;
use crate::state::route::SidebarPage;
use crate::state::schema_file::ImportProgress;
use crate::state::use_app;

/// The id of the sentence that says what changes.
const RESULT_ID: &str = "schema-result";

#[component]
pub fn SchemaFilePage() -> impl IntoView {
    let app = use_app();
    let page = SchemaPage::new(app);
    provide_context(page);
    follow_reading(page);
    follow_incoming(page);
    page.follow_changes();
    view! {
        <PageHead
            title="Schema file"
            up=("Mappings", "#/mappings")
            lead=|| "Compare the schema from Entra with this setup, and save an updated copy."
            actions=|| view! { <HeadActions/> }.into_any()
        />
        <div
            class="split schema"
            class:over=move || page.is_over.get()
            on:dragover=move |drag| {
                drag.prevent_default();
                page.is_over.set(true);
            }
            on:dragleave=move |_| page.is_over.set(false)
            on:drop=move |drop| {
                drop.prevent_default();
                page.is_over.set(false);
                take_first(page.file, files::dropped(&drop));
            }
        >
            <div class="body">
                <When is=Signal::derive(move || page.shows_import())>
                    <ImportBox/>
                </When>
                <ReadingProgress/>
            </div>
            <aside class="drawer" aria-labelledby="schema-aside">
                <When
                    is=Signal::derive(move || page.has_reading.get())
                    otherwise=|| view! { <GetIt/> }.into_any()
                >
                    <PutBack/>
                </When>
            </aside>
        </div>
    }
}

/// Opens a file that was dropped on the mappings.
fn follow_incoming(page: SchemaPage) {
    let incoming = IncomingInput::of(page.app);
    Effect::new(move |_| {
        let (_, files) = incoming.take(SidebarPage::Mappings);
        if let Some((name, blob)) = files.into_iter().next() {
            untrack(|| page.file.open(name, blob));
        }
    });
}

/// Once a file is read, the import closes, and the sentence that says what
/// changes gets the focus.
fn follow_reading(page: SchemaPage) {
    Effect::new(move |before: Option<bool>| {
        let count = page.file.progress.with(|progress| match progress {
            ImportProgress::Read(reading) => Some(reading.set.rows.len()),
            _ => None,
        });
        if let Some(count) = count.filter(|_| before == Some(false)) {
            page.is_choosing.set(false);
            page.app.announce(format!("{count} mappings read"));
            browser::focus_soon(RESULT_ID);
        }
        count.is_some()
    });
}

#[component]
fn ReadingProgress() -> impl IntoView {
    let page = use_schema_page();
    view! {
        {move || match page.file.progress.get() {
            ImportProgress::Nothing => ().into_any(),
            ImportProgress::Reading => view! { <p class="reading muted">"Reading…"</p> }.into_any(),
            ImportProgress::Failed(error) => view! { <FailedImport error/> }.into_any(),
            ImportProgress::Read(_) => view! { <ReadSchema/> }.into_any(),
        }}
    }
}

#[component]
fn ReadSchema() -> impl IntoView {
    view! {
        <FileBar/>
        <MappingChoice/>
        <StatusNotice/>
        <ComparisonSection/>
        <EntraIssues/>
        <FileDetails/>
    }
}
