//! What the tab keeps while the app is open: what was dropped or pasted, what it
//! means, the report on a log. Of a log nothing is stored but counts
//! ([`stored`]). All requests to the worker are sent here.

mod exporting;
mod fetching;
mod opening;
mod reading;
mod stored;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use worker_messages::explain::{
    ExplainRequest, ExplainResponse, ExplainSetup, ExplainedInput, LogOverview, LogProgress,
    LogUserQuery, LogUserWindow, OpenWith, ReferenceText, UserTimeline,
};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::clock::unix_seconds;
use crate::browser::files::Blob;
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent, WorkerHandle};
use crate::components::export_menu::ExportState;
use crate::pages::connection::redacted_input::RedactedText;
use crate::state::App;
use crate::state::connection::ConnectionState;
use crate::state::connection::tenant_field;
use crate::state::open_log::OpenLogStatus;

pub(super) use fetching::USERS_PER_PAGE;
pub(super) use reading::{BOX_ID, SENTENCE_ID};
pub(super) use stored::StoredLog;

/// Milliseconds that the worker may take to explain a text, to look at a file
/// or to search.
const LIMIT: u32 = 10_000;

/// A file as the browser gives it.
#[derive(Debug, Clone)]
pub(super) struct OpenedFile {
    pub(super) name: String,
    pub(super) blob: Blob,
}

/// What the tab shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum ExplainStatus {
    #[default]
    Empty,
    /// The file of this name is looked at.
    Opening(String),
    /// The text is in [`ExplainState::text`].
    Explained(Rc<ExplainedInput>),
    ReadingLog(Option<LogProgress>),
    Log(Arc<LogOverview>),
    /// A file that belongs to another page, by its name.
    OtherPage(String, OpenWith),
    Failed {
        what: String,
        remedy: String,
    },
}

/// What the drawer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ExplainPanel {
    /// What was pasted.
    Input,
    User,
}

/// A log with its report, which the worker of the tab has.
#[derive(Debug, Clone)]
struct OpenedLog {
    title: String,
    /// None if the log was pasted.
    files: Vec<OpenedFile>,
    overview: Arc<LogOverview>,
}

#[derive(Default)]
struct ExplainData {
    /// It explains texts, and has the report on the open log.
    worker: WorkerHandle,
    /// It looks at files and reads them. Ending it does not cost the open log,
    /// and once it has read one, it takes the place of the other.
    reader: Option<WorkerHandle>,
    status: ExplainStatus,
    /// What is open, if it came as files.
    files: Vec<OpenedFile>,
    /// What the open text or file is called.
    title: String,
    /// The kind that the admin says the text is.
    kind: Option<String>,
    /// The text that was explained last.
    explained: String,
    /// Counts what was opened, so that late responses are ignored.
    number: u32,
    panel: Option<ExplainPanel>,
    query: LogUserQuery,
    /// The open log, whatever is shown.
    log: Option<OpenedLog>,
    window: Option<Rc<LogUserWindow>>,
    user: Option<Rc<UserTimeline>>,
    /// What the reference was searched for, and what fits.
    searched: String,
    matches: Rc<[ReferenceText]>,
    stored: Option<Rc<StoredLog>>,
    guarded: bool,
}

/// A handle to everything. A trigger for each part instead of a signal of its
/// type, which would make the program larger.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExplainState {
    data: StoredValue<ExplainData, LocalStorage>,
    /// The text in the box, or the one that is explained.
    pub(super) text: RedactedText,
    /// What became of the last export.
    pub(super) export: ExportState,
    connection: ConnectionState,
    log_status: OpenLogStatus,
    status_changed: Trigger,
    panel_changed: Trigger,
    query_changed: Trigger,
    list_changed: Trigger,
    user_changed: Trigger,
    matches_changed: Trigger,
}

impl ExplainState {
    /// It outlives the page, so that nothing pasted is lost on leaving it.
    pub(super) fn of(app: App) -> Self {
        let connection = ConnectionState::of(app);
        app.page_state(|| Self::new(app, connection))
    }

    fn new(app: App, connection: ConnectionState) -> Self {
        let state = Self {
            data: StoredValue::new_local(ExplainData {
                stored: StoredLog::read().map(Rc::new),
                ..ExplainData::default()
            }),
            text: RedactedText::new(connection),
            export: ExportState::default(),
            connection,
            log_status: OpenLogStatus::of(app),
            status_changed: Trigger::new(),
            panel_changed: Trigger::new(),
            query_changed: Trigger::new(),
            list_changed: Trigger::new(),
            user_changed: Trigger::new(),
            matches_changed: Trigger::new(),
        };
        // What was read before a token was typed may have it in it.
        Effect::new(move |before: Option<()>| {
            connection.token();
            if before.is_some() {
                untrack(|| state.read_again(app));
            }
        });
        state
    }

