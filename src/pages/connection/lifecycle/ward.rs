//! What the life-cycle test keeps while the app is open. Of all this only the
//! note of the user is stored.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::job::{Job, Shown};
use super::records::Records;
use crate::browser;
use crate::browser::app_scope::app_scope;
use crate::browser::event::always;
use crate::browser::http::{BrowserHttp, delete_on_unload, random_guid};
use crate::pages::connection::state::ConnectionState;
use connection_test::checks::check::{below, by_id};
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::paced_client::PacedClient;
use connection_test::lifecycle::evaluation::{Cleanup, cleanup};
use connection_test::lifecycle::extension::{Attribute, Needs};
use connection_test::lifecycle::orphaned_user::{self, Note, OrphanedUser};
use connection_test::lifecycle::run::{Aim, LifecycleRun, TestUser};
use connection_test::lifecycle::runner::{PacedSender, run};
use connection_test::scim::user_id::UserId;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;

struct Papers {
    domain: String,
    consent: String,
    /// Two names for each attribute of the extension, where one was typed.
    names: [[Option<String>; 2]; 2],
    digits: String,
    of: String,
    life: Option<Rc<Job>>,
    removal: Option<Rc<Job>>,
    token: Option<Rc<SecretToken>>,
}

/// A handle to the last life-cycle test and the last removal.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleState {
    papers: StoredValue<Papers, LocalStorage>,
    typed_turn: RwSignal<bool>,
    job_turn: RwSignal<bool>,
    /// The notes of users that may be left.
    pub records: Records,
}

impl LifecycleState {
    fn new() -> Self {
        Self {
            papers: StoredValue::new_local(Papers {
                domain: String::new(),
                consent: String::new(),
                names: Default::default(),
                digits: fresh_digits(),
                of: String::new(),
                life: None,
                removal: None,
                token: None,
            }),
            typed_turn: RwSignal::new(false),
            job_turn: RwSignal::new(false),
            records: Records::open(),
        }
    }

    /// Takes in that the set-up is open whose note has this key. What was
    /// typed for another one is forgotten: its domain may be another
    /// organisation's.
    pub fn belong_to(&self, key: &str) {
        let changed = self.papers.try_update_value(|papers| {
            let changed = papers.of != key;
            if changed {
                papers.of = key.to_owned();
                papers.domain.clear();
                papers.consent.clear();
                papers.names = Default::default();
            }
            changed
        });
        if changed == Some(true) {
            self.typed_turn.notify();
        }
    }

    /// The domain as typed. Whoever reads it follows its changes.
    pub fn domain(&self) -> String {
        self.typed_turn.track();
        self.papers.with_value(|papers| papers.domain.clone())
    }

    /// Takes in what was typed as domain.
    pub fn set_domain(&self, domain: String) {
        self.papers.update_value(|papers| papers.domain = domain);
        self.typed_turn.notify();
    }

    /// The consent as typed. Whoever reads it follows its changes.
    pub fn consent(&self) -> String {
        self.typed_turn.track();
        self.papers.with_value(|papers| papers.consent.clone())
    }

    /// Takes in what was typed to consent.
    pub fn set_consent(&self, consent: String) {
        self.papers.update_value(|papers| papers.consent = consent);
        self.typed_turn.notify();
    }

    /// The names as typed for an attribute, where any was. Whoever reads them
    /// follows their changes.
    pub fn names(&self, attribute: Attribute) -> [Option<String>; 2] {
        self.typed_turn.track();
        self.papers
            .with_value(|papers| papers.names[place(attribute)].clone())
    }

    /// Takes in what was typed as one of the two names of an attribute.
    pub fn set_name(&self, attribute: Attribute, field: usize, name: String) {
        self.papers.update_value(|papers| {
            if let Some(typed) = papers.names[place(attribute)].get_mut(field) {
                *typed = Some(name);
            }
        });
        self.typed_turn.notify();
    }

    /// The address of the user that the next test would create.
    pub fn next_user(&self, domain: &str) -> String {
        self.typed_turn.track();
        self.papers
            .with_value(|papers| format!("scimdesk-test-{}@{domain}", papers.digits))
    }

    /// A test that was not begun, to show what it would ask.
    pub fn sketch(&self, needs: Needs) -> LifecycleRun {
        let domain = connection_test::lifecycle::preconditions::domain::read(&self.domain());
        let user_name = self.next_user(domain.as_deref().unwrap_or("(domain)"));
        let mut course = LifecycleRun::new(Aim::Life, test_user(user_name, "(a random id)"));
        course.needs = needs;
        course
    }

    /// The last test of the set-up whose note has this key. Whoever reads it
    /// follows its changes.
    pub fn life(&self, key: &str) -> Option<Rc<Job>> {
        self.job_turn.track();
        self.papers
            .with_value(|papers| papers.life.clone())
            .filter(|job| job.key == key)
    }

    /// The last removal. Whoever reads it follows its changes.
    pub fn removal(&self) -> Option<Rc<Job>> {
        self.job_turn.track();
        self.papers.with_value(|papers| papers.removal.clone())
    }

