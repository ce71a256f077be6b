//! Asking the worker.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::worker::boot;

/// Why a job has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The worker's program did not arrive, or is not the one that was
    /// published.
    NotLoaded,
    /// The job took longer than its time, and was ended.
    TookTooLong {
        /// The time it had, in milliseconds.
        limit: u32,
    },
    /// The program broke.
    Crashed,
    /// The page ended it.
    Cancelled,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotLoaded => f.write_str(
                "The part of scimdesk that evaluates did not arrive. Check that you are online, then try again.",
            ),
            Failure::TookTooLong { limit } => write!(
                f,
                "It was still running after {} seconds and was ended.",
                limit / 1000
            ),
            Failure::Crashed => f.write_str(
                "The part of scimdesk that evaluates broke on this and was started anew. What you typed is still here.",
            ),
            Failure::Cancelled => f.write_str("It was cancelled."),
        }
    }
}

/// What comes back for a job.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// An answer; another one follows.
    Part(WorkerResponse),
    /// The last answer.
    Done(WorkerResponse),
    /// There is no answer.
    Failed(Failure),
}

type Tell = Rc<dyn Fn(News)>;

struct Asked {
    number: u32,
    message: JsValue,
    /// Milliseconds that the job may take once the worker has it.
    limit: Option<u32>,
    tell: Tell,
}

#[derive(Default)]
struct State {
    worker: Option<web_sys::Worker>,
    /// Changes with every worker, so that what an ended one still says is
    /// not heard.
    generation: u32,
    starting: bool,
    /// Whether the page was locked already when the worker was started.
    locked: bool,
    ready: bool,
    last_number: u32,
    /// Jobs in their order. The first one is at work.
    jobs: VecDeque<Asked>,
}

/// A handle to a worker that starts when it is first asked something.
/// Copies are handles to the same one. It does one job after the other.
#[derive(Clone, Default)]
pub struct Worker {
    state: Rc<RefCell<State>>,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

impl Worker {
    /// Asks a job. `tell` hears of it until the last answer or a failure.
    /// With a limit in milliseconds, the job is ended when it takes longer.
    pub fn ask(&self, job: &WorkerRequest, limit: Option<u32>, tell: impl Fn(News) + 'static) {
        self.ask_with(job, &[], limit, tell);
    }

    /// Asks a job about files (or other blobs), which the worker reads itself.
    pub fn ask_with(
        &self,
        job: &WorkerRequest,
        files: &[JsValue],
        limit: Option<u32>,
        tell: impl Fn(News) + 'static,
    ) {
        let Ok(text) = serde_json::to_string(job) else {
            return;
        };
        if self.is_loose() {
            self.cancel();
        }
        let mut state = self.state.borrow_mut();
        state.last_number += 1;
        let message = Array::of2(&state.last_number.into(), &text.into());
        for file in files {
            let _ = message.push(file);
        }
        let asked = Asked {
            number: state.last_number,
            message: message.into(),
            limit,
            tell: Rc::new(tell),
        };
        state.jobs.push_back(asked);
        let alone = state.jobs.len() == 1;
        let start = !state.starting;
        state.starting = true;
        let ready = state.ready;
        drop(state);
        if start {
            let this = self.clone();
            browser::run(Box::pin(async move { this.start().await }));
        } else if alone && ready {
            self.send_first();
        }
    }

    /// Whether an idle worker is older than the lock of the page, and so not
    /// held to it.
    fn is_loose(&self) -> bool {
        let state = self.state.borrow();
        state.starting && !state.locked && state.jobs.is_empty() && csp_lock::is_locked_now()
    }

    /// Whether a job is at work or waits.
    pub fn is_busy(&self) -> bool {
        !self.state.borrow().jobs.is_empty()
    }

    /// Ends the worker; whatever it was asked fails.
    pub fn cancel(&self) {
        self.end(Failure::Cancelled);
    }

    async fn start(&self) {
        let generation = self.state.borrow().generation;
        self.state.borrow_mut().locked = csp_lock::is_locked_now();
        let started = boot::worker().await;
        if self.state.borrow().generation != generation {
            // It was cancelled meanwhile.
            if let Ok(worker) = started {
                worker.terminate();
            }
            return;
        }
        match started {
            Ok(worker) => {
                self.listen(&worker, generation);
                self.state.borrow_mut().worker = Some(worker);
            }
            Err(_) => self.end(Failure::NotLoaded),
        }
    }

    fn listen(&self, worker: &web_sys::Worker, generation: u32) {
        let this = self.clone();
        let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if this.state.borrow().generation == generation {
                this.hear(&event.data());
            }
        });
        worker.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        let this = self.clone();
        let broke = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            // The page itself is not broken, so nobody else need hear of it.
            event.prevent_default();
            if this.state.borrow().generation == generation {
                this.end(Failure::Crashed);
            }
        });
        worker.set_onerror(Some(broke.into_js_value().unchecked_ref()));
    }

    fn hear(&self, data: &JsValue) {
        let Some(message) = data.dyn_ref::<Array>() else {
            self.state.borrow_mut().ready = true;
            self.send_first();
            return;
        };
        let last = message.get(2).as_bool() == Some(true);
        let answer = message.get(1).as_string();
        let answer = answer.and_then(|text| serde_json::from_str::<WorkerResponse>(&text).ok());
        let Some(answer) = answer else {
            return self.end(Failure::Crashed);
        };
        let mut state = self.state.borrow_mut();
        let number = message.get(0).as_f64();
        let current = state.jobs.front().map(|job| f64::from(job.number));
        if number.is_none() || current != number {
            return;
        }
        if last {
            let done = state.jobs.pop_front();
            drop(state);
            if let Some(job) = done {
                (job.tell)(News::Done(answer));
            }
            self.send_first();
        } else if let Some(tell) = state.jobs.front().map(|job| job.tell.clone()) {
            drop(state);
            tell(News::Part(answer));
        }
    }

    /// Hands the job at the front to the worker, and watches its time.
    fn send_first(&self) {
        let state = self.state.borrow();
        let (Some(worker), Some(job)) = (&state.worker, state.jobs.front()) else {
            return;
        };
        let _ = worker.post_message(&job.message);
        let (Some(limit), number, generation) = (job.limit, job.number, state.generation) else {
            return;
        };
        let this = self.clone();
        leptos::prelude::set_timeout(
            move || {
                let state = this.state.borrow();
                let same = state.generation == generation
                    && state.jobs.front().is_some_and(|job| job.number == number);
                drop(state);
                if same {
                    this.end(Failure::TookTooLong { limit });
                }
            },
            std::time::Duration::from_millis(limit.into()),
        );
    }

    /// Ends the worker. The job at work fails with the reason; those that
    /// waited are done by the next worker, unless everything was cancelled.
    fn end(&self, why: Failure) {
        let mut state = self.state.borrow_mut();
        if let Some(worker) = state.worker.take() {
            worker.terminate();
        }
        state.generation += 1;
        state.ready = false;
        state.starting = false;
        let failed: Vec<Asked> = match why {
            Failure::TookTooLong { .. } | Failure::Crashed => {
                state.jobs.pop_front().into_iter().collect()
            }
            Failure::NotLoaded | Failure::Cancelled => state.jobs.drain(..).collect(),
        };
        let waiting = !state.jobs.is_empty();
        state.starting = waiting;
        drop(state);
        for job in failed {
            (job.tell)(News::Failed(why));
        }
        if waiting {
            let this = self.clone();
            browser::run(Box::pin(async move { this.start().await }));
        }
    }
}
