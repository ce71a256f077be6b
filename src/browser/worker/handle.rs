//! A worker as the page has it: requests in order, one at a time, and in each
//! channel only the latest.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, MessageEvent};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::worker::boot;
use crate::browser::worker::request_queue::RequestQueue;

pub use crate::browser::worker::request_queue::Channel;

/// Why a request has no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The worker's program did not arrive, or is not the one that was
    /// published.
    #[error("The evaluator didn’t load. Check that you’re online, then try again.")]
    NotLoaded,
    /// The limit is in milliseconds.
    #[error("It was still running after {} seconds and was ended.", .limit / 1000)]
    TookTooLong { limit: u32 },
    #[error("The evaluator crashed on this and was restarted. What you typed is still here.")]
    Crashed,
    /// The page ended it.
    #[error("It was canceled.")]
    Cancelled,
}

/// What comes back for a request.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkerEvent {
    /// A response; another one follows.
    Partial(WorkerResponse),
    Done(WorkerResponse),
    /// There is no response.
    Failed(WorkerError),
}

type Respond = Rc<dyn Fn(WorkerEvent)>;

/// A request that waits or is under way.
struct Pending {
    /// Taken when the request is sent, so that it holds what is true then.
    make: Option<Box<dyn FnOnce() -> WorkerRequest>>,
    files: Vec<Blob>,
    /// Milliseconds that the worker may take once it has the request.
    limit: Option<u32>,
    respond: Respond,
}

/// A request: what is asked, with files (or other blobs) that the worker reads
/// itself.
pub struct WorkerCall {
    pub channel: Option<Channel>,
    pub make: Box<dyn FnOnce() -> WorkerRequest>,
    pub files: Vec<Blob>,
    /// Milliseconds that the worker may take.
    pub limit: Option<u32>,
}

impl WorkerCall {
    /// A request that is made when the worker is free for it.
    pub fn new(make: impl FnOnce() -> WorkerRequest + 'static) -> Self {
        Self {
            channel: None,
            make: Box::new(make),
            files: Vec::new(),
            limit: None,
        }
    }

    /// Takes the place of a request of this channel that still waits.
    pub fn latest_of(self, channel: Channel) -> Self {
        Self {
            channel: Some(channel),
            ..self
        }
    }

    /// With files that the worker reads.
    pub fn with_files(self, files: Vec<Blob>) -> Self {
        Self { files, ..self }
    }

    /// Ended when the worker takes longer, in milliseconds.
    pub fn limited_to(self, limit: u32) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }
}

#[derive(Default)]
struct State {
    worker: Option<web_sys::Worker>,
    /// Changes with every worker, so that messages of an ended one are ignored.
    generation: u32,
    starting: bool,
    /// Whether the page was locked already when the worker was started.
    locked: bool,
    ready: bool,
    requests: RequestQueue<Pending>,
}

impl State {
    fn end_worker(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.generation += 1;
        self.ready = false;
    }
}

/// A handle to a worker that starts with its first request. Copies are handles
/// to the same one.
#[derive(Clone, Default)]
pub struct WorkerHandle {
    state: Rc<RefCell<State>>,
}

impl fmt::Debug for WorkerHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkerHandle").finish_non_exhaustive()
    }
}

impl WorkerHandle {
    /// Sends a request when its turn comes. `respond` is called until the last
    /// response or a failure, and never for a request that was replaced.
    pub fn send(&self, request: WorkerCall, respond: impl Fn(WorkerEvent) + 'static) {
        self.push(request, Rc::new(respond));
    }

    fn push(&self, request: WorkerCall, respond: Respond) {
        let mut state = self.state.borrow_mut();
        let pending = Pending {
            make: Some(request.make),
            files: request.files,
            limit: request.limit,
            respond,
        };
        let alone = state.requests.push(request.channel, pending);
        let start = !state.starting;
        state.starting = true;
        let ready = state.ready;
        drop(state);
        if start {
            self.start_soon();
        } else if alone && ready {
            self.send_first();
        }
    }

    /// Drops what still waits in a channel.
    pub fn withdraw(&self, channel: Channel) {
        self.state.borrow_mut().requests.withdraw(channel);
    }

