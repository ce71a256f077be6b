//! What the page keeps while the app is open: files, choices, the report. None
//! of it is ever stored. All questions to the worker are asked here.

mod fetching;
mod opening;
mod reading;
mod running;

use std::rc::Rc;

use leptos::prelude::*;
use preflight::protocol::{Ask, Orphan, Plan, Progress, Query, Saved, Window};
use preflight::report::{Report, UserRow};
use preflight::user_detail::Opened;
use preflight::users_file::RefusalWords;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use worker_messages::WorkerRequest;

pub use running::VERDICT_ID;

use crate::browser::app_scope::app_scope;
use crate::browser::worker::client::{Failure, News, Worker};
use crate::pages::preflight::report::paging::first_query;
use crate::pages::preflight::target_users::{Fault, Paging};
use preflight::input_files::{MOST, Sheets};
use preflight::run_choices::Choices;

/// Milliseconds that the worker may take to start, and to look at a file.
const LOOK_LIMIT: u32 = 60_000;

/// A file as the browser gives it: its name, what can be read, its size.
pub type Given = (String, Blob);

/// Why files were not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// This one is open already.
    OpenAlready(String),
    /// There are too many.
    TooMany,
    /// A run is under way.
    Running,
    /// A connection test still needs requests.
    Requests,
    /// The worker could not be started before the lock.
    Worker(Failure),
    /// The page could not be locked.
    NoLock,
}

impl Trouble {
    /// What happened and what to do.
    pub fn words(&self) -> String {
        match self {
            Trouble::OpenAlready(name) => format!("{name} is open already."),
            Trouble::TooMany => format!("More than {MOST} files cannot be open at once. Remove one first."),
            Trouble::Running => "A run is under way, and its files stay as they are. Cancel it, or wait for its end, then open the file again.".to_owned(),
            Trouble::Requests => "A connection test or the fetching of a list is under way and needs requests, which an open users file forbids. Wait for its end or cancel it, then open the file again.".to_owned(),
            Trouble::Worker(failure) => format!("The file was not opened. {failure}"),
            Trouble::NoLock => "The file was not opened, because the page could not forbid itself requests. Reload the page and try again.".to_owned(),
        }
    }

    /// Whether nothing has to be mended.
    pub fn is_harmless(&self) -> bool {
        matches!(self, Trouble::OpenAlready(_))
    }
}

/// What became of a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// There was none.
    Empty,
    /// It is under way.
    Running(Option<Box<Progress>>),
    /// The admin ended it.
    Cancelled(Option<Box<Progress>>),
    /// A file cannot be used.
    Refused {
        /// Its name.
        name: String,
        /// Why.
        words: RefusalWords,
    },
    /// The mapping set cannot be run.
    Unsound {
        /// The full name of the target.
        target: String,
        /// What is wrong with its expression.
        message: String,
    },
    /// The worker has no answer.
    Failed(Failure),
    /// The report is gone with its worker.
    Lost,
    /// The report is here.
    Done(Box<Report>),
}

/// What became of fetching the list of Talkdesk's users.
#[derive(Debug, Clone, PartialEq)]
pub enum Live {
    /// Nobody asked.
    Empty,
    /// It is under way.
    Fetching(Paging),
    /// It is among the files now: how many users.
    Fetched(u64),
    /// There is none.
    Failed(Fault),
}

struct Papers {
    worker: Worker,
    sheets: Sheets,
    blobs: Vec<(u32, Blob)>,
    choices: Choices,
    trouble: Option<Trouble>,
    /// What was put away when the last files came.
    put_away: Option<String>,
    locking: bool,
    run: Rc<Run>,
    /// Counts runs, so that an ended one is not heard.
    number: u32,
    ran: Option<Rc<Plan>>,
    /// The names of the files that were run last, in the order of the plan.
    ran_names: Rc<[String]>,
    query: Query,
    window: Option<Rc<Window<UserRow>>>,
    asking: bool,
    again: bool,
    orphans: Option<Rc<Window<Orphan>>>,
    opened: Option<Rc<Opened>>,
    unopened: Option<RefusalWords>,
    saved: Option<Saved>,
    live: Live,
    guarded: bool,
}

/// A handle to everything. The signals turn over when a part has changed;
/// signals of the parts' own types would weigh more.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    papers: StoredValue<Papers, LocalStorage>,
    files_turn: RwSignal<bool>,
    run_turn: RwSignal<bool>,
    query_turn: RwSignal<bool>,
    list_turn: RwSignal<bool>,
    orphans_turn: RwSignal<bool>,
    user_turn: RwSignal<bool>,
    saved_turn: RwSignal<bool>,
    live_turn: RwSignal<bool>,
}

impl Desk {
    fn new() -> Self {
        let turn = || RwSignal::new(false);
        Self {
            papers: StoredValue::new_local(Papers {
                worker: Worker::default(),
                sheets: Sheets::default(),
                blobs: Vec::new(),
                choices: Choices::default(),
                trouble: None,
                put_away: None,
                locking: false,
                run: Rc::new(Run::Empty),
                number: 0,
                ran: None,
                ran_names: Rc::from([]),
                query: first_query(),
                window: None,
                asking: false,
                again: false,
                orphans: None,
                opened: None,
                unopened: None,
                saved: None,
                live: Live::Empty,
                guarded: false,
            }),
            files_turn: turn(),
            run_turn: turn(),
            query_turn: turn(),
            list_turn: turn(),
            orphans_turn: turn(),
            user_turn: turn(),
            saved_turn: turn(),
            live_turn: turn(),
        }
    }

