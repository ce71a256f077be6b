//! A run from its plan to its report.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{PreflightPlan, PreflightRequest, PreflightResponse};
use preflight::report::PreflightReport;
use preflight::users_file::error_text;
use worker_messages::WorkerResponse;

use crate::browser;
use crate::browser::clock::unix_seconds;
use crate::browser::files::Blob;
use crate::browser::worker::handle::WorkerEvent;
use crate::pages::preflight::paging::first_query;
use crate::pages::preflight::state::{PreflightState, RunStatus};
use crate::state::App;
use crate::state::preview_client::PreviewState;
use crate::state::schema_file::imported;
use preflight::input_files::Blocker;
use preflight::input_files::InputFiles;
use provisioning::format::{counted, grouped};

/// Identity of what stands in the place of a report that is not there.
pub const VERDICT_ID: &str = "pf-verdict";

impl PreflightState {
    /// What stands in the way of a run. Whoever reads it follows its changes.
    pub fn blocker(&self) -> Option<Blocker> {
        let scope = self.choices(|choices| choices.scope);
        self.input_files(|input_files| input_files.blocker(scope))
    }

    pub(crate) fn plan(&self, app: App, now: i64) -> (PreflightPlan, Vec<u32>) {
        let planned = self.input_files(InputFiles::planned);
        let (ids, files) = planned.into_iter().unzip();
        let filter = imported(app).and_then(|schema| schema.scope.clone());
        let plan = app.setup.with(|setup| PreflightPlan {
            files,
            set: setup.mapping.clone(),
            options: {
                let bench = setup.page_data();
                let (roles, teams) = (&bench.talkdesk_roles, &bench.talkdesk_teams);
                self.choices(|choices| choices.options(roles, teams, filter, now))
            },
        });
        (plan, ids)
    }

    /// Whether the report is of other files, choices or mappings than those
    /// of now. Whoever reads it follows its changes.
    pub fn is_outdated(&self, app: App) -> bool {
        self.is_done()
            && self
                .ran()
                .is_some_and(|ran| self.plan(app, ran.options.now).0 != *ran)
    }

    /// Begins a run, unless something stands in its way.
    pub fn begin(&self, app: App) {
        if untrack(|| self.is_running() || self.blocker().is_some()) {
            return;
        }
        let now = unix_seconds();
        let (plan, ids) = untrack(|| self.plan(app, now));
        let names = self.names(&ids);
        let begun = self.data.try_update_value(|data| {
            data.number += 1;
            data.ran = Some(Rc::new(plan.clone()));
            data.ran_names = names.into();
            data.query = first_query();
            data.forget_report();
            let blob = |id: &u32| data.blobs.iter().find(|(known, _)| known == id);
            let blobs = ids.iter().filter_map(blob);
            let blobs: Vec<Blob> = blobs.map(|(_, blob)| blob.clone()).collect();
            (data.number, blobs)
        });
        let Some((number, blobs)) = begun else {
            return;
        };
        self.set_run(RunStatus::Running(None));
        self.notify_all();
        app.announce("The run has begun");
        let state = *self;
        let respond = move |event| {
            let current = state.data.with_value(|data| data.number);
            if current == number {
                state.on_run(app, event);
            }
        };
        self.send(
            PreflightRequest::Run(Box::new(plan)),
            None,
            blobs,
            Box::new(respond),
        );
    }

    pub(crate) fn names(&self, ids: &[u32]) -> Vec<String> {
        let name = |id: &u32| untrack(|| self.input_files(|input_files| input_files.name(*id)));
        ids.iter().map(name).collect()
    }

    pub(crate) fn on_run(&self, app: App, event: WorkerEvent) {
        let run = match event {
            WorkerEvent::Partial(WorkerResponse::Preflight(PreflightResponse::Progress(
                progress,
            ))) => RunStatus::Running(Some(progress)),
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Done(report))) => {
                app.announce(summary(&report));
                if let Some(ran) = self.ran() {
                    PreviewState::of(app).set_preflight(ran.set.clone(), report.set.clone());
                }
                RunStatus::Done(report)
            }
            WorkerEvent::Done(WorkerResponse::Preflight(PreflightResponse::Refused {
                file,
                why,
            })) => RunStatus::Refused {
                name: self.ran_names().get(file).cloned().unwrap_or_default(),
                words: error_text(&why),
            },
            WorkerEvent::Done(WorkerResponse::Preflight(
                PreflightResponse::InvalidExpression { target, message },
            )) => RunStatus::Unsound { target, message },
            WorkerEvent::Failed(failure) => RunStatus::Failed(failure),
            WorkerEvent::Partial(_) | WorkerEvent::Done(_) => return,
        };
        let (done, goes_on) = (
            matches!(run, RunStatus::Done(_)),
            matches!(run, RunStatus::Running(_)),
        );
        self.set_run(run);
        if done {
            self.request_users();
            self.request_orphans(0);
        } else if !goes_on {
            browser::show_soon(VERDICT_ID);
        }
    }

    pub fn cancel(&self, app: App) {
        let RunStatus::Running(progress) = &*untrack(|| self.run()) else {
            return;
        };
        self.data.update_value(|data| data.number += 1);
        self.set_run(RunStatus::Cancelled(progress.clone()));
        self.worker().cancel();
        app.announce("The run was cancelled");
    }
}

/// What is read out at the end of a run.
fn summary(report: &PreflightReport) -> String {
    let totals = &report.totals;
    format!(
        "The report is here: {}, {} refused,{} {} created, {} updated, {} skipped",
        counted(totals.users.into(), "user", "users"),
        grouped(totals.refused.into()),
        match totals.unknown {
            0 => String::new(),
            unknown => format!(" {} not known,", grouped(unknown.into())),
        },
        grouped(totals.created.into()),
        grouped(totals.updated.into()),
        grouped(totals.skipped.into()),
    )
}
