//! What a run is given: files, what each is for, and choices.

pub mod choices;
pub mod columns;
pub mod drop_zone;
pub mod files;
pub mod target_users;

use leptos::prelude::*;

use crate::browser::elements;
use crate::components::element::{El, el, keep_running};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::inputs::choices::choices;
use crate::pages::preflight::inputs::columns::known_attributes;
use crate::pages::preflight::inputs::drop_zone::drop_zone;
use crate::pages::preflight::inputs::files::files;
use crate::pages::preflight::inputs::target_users::live;
use crate::pages::preflight::state::RunStatus;

/// Identity of what holds files and choices.
pub(crate) const INPUTS_ID: &str = "pf-inputs";

/// Identity of the heading of a file.
pub(crate) fn head_id(id: u32) -> String {
    format!("pf-file-{id}")
}

/// Files and choices. They fold away when a run begins, so that what comes of
/// it is in sight, and open again when something there has to be fixed.
pub(crate) fn inputs(page: PreflightPage) -> El {
    let state = page.state;
    let wanted = Memo::new(move |_| {
        let first = *state.run() == RunStatus::Empty;
        first || state.open_error().is_some() || state.blocker().is_some()
    });
    let summary = move || {
        let names: Vec<String> = state.input_files(|input_files| {
            let names = input_files
                .all()
                .iter()
                .map(|input_file| input_file.name.clone());
            names.collect()
        });
        if names.is_empty() {
            "Files and choices".to_owned()
        } else {
            format!("Files and choices: {}", names.join(", "))
        }
    };
    let running = Memo::new(move |_| state.is_running());
    let details = el("details")
        .class("history no-print")
        .attr("id", INPUTS_ID);
    let node = details.node().clone();
    // Nothing else folds them away: whoever fixes a file is still at it when
    // nothing is wrong any more.
    keep_running(Box::new(move || match (running.get(), wanted.get()) {
        (true, _) => elements::set_details_open(&node, false),
        (false, true) => elements::set_details_open(&node, true),
        (false, false) => {}
    }));
    details.child(el("summary").live_text(summary)).child(
        el("div")
            .class("pf-inputs")
            .child(drop_zone(page))
            .child(files(page))
            .child(known_attributes())
            .child(choices(page))
            .child(live(page)),
    )
}
