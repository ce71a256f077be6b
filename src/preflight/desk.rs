//! What the page keeps while the app is open: files, choices, the report. None
//! of it is ever stored. All questions to the worker are asked here.

use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::*;
use provisioning::job::{Answer, Job};
use provisioning::preflight::ask::{Ask, Form, Orphan, Plan, Progress, Query, Saved, Told, Window};
use provisioning::preflight::opened::Opened;
use provisioning::preflight::report::{Report, UserRow};
use provisioning::users_file::{RefusalWords, refusal_words};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement};

use super::choices::Choices;
use super::files::{MOST, Missing, Sheets};
use super::listing::{PAGE, first_query};
use super::live::{self, Fault, Paging};
use super::lock;
use super::numbers::{counted, grouped};
use crate::connection::client::Stop;
use crate::connection::engine::Engine;
use crate::connection::state::Desk as Connection;
use crate::connection::tenant_url::TenantUrl;
use crate::frame::listen::always;
use crate::frame::state::App;
use crate::ui::browser;
use crate::worker::client::{Failure, News, Worker};

/// Milliseconds that the worker may take to start, and to look at a file.
const LOOK_LIMIT: u32 = 60_000;

/// A file as the browser gives it: its name, what can be read, its size.
pub type Given = (String, Blob);

