//! What the setup changes in the file, and the changed file.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::SchemaDifference;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::export::{Export, RefusalReason};
use sync_schema::read::ParsedSchema;

use crate::browser;
use crate::browser::event;
use crate::components::bridge::from_element;
use crate::components::panel::TitledPanel;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::schema_file::import::ImportErrorText;
use crate::pages::mappings::schema_file::refusals::{Refusals, WaitingRows};
use crate::state::schema_file::{SchemaChanges, SchemaFileState};
use crate::state::{App, use_app};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status::row_status::held_rows;
use provisioning::set_status::set_evaluation::SetEvaluation;

/// The part of the page that gives out the changed file.
#[component]
pub fn ExportPanel(
    reading: Arc<ParsedSchema>,
    differences: Memo<Vec<SchemaDifference>>,
) -> impl IntoView {
    let app = use_app();
    let file = SchemaFileState::of(app);
    let pick = reading.pick;
    let compare = UnsyncCallback::new(move |()| {
        let set = app.setup.with_untracked(|setup| setup.mapping.clone());
        file.compare(pick, set);
    });
    Effect::new(move |_| {
        differences.track();
        file.groups_off.track();
        compare.run(());
    });
    let groups = (!reading.groups.is_empty()).then(|| view! { <GroupsOff/> }.into_any());
    view! {
        <TitledPanel id="schema-export" title="The file with the set-up’s mappings">
            {groups}
            {move || match file.changes.get() {
                SchemaChanges::Unknown => {
                    view! { <p class="hint">"Looking for what has to change"</p> }.into_any()
                }
                SchemaChanges::Failed(error) => view! {
                    <div role="alert">
                        <ImportErrorText error/>
                    </div>
                }
                .into_any(),
                SchemaChanges::Known(export) => view! {
                    <Consequences export=export.clone()/>
                    <KnownChanges export reading=reading.clone() compare/>
                }
                .into_any(),
            }}
        </TitledPanel>
    }
}

#[component]
fn GroupsOff() -> impl IntoView {
    let file = SchemaFileState::of(use_app());
    view! {
        <div class="choices">
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || file.groups_off.get()
                    on:change=move |change| file.groups_off.set(event::is_checked(&change))
                />
                "Switch the mapping of groups off"
            </label>
            <p class="hint">
                "Talkdesk takes no groups; left on, each of them is an error in the log."
            </p>
        </div>
    }
}

/// What the set will do, when no row is at fault but the operations or a row
/// that is missing.
#[component]
fn Consequences(export: Rc<Export>) -> impl IntoView {
    let app = use_app();
    let errors = export.diagnostics.iter().filter(|what| what.is_error());
    errors
        .map(|what| from_element(diagnostic(app, what)))
        .collect::<Vec<_>>()
}

/// How far the changed file is.
enum ExportState {
    /// Rows of the setup wait that are wrong as such.
    Waiting(Vec<MappingDiagnostic>),
    Refused,
    Unchanged,
    Ready,
}

impl ExportState {
    fn of(app: App, export: &Export) -> Self {
        // What is wrong with a row as such comes before what its value does,
        // which is the worker's to say.
        let waiting = app
            .setup
            .with_untracked(|setup| held_rows(&setup.mapping, &SetEvaluation::pending()));
        let mut refusals = export.refusals.iter();
        let only_values = refusals.all(|one| matches!(one.why, RefusalReason::Evaluated(_)));
        let changes = !export.splices.is_empty() || !export.refusals.is_empty();
        if changes && only_values && !waiting.is_empty() {
            Self::Waiting(waiting)
        } else if !export.refusals.is_empty() {
            Self::Refused
        } else if export.splices.is_empty() {
            Self::Unchanged
        } else {
            Self::Ready
        }
    }
}

#[component]
fn KnownChanges(
    export: Rc<Export>,
    reading: Arc<ParsedSchema>,
    compare: UnsyncCallback<()>,
) -> impl IntoView {
    match ExportState::of(use_app(), &export) {
        ExportState::Waiting(rows) => {
            view! { <WaitingRows rows refusals=export.refusals.clone()/> }.into_any()
        }
        ExportState::Refused => {
            let (refusals, job_id) = (export.refusals.clone(), reading.job_id.clone());
            view! { <Refusals refusals job_id compare/> }.into_any()
        }
        ExportState::Unchanged => {
            view! { <p>"Nothing has to change: the file says what the set-up says."</p> }.into_any()
        }
        ExportState::Ready => view! { <ChangedFile export/> }.into_any(),
    }
}

#[component]
fn ChangedFile(export: Rc<Export>) -> impl IntoView {
    let app = use_app();
    let changes = changes(&export)
        .into_iter()
        .map(|text| view! { <li>{text}</li> }.into_any());
    let warnings = warnings(&export)
        .into_iter()
        .map(|text| view! { <p class="callout warn">{text}</p> }.into_any());
    view! {
        <ul class="plain">{changes.collect::<Vec<_>>()}</ul>
        {warnings.collect::<Vec<_>>()}
        <div class="row">
            <button type="button" class="primary" on:click=move |_| save(app, &export)>
                "Save the changed file"
            </button>
        </div>
        <p class="hint">
            "Put it back where the portal showed it, by pasting all of it, and save; or with PUT to …/synchronization/jobs/{job}/schema. Keep the old file: it brings everything back. "
            <a href="#/mappings/scripts">"Scripts do the same from a shell"</a>
        </p>
    }
}

/// What changes in the file, each in a sentence.
fn changes(export: &Export) -> Vec<String> {
    let listed = |what: &str, names: &[String]| {
        (!names.is_empty()).then(|| format!("{what}: {}", names.join(", ")))
    };
    let mut changes = vec![match export.splices.len() {
        1 => "1 place changes; every other byte stays.".to_owned(),
        many => format!("{many} places change; every other byte stays."),
    }];
    changes.extend(listed(
        "Added to the target’s attribute list",
        &export.added,
    ));
    changes.extend(listed("Switched off", &export.disabled));
    changes.push("The version stays; Entra gives it a new one when you save.".to_owned());
    changes
}

/// What may keep Entra from taking the file.
fn warnings(export: &Export) -> Vec<String> {
    let unlisted = (!export.unlisted.is_empty()).then(|| {
        format!(
            "The target’s attribute list lacks {}. Entra may refuse the file; add them in the portal under “Edit attribute list”.",
            export.unlisted.join(", ")
        )
    });
    let wide = (export.encoding != SchemaFileEncoding::Utf8).then(|| {
        "The file is UTF-16 and stays so. Microsoft Graph takes UTF-8: save it as UTF-8 in an editor before you send it.".to_owned()
    });
    unlisted.into_iter().chain(wide).collect()
}

fn save(app: App, export: &Export) {
    let file = SchemaFileState::of(app);
    let name = changed_name(&file.name().unwrap_or_else(|| "schema.json".to_owned()));
    let saved = file
        .changed(export)
        .and_then(|blob| browser::save_blob(&name, &blob).ok());
    app.announce(match saved {
        Some(()) => format!("{name} saved"),
        None => "The browser did not save the file".to_owned(),
    });
}

fn changed_name(name: &str) -> String {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    format!("{stem}-changed.json")
}
