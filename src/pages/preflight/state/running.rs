//! A run from its plan to its report.

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{Ask, Plan, Told};
use preflight::report::Report;
use preflight::users_file::refusal_words;
use wasm_bindgen::JsValue;
use worker_messages::WorkerResponse;

use crate::browser;
use crate::browser::worker::client::News;
use crate::pages::preflight::numbers::{counted, grouped};
use crate::pages::preflight::report::paging::first_query;
use crate::pages::preflight::state::{Desk, Run};
use crate::state::App;
use crate::state::preview_client;
use crate::state::schema_file::imported_scope;
use preflight::input_files::Missing;
use preflight::input_files::Sheets;

/// Identity of what stands in the place of a report that is not there.
pub const VERDICT_ID: &str = "pf-verdict";

impl Desk {
    /// What stands in the way of a run. Whoever reads it follows its changes.
    pub fn missing(&self) -> Option<Missing> {
        let scope = self.choices(|choices| choices.scope);
        self.sheets(|sheets| sheets.missing(scope))
    }

    pub(crate) fn plan(&self, app: App, now: i64) -> (Plan, Vec<u32>) {
        let planned = self.sheets(Sheets::planned);
        let (ids, files) = planned.into_iter().unzip();
        let filter = imported_scope();
        let plan = app.setup.with(|setup| Plan {
            files,
            set: setup.mapping.clone(),
            options: {
                let bench = setup.workbench();
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
        if untrack(|| self.is_running() || self.missing().is_some()) {
            return;
        }
        let now = (js_sys::Date::now() / 1_000.0) as i64;
        let (plan, ids) = untrack(|| self.plan(app, now));
        let names = self.names(&ids);
        let begun = self.papers.try_update_value(|papers| {
            papers.number += 1;
            papers.ran = Some(Rc::new(plan.clone()));
            papers.ran_names = names.into();
            papers.query = first_query();
            papers.forget_report();
            let blob = |id: &u32| papers.blobs.iter().find(|(known, _)| known == id);
            let blobs = ids.iter().filter_map(blob);
            let blobs: Vec<JsValue> = blobs.map(|(_, blob)| blob.clone().into()).collect();
            (papers.number, blobs)
        });
        let Some((number, blobs)) = begun else {
            return;
        };
        self.set_run(Run::Running(None));
        self.turn_all();
        app.say("The run has begun");
        let desk = *self;
        let tell = move |news| {
            let current = desk.papers.with_value(|papers| papers.number);
            if current == number {
                desk.hear_run(app, news);
            }
        };
        self.ask(Ask::Run(Box::new(plan)), &blobs, None, Box::new(tell));
    }

    pub(crate) fn names(&self, ids: &[u32]) -> Vec<String> {
        let name = |id: &u32| untrack(|| self.sheets(|sheets| sheets.name(*id)));
        ids.iter().map(name).collect()
    }

    pub(crate) fn hear_run(&self, app: App, news: News) {
        let run = match news {
            News::Part(WorkerResponse::Preflight(Told::Progress(progress))) => {
                Run::Running(Some(progress))
            }
            News::Done(WorkerResponse::Preflight(Told::Done(report))) => {
                app.say(summary(&report));
                if let Some(ran) = self.ran() {
                    preview_client::desk().set_preflight(ran.set.clone(), report.set.clone());
                }
                Run::Done(report)
            }
            News::Done(WorkerResponse::Preflight(Told::Refused { file, why })) => Run::Refused {
                name: self.ran_names().get(file).cloned().unwrap_or_default(),
                words: refusal_words(&why),
            },
            News::Done(WorkerResponse::Preflight(Told::Unsound { target, message })) => {
                Run::Unsound { target, message }
            }
            News::Failed(failure) => Run::Failed(failure),
            News::Part(_) | News::Done(_) => return,
        };
        let (done, goes_on) = (matches!(run, Run::Done(_)), matches!(run, Run::Running(_)));
        self.set_run(run);
        if done {
            self.ask_users();
            self.ask_orphans(0);
        } else if !goes_on {
            browser::show_soon(VERDICT_ID);
        }
    }

    /// Ends the run.
    pub fn cancel(&self, app: App) {
        let Run::Running(progress) = &*untrack(|| self.run()) else {
            return;
        };
        self.papers.update_value(|papers| papers.number += 1);
        self.set_run(Run::Cancelled(progress.clone()));
        self.worker().cancel();
        app.say("The run was cancelled");
    }
}

/// What is read out at the end of a run.
fn summary(report: &Report) -> String {
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
