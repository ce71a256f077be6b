//! The report, or why there is none.

mod downloads;
mod filters;
mod findings;
mod orphans;
mod required_names;
mod set_diagnostics;
mod totals;
pub mod user;
pub mod user_table;
mod users;
mod verdict;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use preflight::protocol::PreflightProgress;
use preflight::report::{PreflightReport, UserRow};

use crate::components::when::When;
use crate::pages::preflight::report::downloads::Downloads;
use crate::pages::preflight::report::findings::Findings;
use crate::pages::preflight::report::orphans::Orphans;
use crate::pages::preflight::report::required_names::RequiredNames;
use crate::pages::preflight::report::set_diagnostics::SetDiagnostics;
use crate::pages::preflight::report::totals::{ReportTotals, RunNotes};
use crate::pages::preflight::report::user_table::FirstUsers;
use crate::pages::preflight::report::users::Users;
use crate::pages::preflight::report::verdict::{RefusedFile, UnsoundMapping, Verdict};
use crate::pages::preflight::state::RunStatus;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::Section;
use crate::state::use_app;

/// What the last run came to.
#[component]
pub(crate) fn Report() -> impl IntoView {
    let state = use_page().state;
    // Progress is shown elsewhere, and must not build this anew.
    let ended = Memo::new(move |_| !state.is_running());
    view! {
        <div class="pf-report">
            {move || {
                ended
                    .get()
                    .then(|| {
                        let run = state.run();
                        untrack(|| view! { <RunResult run/> }.into_any())
                    })
            }}
        </div>
    }
}

#[component]
fn RunResult(run: Rc<RunStatus>) -> impl IntoView {
    match &*run {
        RunStatus::Empty | RunStatus::Running(_) => ().into_any(),
        RunStatus::Done(report) => view! { <DoneReport report=report.clone()/> }.into_any(),
        RunStatus::Cancelled(progress) => {
            view! { <Cancelled progress=progress.as_deref().cloned()/> }.into_any()
        }
        RunStatus::Refused { name, words } => {
            view! { <RefusedFile name=name.clone() words=words.clone()/> }.into_any()
        }
        RunStatus::Unsound { target, message } => {
            view! { <UnsoundMapping target=target.clone() message=message.clone()/> }.into_any()
        }
        RunStatus::Failed(failure) => view! {
            <Verdict
                class="bad"
                headline="The run did not come to its end"
                why=failure.to_string()
                remedy="The files are still open. Run again; if it fails again, try with a part of the file."
            />
        }
        .into_any(),
        RunStatus::Lost => view! {
            <Verdict
                class="warn"
                headline="The report is gone"
                why="The part of scimdesk that held it was started anew."
                remedy="The files are still open. Run again."
            />
        }
        .into_any(),
    }
}

#[component]
fn Cancelled(progress: Option<PreflightProgress>) -> impl IntoView {
    let rows = progress.map(|progress| progress.first).unwrap_or_default();
    view! {
        <Verdict
            class="warn"
            headline="The run was cancelled"
            why="You ended it, so there is no report."
            remedy="Run it again when you like. The files are still open."
        />
        <FirstUsers rows/>
    }
}

#[component]
fn DoneReport(report: Arc<PreflightReport>) -> impl IntoView {
    let app = use_app();
    let state = use_page().state;
    let orphans = (report.totals.orphans > 0).then(|| view! { <Orphans/> }.into_any());
    view! {
        <Section class="stack" id="pf-report-title" title="What the first cycle does">
            <When is=Signal::derive(move || state.is_outdated(app))>
                <p class="callout warn">
                    "Files, choices or mappings have changed since this run. Run again to see what they change."
                </p>
            </When>
            <ReportTotals totals=report.totals compared=report.compared/>
            <RunNotes report=report.clone()/>
            <SetDiagnostics report=report.clone()/>
            <Findings report=report.clone()/>
            <RequiredNames report=report.clone()/>
            <Downloads/>
            <Users findings=report.findings.clone()/>
            {orphans}
        </Section>
    }
}

/// What happens to a user, and why the user is skipped if so.
fn happens(row: &UserRow) -> String {
    match row.skip {
        Some(skip) => format!("{}: {}", row.outcome.label(), skip.label()),
        None => row.outcome.label().to_owned(),
    }
}
