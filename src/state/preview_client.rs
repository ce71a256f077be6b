//! What the worker says about the setup's mapping set: the values for the
//! sample user and the requests.

use std::cell::Cell;

use leptos::prelude::*;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::preview::{self, Preview, PreviewValue};
use provisioning::user::SourceUser;
use setup::{Setup, SetupId};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::clock::unix_seconds;
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent};
use crate::state::App;
use crate::state::sample_user;
use crate::state::sample_user::changed_user;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::set_status::set_evaluation::SetEvaluation;
use provisioning::talkdesk::short;

/// Milliseconds that one set may take.
const LIMIT: u32 = 2_000;
/// Rows of one set that are ended before the whole set is given up.
const MAX_ENDED: usize = 8;
/// Ended rows that are remembered.
const MAX_REMEMBERED: usize = 40;

/// The parts of a request that can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestTab {
    Find,
    Create,
    Update,
    Disable,
}

/// An answer and the set that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewResult {
    pub set: MappingSet,
    /// The answer, or why there is none.
    pub result: Result<Preview, WorkerError>,
}

/// What is asked and answered. It outlives the place. Copies are handles.
#[derive(Debug, Clone, Copy)]
pub struct PreviewState {
    /// Rows that were ended, so that nobody waits for them at every letter.
    ended: StoredValue<Vec<StoppedRow>, LocalStorage>,
    pub evaluated: RwSignal<Option<PreviewResult>>,
    pub tab: RwSignal<RequestTab>,
    /// What the last run of Preflight shows about the set that it ran.
    /// The setup that it was run for comes with it.
    preflight: RwSignal<Option<PreflightRunResult>>,
}

/// What the last run of Preflight shows.
#[derive(Debug, Clone)]
struct PreflightRunResult {
    setup: SetupId,
    set: MappingSet,
    diagnostics: Vec<MappingDiagnostic>,
}

/// A source that was ended, and the users that it was run for.
#[derive(Debug, PartialEq)]
struct StoppedRow {
    source: Source,
    users: [SourceUser; 2],
}

impl StoppedRow {
    fn new(request: &preview::PreviewRequest, row: &Row) -> Self {
        Self {
            source: row.source.clone(),
            users: [request.user.clone(), request.changed.clone()],
        }
    }
}

fn request(setup: &Setup) -> preview::PreviewRequest {
    let bench = setup.page_data();
    preview::PreviewRequest {
        set: setup.mapping.clone(),
        user: sample_user::of(&bench),
        changed: changed_user::changed(&bench),
        roles: bench.talkdesk_roles,
        teams: bench.talkdesk_teams,
        now: 0,
        skip: Vec::new(),
    }
}

impl PreviewState {
    fn new() -> Self {
        Self {
            ended: StoredValue::new_local(Vec::new()),
            evaluated: RwSignal::new(None),
            tab: RwSignal::new(RequestTab::Create),
            preflight: RwSignal::new(None),
        }
    }

    /// The state of this tab.
    pub fn of(app: App) -> Self {
        app.page_state(Self::new)
    }

    /// Evaluates whenever the setup changes, as long as the page is there.
    pub fn follow(self, app: App) {
        let wanted = Memo::new(move |_| app.setup.with(request));
        Effect::new(move |_| self.request(app, wanted.get()));
    }