    pub fn has_waiting(&self, channel: Channel) -> bool {
        self.state.borrow().requests.has_waiting(channel)
    }

    /// Ends the worker; all of its requests fail.
    pub fn cancel(&self) {
        self.end(WorkerError::Cancelled);
    }

    fn start_soon(&self) {
        let this = self.clone();
        browser::run(Box::pin(async move { this.start().await }));
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
            Err(_) => self.end(WorkerError::NotLoaded),
        }
    }

    fn listen(&self, worker: &web_sys::Worker, generation: u32) {
        let this = self.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if this.state.borrow().generation == generation {
                this.on_message(&event.data());
            }
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        let this = self.clone();
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            // The page itself is not broken, so nobody else is told.
            event.prevent_default();
            if this.state.borrow().generation == generation {
                this.end(WorkerError::Crashed);
            }
        });
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    }

    fn on_message(&self, data: &JsValue) {
        let Some(message) = data.dyn_ref::<Array>() else {
            self.state.borrow_mut().ready = true;
            self.send_first();
            return;
        };
        let last = message.get(2).as_bool() == Some(true);
        let response = message.get(1).as_string();
        let response = response.and_then(|text| serde_json::from_str::<WorkerResponse>(&text).ok());
        let Some(response) = response else {
            return self.end(WorkerError::Crashed);
        };
        let Some(number) = message.get(0).as_f64() else {
            return;
        };
        let number = number as u32;
        let mut state = self.state.borrow_mut();
        let Some(respond) = state.requests.under_way(number) else {
            return;
        };
        let respond = respond.respond.clone();
        if last {
            let _done = state.requests.pop_first();
            drop(state);
            // Before the response is handled, which may send another request.
            self.send_first();
            respond(WorkerEvent::Done(response));
        } else {
            drop(state);
            respond(WorkerEvent::Partial(response));
        }
    }

    /// Hands the first request to the worker, and limits its time.
    fn send_first(&self) {
        if self.replace_unlocked() {
            return;
        }
        let taken = {
            let mut state = self.state.borrow_mut();
            let first = state.requests.send_first();
            first.and_then(|(number, one)| {
                Some((number, one.make.take()?, one.files.clone(), one.limit))
            })
        };
        let Some((number, make, files, limit)) = taken else {
            return;
        };
        // Page and worker come from one build, so a request can be written.
        let text = serde_json::to_string(&make()).unwrap_or_default();
        let message = Array::of2(&number.into(), &text.into());
        for file in &files {
            let _ = message.push(file);
        }
        let state = self.state.borrow();
        if let Some(worker) = &state.worker {
            let _ = worker.post_message(&message);
        }
        let (Some(limit), generation) = (limit, state.generation) else {
            return;
        };
        drop(state);
        let this = self.clone();
        leptos::prelude::set_timeout(
            move || {
                let state = this.state.borrow();
                let same =
                    state.generation == generation && state.requests.under_way(number).is_some();
                drop(state);
                if same {
                    this.end(WorkerError::TookTooLong { limit });
                }
            },
            std::time::Duration::from_millis(limit.into()),
        );
    }

    /// Starts another worker in place of one that is older than the lock of the
    /// page, and so not held to it, before it gets anything to do.
    fn replace_unlocked(&self) -> bool {
        let mut state = self.state.borrow_mut();
        if state.locked || state.requests.is_empty() || !csp_lock::is_locked_now() {
            return false;
        }
        state.end_worker();
        drop(state);
        self.start_soon();
        true
    }

    /// Ends the worker. The request under way fails with the reason; those that
    /// wait are sent to the next worker, unless everything was cancelled.
    fn end(&self, why: WorkerError) {
        let mut state = self.state.borrow_mut();
        state.end_worker();
        let failed: Vec<Pending> = match why {
            WorkerError::TookTooLong { .. } | WorkerError::Crashed => {
                state.requests.pop_first().into_iter().collect()
            }
            WorkerError::NotLoaded | WorkerError::Cancelled => state.requests.take_all(),
        };
        let waiting = !state.requests.is_empty();
        state.starting = waiting;
        drop(state);
        for one in failed {
            (one.respond)(WorkerEvent::Failed(why));
        }
        if waiting {
            self.start_soon();
        }
    }
}
