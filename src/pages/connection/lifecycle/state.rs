//! What the lifecycle test keeps while the app is open. Of all this only the
//! note of the user is stored.

mod orphaned_user_records;
mod orphaned_user_storage;

use std::rc::Rc;

use leptos::prelude::*;

pub use self::orphaned_user_records::OrphanedUserRecords;
use super::started_run::{Origin, StartedRun, record};
use crate::browser;
use crate::browser::event::always;
use crate::browser::http::{BrowserHttp, random_guid};
use crate::state::App;
use crate::state::connection::ConnectionState;
use crate::state::connection::started_test::{StartedTest, TestView, run_test};
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::request_route::RequestRoute;
use connection_test::lifecycle::evaluation::{Cleanup, cleanup};
use connection_test::lifecycle::extension::{Attribute, Needs};
use connection_test::lifecycle::orphaned_user::{self, Note, OrphanedUser};
use connection_test::lifecycle::run::{LifecycleRun, RunPurpose, TestUser};
use connection_test::scim::user_id::UserId;
use connection_test::steps::request::{below, by_id};
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;

struct LifecycleData {
    /// Two names for each attribute of the extension, where one was typed.
    names: [[Option<String>; 2]; 2],
    digits: String,
    of: String,
    life: Option<Rc<StartedRun>>,
    removal: Option<Rc<StartedRun>>,
    /// What a running test sends with.
    sending: Option<(BrowserHttp, RequestRoute, Rc<SecretToken>)>,
    /// Whether it is asked before the page is left.
    is_guarded: bool,
}

/// A handle to the last lifecycle test and the last removal.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleState {
    data: StoredValue<LifecycleData, LocalStorage>,
    input_changed: Trigger,
    /// The domain as typed.
    pub domain: RwSignal<String>,
    /// The host at which the next test may create a user.
    pub consent: RwSignal<Option<String>>,
    run_changed: Trigger,
    pub records: OrphanedUserRecords,
}

impl LifecycleState {
    /// It outlives the page as a running test does.
    pub fn of(app: App) -> Self {
        app.page_state(|| Self::new(app))
    }

    fn new(app: App) -> Self {
        Self {
            data: StoredValue::new_local(LifecycleData {
                names: Default::default(),
                digits: fresh_digits(),
                of: String::new(),
                life: None,
                removal: None,
                sending: None,
                is_guarded: false,
            }),
            input_changed: Trigger::new(),
            domain: RwSignal::new(String::new()),
            consent: RwSignal::new(None),
            run_changed: Trigger::new(),
            records: OrphanedUserRecords::of(app),
        }
    }

    /// Takes in that the setup is open whose note has this key. What was
    /// typed for another one is forgotten: its domain may be another
    /// organization's.
    pub fn belong_to(&self, key: &str) {
        let changed = self.data.try_update_value(|data| {
            let changed = data.of != key;
            if changed {
                data.of = key.to_owned();
                data.names = Default::default();
            }
            changed
        });
        if changed == Some(true) {
            self.domain.set(String::new());
            self.consent.set(None);
            self.input_changed.notify();
        }
    }

    /// The names as typed for an attribute, where any was. Whoever reads them
    /// follows their changes.
    pub fn names(&self, attribute: Attribute) -> [Option<String>; 2] {
        self.input_changed.track();
        self.data
            .with_value(|data| data.names[attribute_index(attribute)].clone())
    }

    /// Takes in what was typed as one of the two names of an attribute.
    pub fn set_name(&self, attribute: Attribute, field: usize, name: String) {
        self.data.update_value(|data| {
            if let Some(typed) = data.names[attribute_index(attribute)].get_mut(field) {
                *typed = Some(name);
            }
        });
        self.input_changed.notify();
    }

    /// The address of the user that the next test would create.
    pub fn next_user(&self, domain: &str) -> String {
        self.input_changed.track();
        self.data
            .with_value(|data| format!("scimdesk-test-{}@{domain}", data.digits))
    }

    /// A test that was not begun, to show what it would ask.
    pub fn sketch(&self, needs: Needs) -> LifecycleRun {
        let domain = connection_test::lifecycle::preconditions::domain::read(&self.domain.get());
        let user_name = self.next_user(domain.as_deref().unwrap_or("(domain)"));
        let mut run = LifecycleRun::new(RunPurpose::Life, test_user(user_name, "(a random id)"));
        run.needs = needs;
        run
    }

    /// The last test of the setup whose note has this key. Whoever reads it
    /// follows its changes.
    pub fn life(&self, key: &str) -> Option<Rc<StartedRun>> {
        self.run_changed.track();
        self.data
            .with_value(|data| data.life.clone())
            .filter(|started| started.details.key == key)
    }

    pub fn removal(&self) -> Option<Rc<StartedRun>> {
        self.run_changed.track();
        self.data.with_value(|data| data.removal.clone())
    }

    /// The notes of users that may be left, without the one of a test that is
    /// under way in this tab. Whoever reads them follows their changes.
    pub fn notes(&self) -> Vec<Note> {
        self.run_changed.track();
        let running = self.data.with_value(|data| data.life.clone());
        let running = running.filter(|started| started.running);
        let mut notes = self.records.all();
        notes.retain(|note| {
            let name = note.content.as_ref().map(|left| left.user_name.as_str());
            !running
                .as_ref()
                .is_some_and(|started| name == Ok(started.run.user.user_name.as_str()))
        });
        notes
    }