    /// Evaluates the newest state only: what came meanwhile is left out.
    fn request(self, app: App, request: preview::PreviewRequest) {
        let wanted = request.clone();
        let make = move || {
            let now = unix_seconds();
            let skip = self.skipped(&wanted);
            let request = preview::PreviewRequest {
                now,
                skip,
                ..wanted
            };
            WorkerRequest::Mapping(Box::new(request))
        };
        let running = Cell::new(None::<usize>);
        let respond = move |event| {
            let result = match event {
                WorkerEvent::Partial(WorkerResponse::MappingRow(row)) => {
                    return running.set(Some(row));
                }
                WorkerEvent::Done(WorkerResponse::Mapping(preview)) => Ok(preview),
                WorkerEvent::Failed(WorkerError::TookTooLong { .. })
                    if self.end(app, &request, running.get()) =>
                {
                    if !app.evaluation_worker().has_waiting(Channel::Preview) {
                        self.request(app, request.clone());
                    }
                    return;
                }
                WorkerEvent::Failed(error) => Err(error),
                WorkerEvent::Done(_) | WorkerEvent::Partial(_) => return,
            };
            let set = request.set.clone();
            self.evaluated.set(Some(PreviewResult { set, result }));
        };
        let request = WorkerCall::new(make)
            .latest_of(Channel::Preview)
            .limited_to(LIMIT);
        app.evaluation_worker().send(request, respond);
    }

    /// The rows of a job that were ended before.
    fn skipped(self, request: &preview::PreviewRequest) -> Vec<usize> {
        let rows = request.set.rows.iter().enumerate();
        self.ended.with_value(|ended| {
            rows.filter(|(_, row)| ended.contains(&StoppedRow::new(request, row)))
                .map(|(index, _)| index)
                .collect()
        })
    }

    /// Remembers the row that ran when a job was ended, and says so. Returns
    /// whether the others can be asked for without it.
    fn end(self, app: App, request: &preview::PreviewRequest, begun: Option<usize>) -> bool {
        let row = begun.and_then(|index| request.set.rows.get(index));
        let Some(row) = row.filter(|_| self.skipped(request).len() < MAX_ENDED) else {
            return false;
        };
        self.ended.update_value(|ended| {
            if ended.len() >= MAX_REMEMBERED {
                drop(ended.remove(0));
            }
            ended.push(StoppedRow::new(request, row));
        });
        app.announce(format!(
            "{}: still running after {} seconds and ended",
            short(&row.target),
            LIMIT / 1000
        ));
        true
    }

    /// What a row gives for the sample user, as far as it is known.
    pub fn shown(self, row: &Row) -> Option<PreviewValue> {
        self.evaluated.with(|evaluated| {
            let evaluated = evaluated.as_ref()?;
            let preview = evaluated.result.as_ref().ok()?;
            let index = evaluated.set.rows.iter().position(|other| other == row)?;
            preview.rows.get(index).cloned()
        })
    }

    /// Takes in what a run of Preflight shows about the set that it ran.
    pub fn set_preflight(
        self,
        setup: SetupId,
        set: MappingSet,
        diagnostics: Vec<MappingDiagnostic>,
    ) {
        self.preflight.set(Some(PreflightRunResult {
            setup,
            set,
            diagnostics,
        }));
    }

    /// The set that Preflight ran last, if it was for this setup.
    pub fn preflight_set(self, setup: &SetupId) -> Option<MappingSet> {
        self.preflight.with(|preflight| {
            let ran = preflight.as_ref().filter(|ran| ran.setup == *setup)?;
            Some(ran.set.clone())
        })
    }

    /// What evaluating a set shows, as far as it is known; with what the users
    /// of the file in Preflight show, as long as the set is the same.
    pub fn evaluation(self, set: &MappingSet) -> SetEvaluation {
        let own = self.own_evaluation(set);
        self.preflight.with(|preflight| match preflight {
            Some(ran) if ran.set == *set => own.with(&ran.diagnostics),
            _ => own,
        })
    }

    fn own_evaluation(self, set: &MappingSet) -> SetEvaluation {
        self.evaluated.with(|evaluated| match evaluated {
            None => SetEvaluation::pending(),
            Some(PreviewResult { set: own, result }) => match result {
                Ok(preview) => SetEvaluation::carried_over(own, &preview.diagnostics, set),
                Err(failure) if own == set => SetEvaluation::failed(failure.to_string()),
                Err(_) => SetEvaluation::pending(),
            },
        })
    }

    /// Why there are no values, if there are none.
    pub fn failure(self) -> Option<WorkerError> {
        self.evaluated
            .with(|evaluated| evaluated.as_ref()?.result.as_ref().err().copied())
    }
}
