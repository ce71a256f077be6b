//! What is to know of the files and of how the numbers were made.

use std::sync::Arc;

use leptos::prelude::*;
use preflight::REQUESTS_ASSUMED;
use preflight::report::PreflightReport;
use provisioning::format::{counted, span};

use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::pages::preflight::use_page;

#[component]
pub(crate) fn RunNotes(report: Arc<PreflightReport>) -> impl IntoView {
    let notes = file_notes(&report, &use_page().state.ran_names());
    let notes = notes.into_iter().map(|text| {
        view! {
            <li class="hint">
                <Icon of=icons::INFO/>
                <span>{text}</span>
            </li>
        }
        .into_any()
    });
    let notes = notes.collect::<Vec<_>>();
    let notes = (!notes.is_empty()).then(|| {
        view! {
            <ul class="stack section" aria-label="Notes on the files">
                {notes}
            </ul>
        }
        .into_any()
    });
    let basis = basis(&report);
    view! {
        {notes}
        <Fold class="section" summary=|| view! { <span class="grow muted">"How this was counted"</span> }.into_any()>
            <p class="pf-fold muted">{basis}</p>
        </Fold>
    }
}

fn basis(report: &PreflightReport) -> String {
    let totals = format!(
        "{} checked in {}. The first cycle takes {}. {REQUESTS_ASSUMED}",
        counted(report.totals.users.into(), "user", "users"),
        span((report.milliseconds / 1_000.0).round() as u64),
        counted(report.first_cycle.requests.into(), "request", "requests"),
    );
    match report.compared {
        true => totals,
        false => format!(
            "{totals} Existing Talkdesk users are counted as new, because you haven’t loaded Talkdesk’s users."
        ),
    }
}

/// What is to know of each file. `names` are the files, in the order of the
/// plan.
fn file_notes(report: &PreflightReport, names: &[String]) -> Vec<String> {
    let files = report.notes.iter().zip(names);
    let notes = files.flat_map(|(notes, name)| {
        notes.iter().map(move |note| match names.len() {
            1 => note.to_string(),
            _ => format!("{name}: {note}"),
        })
    });
    notes.collect()
}