    /// Removes a note because the admin has deleted the user.
    pub fn forget(&self, note: Note) {
        let records = self.records;
        browser::run(Box::pin(async move { records.remove_note(&note).await }));
    }

    /// Brings a note back.
    pub fn remember(&self, note: Note) {
        let records = self.records;
        browser::run(Box::pin(async move { records.restore(note).await }));
    }

    /// Prepares another test with what was typed for the last one, which goes
    /// out of sight: only one test user is shown at a time.
    pub fn start_over(&self) {
        self.data.update_value(|data| {
            if data.life.as_ref().is_some_and(|started| !started.running) {
                data.life = None;
            }
        });
        self.run_changed.notify();
    }

    pub fn begin(
        &self,
        connection: ConnectionState,
        tenant: TenantUrl,
        domain: &str,
        needs: Needs,
        key: String,
    ) {
        let user_name = untrack(|| self.next_user(domain));
        let mut run = LifecycleRun::new(RunPurpose::Life, test_user(user_name, &random_guid()));
        run.needs = needs;
        self.start(connection, tenant, run, Origin { key, since: None });
    }

    /// Removes what an earlier test left, unless a test is under way.
    pub fn remove(
        &self,
        connection: ConnectionState,
        tenant: TenantUrl,
        key: &str,
        left: &OrphanedUser,
    ) {
        let key = orphaned_user::setup_key(key, &left.user_name).to_owned();
        let user = test_user(left.user_name.clone(), &random_guid());
        let run = LifecycleRun::new(RunPurpose::Removal(left.id.clone()), user);
        let since = Some(left.since.clone());
        self.start(connection, tenant, run, Origin { key, since });
    }

    fn start(
        &self,
        connection: ConnectionState,
        tenant: TenantUrl,
        run: LifecycleRun,
        origin: Origin,
    ) {
        let (lifecycle, cancel) = (*self, CancelToken::default());
        let Some(token) = connection.acquire(cancel.clone()) else {
            return;
        };
        let http = connection.http();
        let route = untrack(|| connection.relay.route(&tenant));
        self.data.update_value(|data| {
            data.sending = Some((http.clone(), route.clone(), token.clone()));
            if run.purpose == RunPurpose::Life {
                data.digits = fresh_digits();
                data.removal = None;
            }
        });
        if run.purpose == RunPurpose::Life {
            // The next test's user is another one, and wants a consent of its
            // own.
            self.consent.set(None);
        }
        self.input_changed.notify();
        let started = StartedTest::new(tenant, run, origin);
        self.show(&started);
        self.guard();
        browser::run(Box::pin(async move {
            let ended = run_test(&lifecycle, started, (http, route), token, cancel).await;
            if cleanup(&ended.run) == Cleanup::Nothing {
                let (records, user) = (lifecycle.records, &ended.run.user);
                records.remove(&ended.details.key, &user.user_name).await;
            }
            connection.release();
            lifecycle.data.update_value(|data| data.sending = None);
            lifecycle.show(&ended);
        }));
    }

    fn running(&self) -> Option<Rc<StartedRun>> {
        self.data.with_value(|data| {
            let runs = [&data.life, &data.removal];
            runs.into_iter()
                .flatten()
                .find(|started| started.running)
                .map(Rc::clone)
        })
    }

    /// Deletes the user of a running test without waiting for the response.
    fn part(&self) {
        let Some(started) = self.running() else {
            return;
        };
        let sending = self.data.with_value(|data| data.sending.clone());
        // There is no time to read it back now.
        let id = started.run.identity().parting_id();
        if let (Some(id), Some((http, route, token))) = (id, sending) {
            http.delete_on_unload(&route, &below(&started.tenant, &by_id(id)), &token);
        }
    }

    /// Asks before the page is left while a test is under way, and cleans up as
    /// far as a page that is being left can.
    fn guard(&self) {
        let guarded = |data: &mut LifecycleData| std::mem::replace(&mut data.is_guarded, true);
        if self.data.try_update_value(guarded) != Some(false) {
            return;
        }
        let lifecycle = *self;
        always(
            "beforeunload",
            Box::new(move |event| {
                if lifecycle.running().is_some() {
                    event.prevent_default();
                }
            }),
        );
        always("pagehide", Box::new(move |_| lifecycle.part()));
    }
}

impl TestView for LifecycleState {
    type Run = LifecycleRun;
    type Details = Origin;

    fn show(&self, started: &StartedRun) {
        let stored = Some(Rc::new(started.clone()));
        self.data.update_value(|data| match started.run.purpose {
            RunPurpose::Life => data.life = stored,
            RunPurpose::Removal(_) => data.removal = stored,
        });
        self.run_changed.notify();
    }

    async fn persist(&self, started: &StartedRun, run: &LifecycleRun) -> bool {
        let left = record(started, run);
        self.records.persist(&started.details.key, &left).await
    }
}

fn attribute_index(attribute: Attribute) -> usize {
    match attribute {
        Attribute::Roles => 0,
        Attribute::Teams => 1,
    }
}

fn fresh_digits() -> String {
    browser::random_id().0.chars().take(8).collect()
}

fn test_user(user_name: String, nobody: &str) -> TestUser {
    let nobody = UserId::parse(nobody).unwrap_or_else(|_| UserId::nobody());
    TestUser { user_name, nobody }
}
