//! The report, or why there is none.

pub(crate) mod issues;
mod no_report;
mod notes;
mod orphans;
mod progress;
mod required_names;
pub(crate) mod summary;
mod user_filters;
pub(crate) mod user_table;
pub(crate) mod users;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use preflight::report::PreflightReport;
use preflight::report::counts::ReportCounts;

use crate::components::export_menu::NotCopied;
use crate::pages::preflight::report::issues::IssueList;
use crate::pages::preflight::report::no_report::NoReport;
use crate::pages::preflight::report::notes::RunNotes;
use crate::pages::preflight::report::orphans::Orphans;
use crate::pages::preflight::report::progress::RunProgress;
use crate::pages::preflight::report::required_names::RequiredNames;
use crate::pages::preflight::report::summary::ReportSummary;
use crate::pages::preflight::report::users::Users;
use crate::pages::preflight::state::RunStatus;
use crate::pages::preflight::use_page;

/// Progress of a run, then what it came to.
#[component]
pub(crate) fn Report() -> impl IntoView {
    let state = use_page().state;
    // Each change of progress must not build this anew.
    let running = Memo::new(move |_| state.is_running());
    view! {
        <NotCopied export=state.export/>
        {move || match running.get() {
            true => view! { <RunProgress/> }.into_any(),
            false => {
                let run = state.run();
                untrack(|| view! { <RunResult run/> }.into_any())
            }
        }}
    }
}

#[component]
fn RunResult(run: Rc<RunStatus>) -> impl IntoView {
    match &*run {
        RunStatus::Done(report) => view! { <DoneReport report=report.clone()/> }.into_any(),
        _ => view! { <NoReport run=run.clone()/> }.into_any(),
    }
}

#[component]
fn DoneReport(report: Arc<PreflightReport>) -> impl IntoView {
    let state = use_page().state;
    let counts = ReportCounts::of(&report);
    let set = state.ran().map(|plan| plan.set.clone()).unwrap_or_default();
    let orphans = (report.totals.orphans > 0).then(|| {
        let orphans = report.totals.orphans;
        view! { <Orphans orphans/> }.into_any()
    });
    view! {
        <section class="section" aria-label="Report">
            <ReportSummary counts=counts.clone() takes_focus=true/>
            <RunNotes report=report.clone()/>
            <IssueList counts set diagnostics=report.set.clone() shows_users=true/>
            <RequiredNames report=report.clone()/>
            {orphans}
            <Users issues=report.issues.clone()/>
        </section>
    }
}