    /// Reads a part of the data. Whoever does follows its changes.
    fn read<T>(&self, changed: Trigger, read: impl FnOnce(&ExplainData) -> T) -> T {
        changed.track();
        self.data.with_value(read)
    }

    fn change(&self, changed: Trigger, change: impl FnOnce(&mut ExplainData)) {
        self.data.update_value(change);
        changed.notify();
    }

    pub(super) fn status(&self) -> ExplainStatus {
        self.read(self.status_changed, |data| data.status.clone())
    }

    fn set_status(&self, status: ExplainStatus) {
        self.change(self.status_changed, |data| data.status = status);
    }

    /// What the open text or file is called.
    pub(super) fn title(&self) -> String {
        self.read(self.status_changed, |data| data.title.clone())
    }

    /// Whether what is open came as a file.
    pub(super) fn has_file(&self) -> bool {
        self.read(self.status_changed, |data| !data.files.is_empty())
    }

    pub(super) fn panel(&self) -> Option<ExplainPanel> {
        self.read(self.panel_changed, |data| data.panel)
    }

    pub(super) fn show_panel(&self, panel: Option<ExplainPanel>) {
        self.change(self.panel_changed, |data| data.panel = panel);
        if panel != Some(ExplainPanel::User) {
            self.change(self.user_changed, |data| data.user = None);
        }
    }

    pub(super) fn query(&self) -> LogUserQuery {
        self.read(self.query_changed, |data| data.query.clone())
    }

    pub(super) fn window(&self) -> Option<Rc<LogUserWindow>> {
        self.read(self.list_changed, |data| data.window.clone())
    }

    pub(super) fn user(&self) -> Option<Rc<UserTimeline>> {
        self.read(self.user_changed, |data| data.user.clone())
    }

    pub(super) fn searched(&self) -> String {
        self.read(self.matches_changed, |data| data.searched.clone())
    }

    pub(super) fn matches(&self) -> Rc<[ReferenceText]> {
        self.read(self.matches_changed, |data| data.matches.clone())
    }

    /// The counts of the last log in this tab, from before a reload too.
    pub(super) fn stored(&self) -> Option<Rc<StoredLog>> {
        self.read(self.status_changed, |data| data.stored.clone())
    }

    fn number(&self) -> u32 {
        self.data.with_value(|data| data.number)
    }

    /// The worker that has the open log, or the one that reads another file.
    fn worker_for(&self, is_of_file: bool) -> WorkerHandle {
        let worker = self.data.try_update_value(|data| match is_of_file {
            true => data.reader.get_or_insert_default().clone(),
            false => data.worker.clone(),
        });
        worker.unwrap_or_default()
    }

    /// Sends a request, with files if it is about some.
    fn send(
        &self,
        request: ExplainRequest,
        files: Vec<Blob>,
        respond: impl Fn(Result<ExplainResponse, WorkerError>) + 'static,
    ) {
        let (channel, limit) = match request {
            ExplainRequest::Text { .. } => (Some(Channel::Explanation), Some(LIMIT)),
            ExplainRequest::Search(_) => (Some(Channel::ReferenceSearch), Some(LIMIT)),
            ExplainRequest::Recognize { .. } => (None, Some(LIMIT)),
            ExplainRequest::Users(_) => (Some(Channel::LogUserList), None),
            ExplainRequest::Open { .. } => (Some(Channel::LogUser), Some(LIMIT)),
            ExplainRequest::ReadLog { .. } | ExplainRequest::Save(_) | ExplainRequest::Ticket => {
                (None, None)
            }
        };
        let is_of_file = matches!(
            request,
            ExplainRequest::Recognize { .. } | ExplainRequest::ReadLog { .. }
        );
        let call = WorkerCall {
            channel,
            files,
            limit,
            ..WorkerCall::new(move || WorkerRequest::Explain(request))
        };
        self.worker_for(is_of_file)
            .send(call, move |event| match event {
                WorkerEvent::Partial(WorkerResponse::Explain(response))
                | WorkerEvent::Done(WorkerResponse::Explain(response)) => respond(Ok(response)),
                WorkerEvent::Failed(error) => respond(Err(error)),
                WorkerEvent::Partial(_) | WorkerEvent::Done(_) => {}
            });
    }

    /// Removes the token of the field, and those that were sent, from a text of
    /// a log.
    fn redact(&self, text: &mut String) {
        let redactor = untrack(|| self.connection.token()).redactor();
        *text = redactor.text(text);
    }
}

/// What the worker may know of the setup.
fn setup_of(app: App) -> Box<ExplainSetup> {
    app.setup.with_untracked(|setup| {
        Box::new(ExplainSetup {
            set: setup.mapping.clone(),
            tenant_url: tenant_field::text(&setup.tenant),
            application: setup.application().to_owned(),
            now: unix_seconds(),
        })
    })
}
