//! What the page keeps while the app is open: files, choices, the report. None
//! of it is ever stored but counts ([`stored`]). All questions to the worker are
//! asked here.

mod exporting;
mod fetching;
mod opening;
mod reading;
mod running;
mod stored;

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use preflight::protocol::{
    Orphan, PreflightPlan, PreflightProgress, PreflightRequest, PreflightResponse, Query, Window,
};
use preflight::report::UserDetail;
use preflight::report::{PreflightReport, UserRow};
use preflight::users_file::UsersFileErrorText;
use setup::SetupId;
use worker_messages::{WorkerRequest, WorkerResponse};

pub use running::NO_REPORT_ID;
pub use stored::StoredReport;

use crate::browser;
use crate::browser::files::Blob;
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent, WorkerHandle};
use crate::components::export_menu::ExportState;
use crate::pages::preflight::paging::first_query;
use crate::state::App;
use crate::state::preflight_report::PreflightReportAccess;
use connection_test::target_users::{ListError, ListProgress};
use preflight::input_files::{InputFile, InputFiles, MAX_FILES};
use preflight::protocol::InputPurpose;
use preflight::run_choices::RunChoices;

/// Milliseconds that the worker may take to look at a file.
const LOOK_LIMIT: u32 = 60_000;

/// A file as the browser gives it: its name, what can be read, its size.
pub type DroppedFile = (String, Blob);

/// Why files were not taken in, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error("{0} is already open.")]
    OpenAlready(String),
    #[error("You can open at most {} files at once. Remove one first.", MAX_FILES)]
    TooMany,
    #[error(
        "The file wasn’t opened because a check is running. Cancel it or wait until it ends, then open the file again."
    )]
    Running,
    #[error(
        "The file wasn’t opened because a connection test or a download of Talkdesk’s users is running, and an open users file blocks all requests. Cancel it or wait until it ends, then open the file again."
    )]
    Requests,
    /// The worker could not be started before the lock.
    #[error("The file wasn’t opened. {0}")]
    Worker(WorkerError),
    #[error(
        "The file wasn’t opened because network access couldn’t be turned off. Reload the page and try again."
    )]
    NoLock,
}

impl OpenError {
    /// Whether nothing has to be fixed.
    pub fn is_harmless(&self) -> bool {
        matches!(self, OpenError::OpenAlready(_))
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum RunStatus {
    #[default]
    Empty,
    Running(Option<Box<PreflightProgress>>),
    Cancelled(Option<Box<PreflightProgress>>),
    Refused {
        name: String,
        words: UsersFileErrorText,
    },
    Unsound {
        /// The full name of the target.
        target: String,
        /// What is wrong with its expression.
        message: String,
    },
    /// The worker has no answer.
    Failed(WorkerError),
    /// The report is gone with its worker.
    Lost,
    Done(Arc<PreflightReport>),
}

impl RunStatus {
    /// How far a run is that goes on, as far as it was told.
    pub fn progress(&self) -> Option<&PreflightProgress> {
        match self {
            RunStatus::Running(progress) => progress.as_deref(),
            _ => None,
        }
    }
}

/// What became of fetching the list of Talkdesk's users.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum TargetUsersStatus {
    #[default]
    Empty,
    Fetching(ListProgress),
    /// It is among the files now: how many users.
    Fetched(u64),
    /// There is none.
    Failed(ListError),
}

/// What the drawer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    Files,
    Options,
    User,
}

#[derive(Default)]
struct PreflightData {
    worker: WorkerHandle,
    input_files: InputFiles,
    blobs: Vec<(u32, Blob)>,
    choices: RunChoices,
    open_error: Option<OpenError>,
    /// What was put away when the last files came.
    put_away: Option<String>,
    /// Files that are being opened, so that no request may begin.
    opening: u32,
    /// Whether a run begins by itself once all files have been looked at.
    runs_by_itself: bool,
    /// The file of invented users, if it is open.
    sample: Option<u32>,
    panel: Option<Panel>,
    stored: Option<Rc<StoredReport>>,
    run: Rc<RunStatus>,
    /// Counts runs, so that an ended one is ignored.
    number: u32,
    ran: Option<Rc<PreflightPlan>>,
    /// The setup that was open then.
    ran_setup: SetupId,
    /// The files that were run last, in the order of the plan, and their names.
    ran_files: Rc<[u32]>,
    ran_names: Rc<[String]>,
    query: Query,
    window: Option<Rc<Window<UserRow>>>,
    orphans: Option<Rc<Window<Orphan>>>,
    opened: Option<Arc<UserDetail>>,
    unopened: Option<UsersFileErrorText>,
    live: TargetUsersStatus,
    guarded: bool,
}

