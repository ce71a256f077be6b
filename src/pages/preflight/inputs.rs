//! What a run is given: files, what each is for, and choices.

pub mod choices;
pub mod columns;
pub mod drop_zone;
pub mod files;
pub mod meaning;
pub mod paste_box;
pub mod target_users;

use leptos::html;
use leptos::prelude::*;

use crate::browser::elements;
use crate::pages::preflight::inputs::choices::Choices;
use crate::pages::preflight::inputs::columns::KnownAttributes;
use crate::pages::preflight::inputs::drop_zone::DropZone;
use crate::pages::preflight::inputs::files::FileList;
use crate::pages::preflight::inputs::target_users::TargetUsers;
use crate::pages::preflight::state::{PreflightState, RunStatus};
use crate::pages::preflight::use_page;

/// Identity of what holds files and choices.
pub(crate) const INPUTS_ID: &str = "pf-inputs";

/// Identity of the heading of a file.
pub(crate) fn head_id(id: u32) -> String {
    format!("pf-file-{id}")
}

/// Files and choices. They fold away when a run begins, so that what comes of
/// it is in sight, and open again when something there has to be fixed.
#[component]
pub(crate) fn Inputs() -> impl IntoView {
    let state = use_page().state;
    view! {
        <details class="history no-print" id=INPUTS_ID node_ref=folded_by_runs(state)>
            <summary>{move || summary(state)}</summary>
            <div class="pf-inputs">
                <DropZone/>
                <FileList/>
                <KnownAttributes/>
                <Choices/>
                <TargetUsers/>
            </div>
        </details>
    }
}

/// A part that folds away when a run begins. Nothing else folds it away:
/// whoever fixes a file is still at it when nothing is wrong any more.
fn folded_by_runs(state: PreflightState) -> NodeRef<html::Details> {
    let details = NodeRef::<html::Details>::new();
    let wanted = Memo::new(move |_| {
        let first = *state.run() == RunStatus::Empty;
        first || state.open_error().is_some() || state.blocker().is_some()
    });
    let running = Memo::new(move |_| state.is_running());
    Effect::new(move |_| {
        let (running, wanted) = (running.get(), wanted.get());
        if let Some(details) = details.get()
            && (running || wanted)
        {
            elements::set_details_open(&details, !running);
        }
    });
    details
}

fn summary(state: PreflightState) -> String {
    let names = state.input_files(|input_files| {
        let names = input_files.all().iter().map(|file| file.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    });
    match names.is_empty() {
        true => "Files and choices".to_owned(),
        false => format!("Files and choices: {names}"),
    }
}