/// Why files were not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
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
    pub fn words(self) -> String {
        match self {
            Trouble::TooMany => format!("More than {MOST} files cannot be open at once. Remove one first."),
            Trouble::Running => "A run is under way, and its files stay as they are. Cancel it, or wait for its end, then open the file again.".to_owned(),
            Trouble::Requests => "A connection test or the fetching of a list is under way and needs requests, which an open users file forbids. Wait for its end or cancel it, then open the file again.".to_owned(),
            Trouble::Worker(failure) => format!("The file was not opened. {failure}"),
            Trouble::NoLock => "The file was not opened, because the page could not forbid itself requests. Reload the page and try again.".to_owned(),
        }
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
    locking: bool,
    run: Rc<Run>,
    /// Counts runs, so that an ended one is not heard.
    number: u32,
    ran: Option<Rc<Plan>>,
    query: Query,
    window: Option<Rc<Window<UserRow>>>,
    asking: bool,
    again: bool,
    orphans: Option<Rc<Window<Orphan>>>,
    opened: Option<Rc<Opened>>,
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
                locking: false,
                run: Rc::new(Run::Empty),
                number: 0,
                ran: None,
                query: first_query(),
                window: None,
                asking: false,
                again: false,
                orphans: None,
                opened: None,
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
        self.papers.with_value(|papers| papers.trouble)
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

    fn worker(&self) -> Worker {
        self.papers.with_value(|papers| papers.worker.clone())
    }

    fn ask(&self, ask: Ask, files: &[JsValue], limit: Option<u32>, tell: Box<dyn Fn(News)>) {
        self.worker()
            .ask_with(&Job::Preflight(ask), files, limit, tell);
    }

    /// Takes in files, and has the worker look at them once the page is
    /// locked.
    pub fn open(&self, app: App, connection: Connection, files: Vec<Given>) {
        if files.is_empty() {
            return;
        }
        if untrack(|| self.is_running()) {
            return self.set_trouble(Some(Trouble::Running));
        }
        if !lock::is_locked_now() && untrack(|| connection.is_running() || connection.is_lent()) {
            return self.set_trouble(Some(Trouble::Requests));
        }
        let mut all = true;
        self.papers.update_value(|papers| {
            for (name, blob) in files {
                match papers.sheets.add(&name, blob.size()) {
                    Some(id) => papers.blobs.push((id, blob)),
                    None => all = false,
                }
            }
        });
        self.set_trouble((!all).then_some(Trouble::TooMany));
        self.guard();
        if lock::is_locked_now() {
            self.look_at_all(app);
        } else {
            self.lock_first(app);
        }
    }

    /// Locks the page before a users file is read. The worker's program has to
    /// be here before, and a worker that runs already is not held to the lock.
    fn lock_first(&self, app: App) {
        let desk = *self;
        let begun = self
            .papers
            .try_update_value(|papers| std::mem::replace(&mut papers.locking, true));
        if begun == Some(true) {
            return;
        }
        self.worker()
            .ask(&Job::Hello, Some(LOOK_LIMIT), move |news| {
                desk.papers.update_value(|papers| papers.locking = false);
                let trouble = match news {
                    News::Part(_) => return,
                    News::Failed(failure) => Trouble::Worker(failure),
                    News::Done(_) if lock::lock().is_ok() => {
                        desk.worker().cancel();
                        return desk.look_at_all(app);
                    }
                    News::Done(_) => Trouble::NoLock,
                };
                desk.edit_sheets(|sheets| sheets.forget_new());
                desk.set_trouble(Some(trouble));
            });
    }

    fn look_at_all(&self, app: App) {
        let new = self.papers.try_update_value(|papers| {
            let new = papers.sheets.take_new();
            let blobs = papers.blobs.iter().filter(|(id, _)| new.contains(id));
            blobs.cloned().collect::<Vec<_>>()
        });
        for (id, blob) in new.unwrap_or_default() {
            let desk = *self;
            let tell = move |news| desk.hear_look(app, id, news);
            self.ask(Ask::Look, &[blob.into()], Some(LOOK_LIMIT), Box::new(tell));
        }
    }

    fn hear_look(&self, app: App, id: u32, news: News) {
        match news {
            News::Done(Answer::Preflight(Told::Looked(look))) => {
                self.edit_sheets(|sheets| sheets.looked(id, *look));
                let name = untrack(|| self.sheets(|sheets| sheets.name(id)));
                app.say(format!("{name} was opened"));
            }
            News::Done(Answer::Preflight(Told::Refused { why, .. })) => {
                let words = refusal_words(&why);
                app.say(format!("{} {}", words.what, words.remedy));
                self.edit_sheets(|sheets| sheets.refused(id, words));
            }
            News::Failed(failure) => {
                let words = RefusalWords {
                    what: failure.to_string(),
                    remedy: "Remove the file and open it again.",
                };
                self.edit_sheets(|sheets| sheets.refused(id, words));
            }
            News::Part(_) | News::Done(_) => {}
        }
    }

    /// What stands in the way of a run. Whoever reads it follows its changes.
    pub fn missing(&self) -> Option<Missing> {
        let scope = self.choices(|choices| choices.scope);
        self.sheets(|sheets| sheets.missing(scope))
    }

    fn plan(&self, app: App, now: i64) -> (Plan, Vec<u32>) {
        let planned = self.sheets(Sheets::planned);
        let (ids, files) = planned.into_iter().unzip();
        let plan = app.setup.with(|setup| Plan {
            files,
            set: setup.mapping.clone(),
            options: self.choices(|choices| choices.options(setup, now)),
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
        let begun = self.papers.try_update_value(|papers| {
            papers.number += 1;
            papers.ran = Some(Rc::new(plan.clone()));
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
        let (desk, names) = (*self, self.names(&ids));
        let tell = move |news| {
            let current = desk.papers.with_value(|papers| papers.number);
            if current == number {
                desk.hear_run(app, &names, news);
            }
        };
        self.ask(Ask::Run(Box::new(plan)), &blobs, None, Box::new(tell));
    }

    fn names(&self, ids: &[u32]) -> Vec<String> {
        let name = |id: &u32| untrack(|| self.sheets(|sheets| sheets.name(*id)));
        ids.iter().map(name).collect()
    }

    fn hear_run(&self, app: App, names: &[String], news: News) {
        let run = match news {
            News::Part(Answer::Preflight(Told::Progress(progress))) => Run::Running(Some(progress)),
            News::Done(Answer::Preflight(Told::Done(report))) => {
                app.say(summary(&report));
                Run::Done(report)
            }
            News::Done(Answer::Preflight(Told::Refused { file, why })) => Run::Refused {
                name: names.get(file).cloned().unwrap_or_default(),
                words: refusal_words(&why),
            },
            News::Done(Answer::Preflight(Told::Unsound { target, message })) => {
                Run::Unsound { target, message }
            }
            News::Failed(failure) => Run::Failed(failure),
            News::Part(_) | News::Done(_) => return,
        };
        let done = matches!(run, Run::Done(_));
        self.set_run(run);
        if done {
            self.ask_users();
            self.ask_orphans(0);
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

    fn turn_all(&self) {
        for turn in [
            self.query_turn,
            self.list_turn,
            self.orphans_turn,
            self.user_turn,
            self.saved_turn,
        ] {
            turn.notify();
        }
    }

    /// Changes which users are listed, from the first one on.
    pub fn narrow(&self, change: impl FnOnce(&mut Query)) {
        self.papers.update_value(|papers| {
            change(&mut papers.query);
            papers.query.start = 0;
        });
        self.query_turn.notify();
        self.ask_users();
    }

    /// Lists the users from this place on.
    pub fn turn_to(&self, start: usize) {
        self.papers
            .update_value(|papers| papers.query.start = start);
        self.ask_users();
    }

    /// Asks for the users of the query. While an answer is awaited, only the
    /// last one of further queries is asked.
    fn ask_users(&self) {
        let query = self.papers.try_update_value(|papers| {
            if papers.asking {
                papers.again = true;
                return None;
            }
            papers.asking = true;
            Some((papers.query.clone(), papers.number))
        });
        let Some((query, number)) = query.flatten() else {
            return;
        };
        let desk = *self;
        let tell = move |news| {
            let again = desk.papers.try_update_value(|papers| {
                papers.asking = false;
                std::mem::take(&mut papers.again)
            });
            let current = desk.papers.with_value(|papers| papers.number);
            match news {
                News::Done(Answer::Preflight(Told::Window(window))) if current == number => {
                    desk.papers
                        .update_value(|papers| papers.window = Some(Rc::new(window)));
                    desk.list_turn.notify();
                }
                news if current == number => desk.hear_loss(&news),
                _ => {}
            }
            if again == Some(true) {
                desk.ask_users();
            }
        };
        self.ask(Ask::Users(query), &[], None, Box::new(tell));
    }

    /// Asks for the orphans from this place on, if there are any.
    pub fn ask_orphans(&self, start: usize) {
        let Run::Done(report) = &*untrack(|| self.run()) else {
            return;
        };
        if report.totals.orphans == 0 {
            return;
        }
        let desk = *self;
        let query = Query {
            start,
            count: PAGE,
            ..Query::default()
        };
        let tell = move |news| match news {
            News::Done(Answer::Preflight(Told::Orphans(window))) => {
                desk.papers
                    .update_value(|papers| papers.orphans = Some(Rc::new(window)));
                desk.orphans_turn.notify();
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Orphans(query), &[], None, Box::new(tell));
    }

    /// The worker may have broken or been ended; then the report is gone.
    fn hear_loss(&self, news: &News) {
        let lost = matches!(
            news,
            News::Failed(_) | News::Done(Answer::Preflight(Told::NoReport))
        );
        if lost && untrack(|| self.is_done()) {
            self.papers.update_value(Papers::forget_report);
            self.set_run(Run::Lost);
            self.turn_all();
        }
    }

    /// Opens a user of the report.
    pub fn open_user(&self, user: u32) {
        let desk = *self;
        let tell = move |news| match news {
            News::Done(Answer::Preflight(Told::Opened(opened))) => {
                desk.papers
                    .update_value(|papers| papers.opened = Some(Rc::from(opened)));
                desk.user_turn.notify();
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Open { user }, &[], None, Box::new(tell));
    }

    /// Closes the user that is open.
    pub fn close_user(&self) {
        self.papers.update_value(|papers| papers.opened = None);
        self.user_turn.notify();
    }

    /// Has a file made of the report, and offers it.
    pub fn save(&self, app: App, form: Form) {
        let desk = *self;
        let tell = move |news| match news {
            News::Done(Answer::Preflight(Told::Saved(saved))) => {
                download(&saved);
                app.say(format!("{} is ready", saved.name));
                desk.papers
                    .update_value(|papers| papers.saved = Some(saved));
                desk.saved_turn.notify();
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Save(form), &[], None, Box::new(tell));
    }

    /// Copies a part of the report. `what` names it.
    pub fn copy(&self, app: App, form: Form, what: &'static str) {
        let desk = *self;
        let tell = move |news| match news {
            News::Done(Answer::Preflight(Told::Text(text))) => {
                browser::run(Box::pin(async move {
                    app.say(match browser::copy_text(&text).await {
                        Ok(()) => format!("{what} copied"),
                        Err(_) => "This browser does not let the page copy. Save the report to a file in its place.".to_owned(),
                    });
                }));
            }
            news => desk.hear_loss(&news),
        };
        self.ask(Ask::Copy(form), &[], None, Box::new(tell));
    }

    /// Fetches the users that Talkdesk has, and takes them in as a file.
    pub fn fetch(&self, app: App, connection: Connection, tenant: TenantUrl) {
        let (desk, stop) = (*self, Stop::default());
        let locking = self.papers.with_value(|papers| papers.locking);
        if locking || lock::is_locked_now() {
            return;
        }
        let Some((token, pace)) = connection.lend(stop.clone()) else {
            return;
        };
        self.set_live(Live::Fetching(Paging::default()));
        browser::run(Box::pin(async move {
            let mut engine = Engine { pace, stop };
            let mut news = |paging: &Paging| desk.set_live(Live::Fetching(paging.clone()));
            let fetched = live::fetch(&tenant, &token, &mut engine, &mut news).await;
            connection.take_back(engine.pace);
            match fetched {
                Err(fault) => {
                    app.say(fault.words());
                    desk.set_live(Live::Failed(fault));
                }
                Ok((paging, pages)) => {
                    desk.set_live(Live::Fetched(paging.users));
                    desk.take_list(app, &tenant.host, &pages);
                }
            }
        }));
    }

    /// Takes in the pages of a list as one file. It came from the network, so
    /// that it needs no lock.
    fn take_list(&self, app: App, host: &str, pages: &[String]) {
        let parts = Array::new();
        for page in pages {
            parts.push(&page.into());
            parts.push(&"\n".into());
        }
        let Ok(blob) = Blob::new_with_str_sequence(&parts) else {
            return;
        };
        let name = format!("Users of {host}");
        let added = self.papers.try_update_value(|papers| {
            let id = papers.sheets.add(&name, blob.size())?;
            papers.blobs.push((id, blob));
            Some(id)
        });
        self.set_trouble(added.flatten().is_none().then_some(Trouble::TooMany));
        self.look_at_all(app);
    }

    /// Asks before the tab is left while a report is open or being made.
    fn guard(&self) {
        let guarded = self
            .papers
            .try_update_value(|papers| std::mem::replace(&mut papers.guarded, true));
        if guarded == Some(true) {
            return;
        }
        let desk = *self;
        always(
            "beforeunload",
            Box::new(move |event| {
                let run = desk.papers.with_value(|papers| papers.run.clone());
                if matches!(*run, Run::Done(_) | Run::Running(_)) {
                    event.prevent_default();
                }
            }),
        );
    }
}

impl Papers {
    fn forget_report(&mut self) {
        self.window = None;
        self.orphans = None;
        self.opened = None;
        self.saved = None;
    }
}

/// What is read out at the end of a run.
fn summary(report: &Report) -> String {
    let totals = &report.totals;
    format!(
        "The report is here: {}, {} refused, {} created, {} updated, {} skipped",
        counted(totals.users.into(), "user", "users"),
        grouped(totals.refused.into()),
        grouped(totals.created.into()),
        grouped(totals.updated.into()),
        grouped(totals.skipped.into()),
    )
}

/// Offers a file that the worker made.
fn download(saved: &Saved) {
    let link = document().create_element("a");
    if let Ok(link) = link {
        let link: HtmlAnchorElement = link.unchecked_into();
        link.set_href(&saved.url);
        link.set_download(&saved.name);
        link.click();
    }
}

/// The desk of this page. It outlives the place, so that a look at the
/// mappings does not cost the report.
pub fn desk() -> Desk {
    thread_local! {
        static DESK: (Owner, Desk) = {
            let owner = Owner::new_root(None);
            let desk = owner.with(Desk::new);
            (owner, desk)
        };
    }
    DESK.with(|(_, desk)| *desk)
}