/// A handle to everything. A trigger for each part instead of a signal of its
/// type, which would make the program larger.
#[derive(Debug, Clone, Copy)]
pub struct PreflightState {
    data: StoredValue<PreflightData, LocalStorage>,
    /// What became of the last export.
    pub export: ExportState,
    report_access: PreflightReportAccess,
    files_changed: Trigger,
    errors_changed: Trigger,
    panel_changed: Trigger,
    run_changed: Trigger,
    query_changed: Trigger,
    list_changed: Trigger,
    orphans_changed: Trigger,
    user_changed: Trigger,
    live_changed: Trigger,
}

impl PreflightState {
    /// It outlives the page, so that a look at the mappings does not cost the
    /// report.
    pub fn of(app: App) -> Self {
        let report_access = PreflightReportAccess::of(app);
        app.page_state(|| Self::new(report_access))
    }

    fn new(report_access: PreflightReportAccess) -> Self {
        Self {
            data: StoredValue::new_local(PreflightData {
                query: first_query(),
                stored: StoredReport::read().map(Rc::new),
                ..PreflightData::default()
            }),
            export: ExportState::default(),
            report_access,
            files_changed: Trigger::new(),
            errors_changed: Trigger::new(),
            panel_changed: Trigger::new(),
            run_changed: Trigger::new(),
            query_changed: Trigger::new(),
            list_changed: Trigger::new(),
            orphans_changed: Trigger::new(),
            user_changed: Trigger::new(),
            live_changed: Trigger::new(),
        }
    }

    /// Reads a part of the data. Whoever does follows its changes, as with all
    /// that is read of the state but the plan that was run.
    fn read<T>(&self, changed: Trigger, read: impl FnOnce(&PreflightData) -> T) -> T {
        changed.track();
        self.data.with_value(read)
    }

    fn change(&self, changed: Trigger, change: impl FnOnce(&mut PreflightData)) {
        self.data.update_value(change);
        changed.notify();
    }

    pub fn input_files<T>(&self, read: impl FnOnce(&InputFiles) -> T) -> T {
        self.read(self.files_changed, |data| read(&data.input_files))
    }

    pub fn edit_input_files(&self, change: impl FnOnce(&mut InputFiles)) {
        self.change(self.files_changed, |data| {
            change(&mut data.input_files);
            let input_files = &data.input_files;
            data.blobs.retain(|(id, _)| input_files.find(*id).is_some());
            data.sample = data.sample.filter(|id| input_files.find(*id).is_some());
        });
    }

    /// Whether no column of a file identifies the user.
    pub fn is_nameless(&self, id: u32) -> bool {
        self.input_files(|input_files| input_files.find(id).is_some_and(InputFile::is_nameless))
    }

    /// Whether it is open what True means in a column of a file.
    pub fn is_unanswered(&self, id: u32) -> bool {
        self.input_files(|input_files| {
            let file = input_files.find(id);
            file.is_some_and(|file| file.unanswered().is_some())
        })
    }

    pub fn choices<T>(&self, read: impl FnOnce(&RunChoices) -> T) -> T {
        self.read(self.files_changed, |data| read(&data.choices))
    }

    pub fn choose(&self, change: impl FnOnce(&mut RunChoices)) {
        self.change(self.files_changed, |data| change(&mut data.choices));
    }

    /// Why files were not taken in.
    pub fn open_error(&self) -> Option<OpenError> {
        self.read(self.errors_changed, |data| data.open_error.clone())
    }

    fn set_open_error(&self, open_error: Option<OpenError>) {
        self.change(self.errors_changed, |data| data.open_error = open_error);
    }

    /// Which files were put away when the last ones came, and why.
    pub fn put_away(&self) -> Option<String> {
        self.read(self.errors_changed, |data| data.put_away.clone())
    }

    /// Whether there is a file of users that can be checked, or was.
    pub fn has_users(&self) -> bool {
        let has_file = self.input_files(|input_files| {
            let mut all = input_files.all().iter();
            all.any(|file| file.look().is_some() && file.purpose == InputPurpose::Users)
        });
        has_file || *self.run() != RunStatus::Empty
    }

