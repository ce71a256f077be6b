//! What is requested of the worker and what it responded.

use std::cell::Cell;

use futures_channel::oneshot;
use leptos::prelude::*;
use setup::Setup;
use setup::tenant_evidence::EvidenceKind;
use worker_messages::verify::{
    EvidenceQuery, EvidenceScript, EvidenceUpdate, VerifyRequest, VerifyResponse,
};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser;
use crate::browser::files::File;
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent};
use crate::state::App;
use crate::state::sign_in::SignInState;

/// Milliseconds that the worker may take for one response.
const LIMIT: u32 = 20_000;

/// What became of the last response that was pasted or opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum ReadStatus {
    #[default]
    Nothing,
    Reading,
    Read(EvidenceUpdate),
    /// Why it is no evidence, and what to do.
    Refused(String),
}

/// A handle; it outlives the step, so that what was pasted is not lost.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerifyState {
    pub(super) app: App,
    /// The kind that is shown, by its key; the first of the step if it is
    /// another step's.
    pub(super) kind: RwSignal<String>,
    /// Where the request is sent: a place in the list of tools.
    pub(super) tool: RwSignal<usize>,
    /// The object id of the user for Provision on demand, as typed.
    pub(super) pilot: RwSignal<String>,
    pub(super) pasted: RwSignal<String>,
    queries: RwSignal<Vec<EvidenceQuery>>,
    pub(super) read: RwSignal<ReadStatus>,
    /// Whether requests are sent for an admin who signed in.
    pub(super) is_sending: RwSignal<bool>,
    pub(super) shell: RwSignal<usize>,
    script: RwSignal<Option<EvidenceScript>>,
}

impl VerifyState {
    pub(super) fn of(app: App) -> Self {
        app.page_state(|| Self::new(app))
    }

    fn new(app: App) -> Self {
        let state = Self {
            app,
            kind: RwSignal::new(String::new()),
            tool: RwSignal::new(0),
            pilot: RwSignal::new(String::new()),
            pasted: RwSignal::new(String::new()),
            queries: RwSignal::new(Vec::new()),
            read: RwSignal::new(ReadStatus::Nothing),
            is_sending: RwSignal::new(false),
            shell: RwSignal::new(0),
            script: RwSignal::new(None),
        };
        // What was pasted for another setup says nothing about this one.
        Effect::new(move |before: Option<()>| {
            app.open_id.track();
            if before.is_some() {
                state.pasted.set(String::new());
                state.pilot.set(String::new());
                state.queries.set(Vec::new());
                state.script.set(None);
                state.read.set(ReadStatus::Nothing);
            }
        });
        let sign_in = SignInState::of(app);
        Effect::new(move |_| {
            if let Some(continuation) = sign_in.take_returned() {
                state.go_on(&continuation);
            }
        });
        state
    }

    pub(super) fn read(&self) -> ReadStatus {
        self.read.get()
    }

    /// The request of a kind, once the worker has made it.
    pub(super) fn query(&self, kind: EvidenceKind) -> Option<EvidenceQuery> {
        self.queries.with(|queries| {
            queries
                .iter()
                .find(|query| query.kind == kind.key())
                .cloned()
        })
    }

    pub(super) fn forget_result(&self) {
        if self
            .read
            .with_untracked(|read| *read != ReadStatus::Reading)
        {
            self.read.set(ReadStatus::Nothing);
        }
    }

    pub(super) fn script(&self) -> Option<EvidenceScript> {
        self.script.get()
    }

    /// Has the requests of these kinds made for the setup as it is now.
    pub(super) fn request_queries(&self, kinds: &[EvidenceKind], setup: String, pilot: String) {
        let kinds = kinds.iter().map(|kind| kind.key().to_owned()).collect();
        let queries = self.queries;
        let request = VerifyRequest::Queries {
            kinds,
            pilot,
            setup,
        };
        let call = WorkerCall::new(move || WorkerRequest::Verify(request))
            .latest_of(Channel::EvidenceQueries)
            .limited_to(LIMIT);
        self.send(call, move |response| {
            // What was made for another setup or another step is not shown.
            queries.set(match response {
                Ok(VerifyResponse::Queries(made)) => made,
                _ => Vec::new(),
            });
        });
    }