    /// The notes of users that may be left, without the one of a test that is
    /// under way in this tab. Whoever reads them follows their changes.
    pub fn notes(&self) -> Vec<Note> {
        self.job_turn.track();
        let running = self.papers.with_value(|papers| papers.life.clone());
        let running = running.filter(|job| job.running);
        let mut notes = self.records.all();
        notes.retain(|note| {
            let name = note.said.as_ref().map(|left| left.user_name.as_str());
            !running
                .as_ref()
                .is_some_and(|job| name == Ok(job.course.user.user_name.as_str()))
        });
        notes
    }

    /// Takes a note away because the admin saw to the user.
    pub fn forget(&self, note: Note) {
        let records = self.records;
        browser::run(Box::pin(async move { records.remove_note(&note).await }));
    }

    /// Begins a test, unless one is under way.
    pub fn begin(
        &self,
        desk: ConnectionState,
        tenant: TenantUrl,
        domain: &str,
        needs: Needs,
        key: String,
    ) {
        let user_name = untrack(|| self.next_user(domain));
        let mut course = LifecycleRun::new(Aim::Life, test_user(user_name, &random_guid()));
        course.needs = needs;
        self.start(desk, Job::new(tenant, key, course, None));
    }

    /// Removes what an earlier test left, unless a test is under way.
    pub fn remove(&self, desk: ConnectionState, tenant: TenantUrl, key: &str, left: &OrphanedUser) {
        let key = orphaned_user::setup_key(key, &left.user_name).to_owned();
        let user = test_user(left.user_name.clone(), &random_guid());
        let course = LifecycleRun::new(Aim::Removal(left.id.clone()), user);
        let since = Some(left.since.clone());
        self.start(desk, Job::new(tenant, key, course, since));
    }

    fn start(&self, desk: ConnectionState, job: Job) {
        let (ward, cancel) = (*self, CancelToken::default());
        let Some(token) = desk.acquire(cancel.clone()) else {
            return;
        };
        self.papers.update_value(|papers| {
            papers.token = Some(token.clone());
            if job.course.aim == Aim::Life {
                // The next test's user is another one, and wants a consent of
                // its own.
                papers.digits = fresh_digits();
                papers.consent.clear();
                papers.removal = None;
            }
        });
        self.typed_turn.notify();
        self.keep(&job);
        guard(self);
        browser::run(Box::pin(async move {
            let (tenant, mut course) = (job.tenant.clone(), job.course.clone());
            let shown = Shown::new(ward, job);
            let client = PacedClient::start(BrowserHttp, cancel, &mut || {
                shown.change(|job| job.queued = true);
            })
            .await;
            shown.change(|job| job.queued = false);
            // A removal is not to be ended once it has begun, and without a turn
            // it does not begin.
            let given_up = course.aim != Aim::Life && client.cancel.is_cancelled();
            let waiting = shown.clone();
            let mut sender = PacedSender {
                client,
                tenant,
                token,
                on_wait: move || waiting.change(|job| job.waits = true),
            };
            if !given_up {
                run(&mut sender, &mut shown.clone(), &mut course).await;
            }
            drop(sender);
            if cleanup(&course) == Cleanup::Nothing {
                shown.remove_record(&course).await;
            }
            desk.release();
            ward.papers.update_value(|papers| papers.token = None);
            shown.change(|job| {
                job.course = course;
                job.asking = None;
                job.waits = false;
                job.running = false;
            });
        }));
    }

    pub(super) fn keep(&self, job: &Job) {
        let kept = Some(Rc::new(job.clone()));
        self.papers.update_value(|papers| match job.course.aim {
            Aim::Life => papers.life = kept,
            Aim::Removal(_) => papers.removal = kept,
        });
        self.job_turn.notify();
    }

    /// The test or removal that is under way.
    fn running(&self) -> Option<Rc<Job>> {
        self.papers.with_value(|papers| {
            let jobs = [&papers.life, &papers.removal];
            jobs.into_iter()
                .flatten()
                .find(|job| job.running)
                .map(Rc::clone)
        })
    }

    /// Deletes the user of a running test without waiting for the answer.
    fn part(&self) {
        let Some(job) = self.running() else {
            return;
        };
        let token = self.papers.with_value(|papers| papers.token.clone());
        // There is no time to read it back now.
        if let (Some(id), Some(token)) = (job.course.identity().parting_id(), token) {
            delete_on_unload(&below(&job.tenant, &by_id(id)), &token);
        }
    }
}

/// Asks before the page is left while a test is under way, and cleans up as
/// far as a page that is being left can.
fn guard(ward: &LifecycleState) {
    thread_local! {
        static GUARDED: Cell<bool> = const { Cell::new(false) };
    }
    if GUARDED.replace(true) {
        return;
    }
    let ward = *ward;
    always(
        "beforeunload",
        Box::new(move |event| {
            if ward.running().is_some() {
                event.prevent_default();
            }
        }),
    );
    always("pagehide", Box::new(move |_| ward.part()));
}

fn place(attribute: Attribute) -> usize {
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

/// The ward of this page. It outlives the place, as a running test does.
pub fn ward() -> LifecycleState {
    thread_local! {
        static WARD: (Owner, LifecycleState) = app_scope(LifecycleState::new);
    }
    WARD.with(|(_, ward)| *ward)
}
