//! What the worker says about the set-up's mapping set: the values for the
//! sample user and the requests.

use leptos::prelude::*;
use provisioning::job::{Answer, Job};
use provisioning::preview::{self, Preview, Shown};

use super::sample;
use super::set::{MappingSet, Row};
use crate::frame::state::App;
use crate::setup::Setup;
use crate::ui::lasting::lasting;
use crate::worker::client::{Failure, News, Worker};

/// Milliseconds that one set may take.
const LIMIT: u32 = 2_000;

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
    /// The last answer.
    pub answered: RwSignal<Option<Answered>>,
    /// The request that is looked at.
    pub tab: RwSignal<Tab>,
}

/// The desk of this tab.
pub fn desk() -> Desk {
    thread_local! {
        static DESK: (Owner, Desk) = lasting(|| Desk {
            worker: StoredValue::new_local(Worker::default()),
            waiting: StoredValue::new_local(None),
            answered: RwSignal::new(None),
            tab: RwSignal::new(Tab::Create),
        });
    }
    DESK.with(|(_, desk)| *desk)
}

fn job(setup: &Setup) -> preview::Job {
    let bench = setup.workbench();
    preview::Job {
        set: setup.mapping.clone(),
        user: sample::user(setup),
        changed: sample::changed(setup),
        roles: bench.talkdesk_roles,
        teams: bench.talkdesk_teams,
        now: 0,
    }
}

impl Desk {
    /// Asks whenever the set-up changes, as long as the page is there.
    pub fn follow(self, app: App) {
        let wanted = Memo::new(move |_| app.setup.with(job));
        Effect::new(move |_| self.ask(wanted.get()));
    }

    /// Asks about the newest state only: what came meanwhile is left out.
    fn ask(self, mut job: preview::Job) {
        job.now = (js_sys::Date::now() / 1000.0) as i64;
        if self.worker.with_value(Worker::is_busy) {
            return self.waiting.set_value(Some(job));
        }
        let set = job.set.clone();
        let job = Job::Mapping(Box::new(job));
        let tell = move |news| {
            let result = match news {
                News::Done(Answer::Mapping(preview)) => Ok(preview),
                News::Failed(failure) => Err(failure),
                News::Done(_) | News::Part(_) => return,
            };
            let set = set.clone();
            self.answered.set(Some(Answered { set, result }));
            let next = self.waiting.try_update_value(Option::take).flatten();
            if let Some(next) = next {
                self.ask(next);
            }
        };
        self.worker
            .with_value(|worker| worker.ask(&job, Some(LIMIT), tell));
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

    /// Why there are no values, if there are none.
    pub fn failure(self) -> Option<Failure> {
        self.answered
            .with(|answered| answered.as_ref()?.result.as_ref().err().copied())
    }
}