    /// What the drawer shows, if it is open.
    pub fn panel(&self) -> Option<Panel> {
        self.read(self.panel_changed, |data| data.panel)
    }

    pub fn show_panel(&self, panel: Option<Panel>) {
        self.change(self.panel_changed, |data| data.panel = panel);
        if panel != Some(Panel::User) {
            self.change(self.user_changed, |data| data.opened = None);
        }
    }

    /// The counts of the last run in this tab, from before a reload too.
    pub fn stored(&self) -> Option<Rc<StoredReport>> {
        self.read(self.run_changed, |data| data.stored.clone())
    }

    pub fn run(&self) -> Rc<RunStatus> {
        self.read(self.run_changed, |data| data.run.clone())
    }

    /// Other pages may look into the report as long as it is there.
    fn set_run(&self, run: RunStatus) {
        let report = matches!(run, RunStatus::Done(_)).then(|| (self.worker(), browser::now()));
        self.report_access.set(report);
        self.change(self.run_changed, |data| data.run = Rc::new(run));
    }

    pub fn is_running(&self) -> bool {
        matches!(*self.run(), RunStatus::Running(_))
    }

    pub fn is_done(&self) -> bool {
        matches!(*self.run(), RunStatus::Done(_))
    }

    pub fn query(&self) -> Query {
        self.read(self.query_changed, |data| data.query.clone())
    }

    pub fn window(&self) -> Option<Rc<Window<UserRow>>> {
        self.read(self.list_changed, |data| data.window.clone())
    }

    pub fn orphans(&self) -> Option<Rc<Window<Orphan>>> {
        self.read(self.orphans_changed, |data| data.orphans.clone())
    }

    pub fn opened(&self) -> Option<Arc<UserDetail>> {
        self.read(self.user_changed, |data| data.opened.clone())
    }

    /// Why a user could not be opened.
    pub fn unopened(&self) -> Option<UsersFileErrorText> {
        self.read(self.user_changed, |data| data.unopened.clone())
    }

    /// How the fetching of Talkdesk's users stands.
    pub fn live(&self) -> TargetUsersStatus {
        self.read(self.live_changed, |data| data.live.clone())
    }

    fn set_live(&self, live: TargetUsersStatus) {
        self.change(self.live_changed, |data| data.live = live);
    }

    /// The plan that was run last.
    pub fn ran(&self) -> Option<Rc<PreflightPlan>> {
        self.data.with_value(|data| data.ran.clone())
    }

    /// What the page called the files of that plan, in its order.
    pub fn ran_names(&self) -> Rc<[String]> {
        self.data.with_value(|data| data.ran_names.clone())
    }

    fn worker(&self) -> WorkerHandle {
        self.data.with_value(|data| data.worker.clone())
    }

    /// Sends a request, with files if it is about some.
    fn send(
        &self,
        request: PreflightRequest,
        files: Vec<Blob>,
        respond: impl Fn(Result<PreflightResponse, WorkerError>) + 'static,
    ) {
        let limit = matches!(request, PreflightRequest::Sniff).then_some(LOOK_LIMIT);
        let channel = match request {
            PreflightRequest::Users(_) => Some(Channel::UserList),
            PreflightRequest::Orphans(_) => Some(Channel::OrphanList),
            _ => None,
        };
        let request = WorkerCall {
            channel,
            files,
            limit,
            ..WorkerCall::new(move || WorkerRequest::Preflight(request))
        };
        self.worker().send(request, move |event| match event {
            WorkerEvent::Partial(WorkerResponse::Preflight(response))
            | WorkerEvent::Done(WorkerResponse::Preflight(response)) => respond(Ok(response)),
            WorkerEvent::Failed(error) => respond(Err(error)),
            WorkerEvent::Partial(_) | WorkerEvent::Done(_) => {}
        });
    }
}

impl PreflightData {
    fn blob(&self, id: u32) -> Option<Blob> {
        let mut all = self.blobs.iter();
        all.find(|(known, _)| *known == id)
            .map(|(_, blob)| blob.clone())
    }

    fn forget_report(&mut self) {
        self.window = None;
        self.orphans = None;
        self.opened = None;
        self.unopened = None;
        if self.panel == Some(Panel::User) {
            self.panel = None;
        }
    }
}