    /// Reads what was pasted for a kind.
    pub(super) fn read_pasted(&self, kind: EvidenceKind) {
        let text = self.pasted.get_untracked();
        self.read_input(text, Some(kind.key().to_owned()), Vec::new());
    }

    /// Reads a file, such as the one of the script.
    pub(super) fn read_file(&self, file: File) {
        self.read_input(String::new(), None, vec![file.into()]);
    }

    fn read_input(&self, text: String, kind: Option<String>, files: Vec<browser::files::Blob>) {
        let (state, app) = (*self, self.app);
        let setup = app.setup.with_untracked(record);
        let now = browser::now().0;
        let id = app.open_id.get_untracked();
        let request = VerifyRequest::Read {
            text,
            kind,
            setup,
            now,
            is_sent_here: false,
        };
        self.read.set(ReadStatus::Reading);
        let call = WorkerCall::new(move || WorkerRequest::Verify(request))
            .with_files(files)
            .limited_to(LIMIT);
        self.send(call, move |response| {
            // Another setup may have been opened meanwhile.
            if app.open_id.get_untracked() == id {
                state.take(response);
            }
        });
    }

    fn take(&self, response: Result<VerifyResponse, String>) {
        let status = match response {
            Ok(VerifyResponse::Read(update)) => {
                self.app.edit(|setup| setup.apply_evidence(&update.change));
                self.pasted.set(String::new());
                let lines = update.lines.iter();
                let texts: Vec<String> = lines
                    .map(|line| format!("{}: {}", line.label, line.text))
                    .collect();
                self.app.announce(texts.join(" "));
                ReadStatus::Read(update)
            }
            Ok(VerifyResponse::Refused(why)) | Err(why) => ReadStatus::Refused(why),
            Ok(VerifyResponse::Queries(_) | VerifyResponse::Script(_)) => ReadStatus::Nothing,
        };
        self.read.set(status);
    }

    /// Sends a request and waits for its response.
    pub(super) async fn request(&self, request: VerifyRequest) -> Result<VerifyResponse, String> {
        let (sender, receiver) = oneshot::channel();
        let sender = Cell::new(Some(sender));
        let call = WorkerCall::new(move || WorkerRequest::Verify(request)).limited_to(LIMIT);
        self.send(call, move |response| {
            if let Some(sender) = sender.take() {
                let _ = sender.send(response);
            }
        });
        let response = receiver.await;
        response.unwrap_or_else(|_| Err(WorkerError::Cancelled.to_string()))
    }

    /// Has the script made for the setup as it is now.
    pub(super) fn request_script(&self, shell: usize, setup: String) {
        let script = self.script;
        let call =
            WorkerCall::new(move || WorkerRequest::Verify(VerifyRequest::Script { shell, setup }))
                .limited_to(LIMIT);
        self.send(call, move |response| {
            script.set(match response {
                Ok(VerifyResponse::Script(made)) => Some(made),
                _ => None,
            });
        });
    }

    fn send(&self, call: WorkerCall, respond: impl Fn(Result<VerifyResponse, String>) + 'static) {
        self.app
            .evaluation_worker()
            .send(call, move |event| match event {
                WorkerEvent::Partial(WorkerResponse::Verify(response))
                | WorkerEvent::Done(WorkerResponse::Verify(response)) => respond(Ok(response)),
                WorkerEvent::Failed(error) => respond(Err(error.to_string())),
                WorkerEvent::Partial(_) | WorkerEvent::Done(_) => {}
            });
    }
}

/// The setup as the worker reads it.
pub(super) fn record(setup: &Setup) -> String {
    setup::record::text(&setup::record::write(setup))
}

/// Call it while a component is made, not in a handler.
pub(super) fn use_verify() -> VerifyState {
    expect_context()
}
