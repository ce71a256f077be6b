//! A run from its plan to its report.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{PreflightPlan, PreflightRequest, PreflightResponse};
use preflight::report::PreflightReport;

use crate::browser;
use crate::browser::clock::unix_seconds;
use crate::browser::files::Blob;
use crate::browser::worker::handle::WorkerError;
use crate::pages::preflight::paging::first_query;
use crate::pages::preflight::state::{Panel, PreflightState, RunStatus, StoredReport};
use crate::state::App;
use crate::state::preview_client::PreviewState;
use crate::state::schema_file::imported;
use preflight::input_files::Blocker;
use preflight::input_files::InputFiles;
use preflight::report::counts::ReportCounts;

/// Identity of what is shown in place of a report that is not there.
pub const NO_REPORT_ID: &str = "pf-no-report";

impl PreflightState {
    /// Why a run can't begin. Tracks the files and the choices.
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

    /// Whether files, choices or mappings have changed since the run. Tracks
    /// them.
    pub fn is_outdated(&self, app: App) -> bool {
        let Some(ran) = self.ran().filter(|_| self.is_done()) else {
            return false;
        };
        // A newer version of a file has the same columns.
        let (plan, files) = self.plan(app, ran.options.now);
        let ran_files = self.data.with_value(|data| data.ran_files.clone());
        plan != *ran || *files != *ran_files
    }

    /// Tells what came out, and keeps what holds nothing of a person.
    fn remember(&self, app: App, report: &PreflightReport) {
        let counts = ReportCounts::of(report);
        app.announce(counts.sentence());
        let (ran, setup, sample) = self.data.with_value(|data| {
            let sample = data.sample.is_some();
            (data.ran.clone(), data.ran_setup.clone(), sample)
        });
        let (Some(ran), false) = (ran, sample) else {
            return;
        };
        PreviewState::of(app).set_preflight(setup.clone(), ran.set.clone(), report.set.clone());
        let stored = StoredReport::new(setup, browser::now(), &ran.set, counts);
        stored.keep();
        if app.open_id.get_untracked() == stored.setup {
            app.edit(|setup| setup.preflight = Some(stored.summary()));
        }
        self.data
            .update_value(|data| data.stored = Some(stored.into()));
    }

    /// Begins the run that follows opening files, once all were looked at.
    /// What stands in its way and can be answered is shown.
    pub(crate) fn run_by_itself(&self, app: App) {
        let waits = self.data.with_value(|data| data.runs_by_itself);
        let blocker = untrack(|| self.blocker());
        if !waits || blocker == Some(Blocker::Looking) {
            return;
        }
        self.data.update_value(|data| data.runs_by_itself = false);
        match blocker {
            None if untrack(|| self.is_done() && !self.is_outdated(app)) => {}
            None => self.begin(app),
            Some(Blocker::Identity(_) | Blocker::Meaning { .. }) => {
                self.show_panel(Some(Panel::Files));
            }
            Some(_) => {}
        }
    }

    /// Cancels the run, or begins one while there is none.
    pub fn begin_or_cancel(&self, app: App) {
        match untrack(|| self.is_running()) {
            true => self.cancel(app),
            false => self.begin(app),
        }
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
            data.ran_setup = app.open_id.get_untracked();
            data.ran_files = ids.as_slice().into();
            data.ran_names = names.into();
            data.query = first_query();
            data.forget_report();
            let blobs: Vec<Blob> = ids.iter().filter_map(|id| data.blob(*id)).collect();
            (data.number, blobs)
        });
        let Some((number, blobs)) = begun else {
            return;
        };
        self.export.clear();
        self.set_run(RunStatus::Running(None));
        self.notify_all();
        app.announce("Checking the users");
        let state = *self;
        self.send(
            PreflightRequest::Run(Box::new(plan)),
            blobs,
            move |response| {
                if state.data.with_value(|data| data.number) == number {
                    state.on_run(app, response);
                }
            },
        );
    }

    pub(crate) fn names(&self, ids: &[u32]) -> Vec<String> {
        let name = |id: &u32| untrack(|| self.input_files(|input_files| input_files.name(*id)));
        ids.iter().map(name).collect()
    }

    pub(crate) fn on_run(&self, app: App, response: Result<PreflightResponse, WorkerError>) {
        let run = match response {
            Ok(PreflightResponse::Progress(progress)) => RunStatus::Running(Some(progress)),
            Ok(PreflightResponse::Done(report)) => {
                self.remember(app, &report);
                RunStatus::Done(report.into())
            }
            Ok(PreflightResponse::Refused { file, why }) => RunStatus::Refused {
                name: self.ran_names().get(file).cloned().unwrap_or_default(),
                words: why.into(),
            },
            Ok(PreflightResponse::InvalidExpression { target, message }) => {
                RunStatus::Unsound { target, message }
            }
            Err(error) => RunStatus::Failed(error),
            Ok(_) => return,
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
            // On a phone, the drawer would cover the message.
            self.show_panel(None);
            browser::show_soon(NO_REPORT_ID);
        }
    }

    pub fn cancel(&self, app: App) {
        let RunStatus::Running(progress) = &*untrack(|| self.run()) else {
            return;
        };
        self.data.update_value(|data| data.number += 1);
        self.set_run(RunStatus::Cancelled(progress.clone()));
        self.worker().cancel();
        app.announce("Check canceled");
    }
}
