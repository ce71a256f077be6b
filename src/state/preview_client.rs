//! What the worker says about the set-up's mapping set: the values for the
//! sample user and the requests.

use std::cell::Cell;

use leptos::prelude::*;
use provisioning::preview::{self, Preview, Shown};
use provisioning::set_diagnostics::SetDiagnostic;
use provisioning::user::SourceUser;
use setup::Setup;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::app_scope::app_scope;
use crate::browser::worker::client::{Failure, News, Worker};
use crate::state::App;
use crate::state::changed_user;
use crate::state::sample_user;
use provisioning::diagnostics::set_evaluation::Evaluation;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::talkdesk::short;

/// Milliseconds that one set may take.
const LIMIT: u32 = 2_000;
/// Rows of one set that are ended before the whole set is given up.
const MOST_ENDED: usize = 8;
/// Ended rows that are remembered.
const MOST_REMEMBERED: usize = 40;

/// The parts of a request that can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Looks for the user.
    Find,
    /// Creates the user.
    Create,
    /// Updates the user.
    Update,
    /// Switches the user off.
    Disable,
}

/// An answer and the set that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// The set.
    pub set: MappingSet,
    /// The answer, or why there is none.
    pub result: Result<Preview, Failure>,
}

/// What is asked and answered. It outlives the place. Copies are handles.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    worker: StoredValue<Worker, LocalStorage>,
    waiting: StoredValue<Option<preview::Job>, LocalStorage>,
    /// Rows that were ended, so that nobody waits for them at every letter.
    ended: StoredValue<Vec<Ended>, LocalStorage>,
    /// The last answer.
    pub answered: RwSignal<Option<Answered>>,
    /// The request that is looked at.
    pub tab: RwSignal<Tab>,
    /// What the last run of Preflight shows about the set that it ran.
    preflight: RwSignal<Option<(MappingSet, Vec<SetDiagnostic>)>>,
}

/// The desk of this tab.
pub fn desk() -> Desk {
    thread_local! {
        static DESK: (Owner, Desk) = app_scope(|| Desk {
            worker: StoredValue::new_local(Worker::default()),
            waiting: StoredValue::new_local(None),
            ended: StoredValue::new_local(Vec::new()),
            answered: RwSignal::new(None),
            tab: RwSignal::new(Tab::Create),
            preflight: RwSignal::new(None),
        });
    }
    DESK.with(|(_, desk)| *desk)
}

/// A source that was ended, and the users that it was run for.
#[derive(Debug, PartialEq)]
struct Ended {
    source: Source,
    users: [SourceUser; 2],
}

impl Ended {
    fn new(job: &preview::Job, row: &Row) -> Self {
        Self {
            source: row.source.clone(),
            users: [job.user.clone(), job.changed.clone()],
        }
    }
}

fn job(setup: &Setup) -> preview::Job {
    let bench = setup.workbench();
    preview::Job {
        set: setup.mapping.clone(),
        user: sample_user::of(&bench),
        changed: changed_user::changed(&bench),
        roles: bench.talkdesk_roles,
        teams: bench.talkdesk_teams,
        now: 0,
        skip: Vec::new(),
    }
}

impl Desk {
    /// Asks whenever the set-up changes, as long as the page is there.
    pub fn follow(self, app: App) {
        let wanted = Memo::new(move |_| app.setup.with(job));
        Effect::new(move |_| self.ask(app, wanted.get()));
    }

    /// Asks about the newest state only: what came meanwhile is left out.
    fn ask(self, app: App, mut job: preview::Job) {
        if self.worker.with_value(Worker::is_busy) {
            return self.waiting.set_value(Some(job));
        }
        job.now = (js_sys::Date::now() / 1000.0) as i64;
        job.skip = self.skipped(&job);
        let sent = WorkerRequest::Mapping(Box::new(job.clone()));
        let begun = Cell::new(None::<usize>);
        let tell = move |news| {
            let result = match news {
                News::Part(WorkerResponse::MappingRow(row)) => return begun.set(Some(row)),
                News::Done(WorkerResponse::Mapping(preview)) => Some(Ok(preview)),
                News::Failed(Failure::TookTooLong { .. }) if self.end(app, &job, begun.get()) => {
                    None
                }
                News::Failed(failure) => Some(Err(failure)),
                News::Done(_) | News::Part(_) => return,
            };
            let next = self.waiting.try_update_value(Option::take).flatten();
            let again = result.is_none().then(|| job.clone());
            if let Some(result) = result {
                let set = job.set.clone();
                self.answered.set(Some(Answered { set, result }));
            }
            if let Some(next) = next.or(again) {
                self.ask(app, next);
            }
        };
        self.worker
            .with_value(|worker| worker.ask(&sent, Some(LIMIT), tell));
    }

    /// The rows of a job that were ended before.
    fn skipped(self, job: &preview::Job) -> Vec<usize> {
        let rows = job.set.rows.iter().enumerate();
        self.ended.with_value(|ended| {
            rows.filter(|(_, row)| ended.contains(&Ended::new(job, row)))
                .map(|(index, _)| index)
                .collect()
        })
    }

    /// Remembers the row that ran when a job was ended, and says so. Returns
    /// whether the others can be asked for without it.
    fn end(self, app: App, job: &preview::Job, begun: Option<usize>) -> bool {
        let row = begun.and_then(|index| job.set.rows.get(index));
        let Some(row) = row.filter(|_| job.skip.len() < MOST_ENDED) else {
            return false;
        };
        self.ended.update_value(|ended| {
            if ended.len() >= MOST_REMEMBERED {
                drop(ended.remove(0));
            }
            ended.push(Ended::new(job, row));
        });
        app.say(format!(
            "{}: still running after {} seconds and ended",
            short(&row.target),
            LIMIT / 1000
        ));
        true
    }

    /// What a row gives for the sample user, as far as it is known.
    pub fn shown(self, row: &Row) -> Option<Shown> {
        self.answered.with(|answered| {
            let answered = answered.as_ref()?;
            let preview = answered.result.as_ref().ok()?;
            let index = answered.set.rows.iter().position(|other| other == row)?;
            preview.rows.get(index).cloned()
        })
    }

    /// Takes in what a run of Preflight shows about the set that it ran.
    pub fn set_preflight(self, set: MappingSet, diagnostics: Vec<SetDiagnostic>) {
        self.preflight.set(Some((set, diagnostics)));
    }

    /// What evaluating a set shows, as far as it is known; with what the users
    /// of the file in Preflight show, as long as the set is the same.
    pub fn evaluation(self, set: &MappingSet) -> Evaluation {
        let own = self.own_evaluation(set);
        self.preflight.with(|preflight| match preflight {
            Some((ran, diagnostics)) if ran == set => own.with(diagnostics),
            _ => own,
        })
    }

    fn own_evaluation(self, set: &MappingSet) -> Evaluation {
        self.answered.with(|answered| match answered {
            None => Evaluation::pending(),
            Some(Answered { set: own, result }) => match result {
                Ok(preview) => Evaluation::carried_over(own, &preview.diagnostics, set),
                Err(failure) if own == set => Evaluation::failed(failure.to_string()),
                Err(_) => Evaluation::pending(),
            },
        })
    }

    /// Why there are no values, if there are none.
    pub fn failure(self) -> Option<Failure> {
        self.answered
            .with(|answered| answered.as_ref()?.result.as_ref().err().copied())
    }
}