    /// Reads the files. Whoever does follows their changes.
    pub fn sheets<T>(&self, read: impl FnOnce(&Sheets) -> T) -> T {
        self.files_turn.track();
        self.papers.with_value(|papers| read(&papers.sheets))
    }

    /// Changes the files.
    pub fn edit_sheets(&self, change: impl FnOnce(&mut Sheets)) {
        self.papers.update_value(|papers| {
            change(&mut papers.sheets);
            let sheets = &papers.sheets;
            papers.blobs.retain(|(id, _)| sheets.find(*id).is_some());
        });
        self.files_turn.notify();
    }

    /// Reads the choices. Whoever does follows their changes.
    pub fn choices<T>(&self, read: impl FnOnce(&Choices) -> T) -> T {
        self.files_turn.track();
        self.papers.with_value(|papers| read(&papers.choices))
    }

    /// Changes the choices.
    pub fn choose(&self, change: impl FnOnce(&mut Choices)) {
        self.papers
            .update_value(|papers| change(&mut papers.choices));
        self.files_turn.notify();
    }

    /// Why files were not taken in. Whoever reads it follows its changes.
    pub fn trouble(&self) -> Option<Trouble> {
        self.files_turn.track();
        self.papers.with_value(|papers| papers.trouble.clone())
    }

    /// Which files were put away when the last ones came, and why. Whoever
    /// reads it follows its changes.
    pub fn put_away(&self) -> Option<String> {
        self.files_turn.track();
        self.papers.with_value(|papers| papers.put_away.clone())
    }

    fn set_trouble(&self, trouble: Option<Trouble>) {
        self.papers.update_value(|papers| papers.trouble = trouble);
        self.files_turn.notify();
    }

    /// The last run. Whoever reads it follows its changes.
    pub fn run(&self) -> Rc<Run> {
        self.run_turn.track();
        self.papers.with_value(|papers| papers.run.clone())
    }

    fn set_run(&self, run: Run) {
        self.papers.update_value(|papers| papers.run = Rc::new(run));
        self.run_turn.notify();
    }

    /// Whether a run is under way.
    pub fn is_running(&self) -> bool {
        matches!(*self.run(), Run::Running(_))
    }

    /// Whether the report is here.
    pub fn is_done(&self) -> bool {
        matches!(*self.run(), Run::Done(_))
    }

    /// The query of the list of users. Whoever reads it follows its changes.
    pub fn query(&self) -> Query {
        self.query_turn.track();
        self.papers.with_value(|papers| papers.query.clone())
    }

    /// The users on the page. Whoever reads them follows their changes.
    pub fn window(&self) -> Option<Rc<Window<UserRow>>> {
        self.list_turn.track();
        self.papers.with_value(|papers| papers.window.clone())
    }

    /// The orphans on the page. Whoever reads them follows their changes.
    pub fn orphans(&self) -> Option<Rc<Window<Orphan>>> {
        self.orphans_turn.track();
        self.papers.with_value(|papers| papers.orphans.clone())
    }

    /// The user that is open. Whoever reads it follows its changes.
    pub fn opened(&self) -> Option<Rc<Opened>> {
        self.user_turn.track();
        self.papers.with_value(|papers| papers.opened.clone())
    }

    /// Why a user could not be opened. Whoever reads it follows its changes.
    pub fn unopened(&self) -> Option<RefusalWords> {
        self.user_turn.track();
        self.papers.with_value(|papers| papers.unopened.clone())
    }

    /// The last file that was made. Whoever reads it follows its changes.
    pub fn saved(&self) -> Option<Saved> {
        self.saved_turn.track();
        self.papers.with_value(|papers| papers.saved.clone())
    }

    /// How the fetching of Talkdesk's users stands. Whoever reads it follows
    /// its changes.
    pub fn live(&self) -> Live {
        self.live_turn.track();
        self.papers.with_value(|papers| papers.live.clone())
    }

    fn set_live(&self, live: Live) {
        self.papers.update_value(|papers| papers.live = live);
        self.live_turn.notify();
    }

    /// The plan that was run last.
    pub fn ran(&self) -> Option<Rc<Plan>> {
        self.papers.with_value(|papers| papers.ran.clone())
    }

    /// What the page called the files of that plan, in its order.
    pub fn ran_names(&self) -> Rc<[String]> {
        self.papers.with_value(|papers| papers.ran_names.clone())
    }

    fn worker(&self) -> Worker {
        self.papers.with_value(|papers| papers.worker.clone())
    }

    fn ask(&self, ask: Ask, files: &[JsValue], limit: Option<u32>, tell: Box<dyn Fn(News)>) {
        self.worker()
            .ask_with(&WorkerRequest::Preflight(ask), files, limit, tell);
    }
}

impl Papers {
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
        self.saved = None;
    }
}

/// The desk of this page. It outlives the place, so that a look at the
/// mappings does not cost the report.
pub fn desk() -> Desk {
    thread_local! {
        static DESK: (Owner, Desk) = app_scope(Desk::new);
    }
    DESK.with(|(_, desk)| *desk)
}
