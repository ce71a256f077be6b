//! What the life-cycle test keeps while the app is open. Of all this only the
//! note of the user is stored.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;

use super::course::{Aim, Course, TestUser};
use super::judge::{Remains, remains};
use super::leftover::{self, Leftover, Note, PREFIX};
use super::run::{News, run};
use super::steps::StepId;
use crate::connection::check::{below, by_id};
use crate::connection::client::{Stop, farewell, random_guid};
use crate::connection::engine::Engine;
use crate::connection::state::Desk;
use crate::connection::tenant_url::TenantUrl;
use crate::connection::token::SecretToken;
use crate::connection::turn;
use crate::frame::listen::always;
use crate::setup::Timestamp;
use crate::setup::browser::BrowserShelf;
use crate::ui::browser;
use crate::ui::event::member;
use crate::ui::lasting::lasting;

/// A test, or a removal, that was begun.
#[derive(Debug, Clone)]
pub struct Job {
    /// The service.
    pub tenant: TenantUrl,
    /// The key of its note.
    pub key: String,
    /// What came so far.
    pub course: Course,
    /// The step that is being made.
    pub asking: Option<StepId>,
    /// Whether another tab of this browser asks the service first.
    pub queued: bool,
    /// Whether the service wants the test to wait just now.
    pub waits: bool,
    /// Whether it is still under way.
    pub running: bool,
    /// When it was begun.
    pub begun: Timestamp,
}

impl Job {
    /// Whether it is under way and only cleans up any more.
    pub fn is_cleaning(&self) -> bool {
        let made = self.course.done.last().map(|done| done.step);
        // Between two steps nothing is being asked.
        let step = self.asking.or(made);
        self.running && step.is_some_and(StepId::is_clean_up)
    }
}

struct Papers {
    domain: String,
    consent: String,
    digits: String,
    of: String,
    life: Option<Rc<Job>>,
    removal: Option<Rc<Job>>,
    token: Option<Rc<SecretToken>>,
}

/// A handle to the last life-cycle test and the last removal.
#[derive(Debug, Clone, Copy)]
pub struct Ward {
    papers: StoredValue<Papers, LocalStorage>,
    typed_turn: RwSignal<bool>,
    job_turn: RwSignal<bool>,
}

impl Ward {
    fn new() -> Self {
        Self {
            papers: StoredValue::new_local(Papers {
                domain: String::new(),
                consent: String::new(),
                digits: fresh_digits(),
                of: String::new(),
                life: None,
                removal: None,
                token: None,
            }),
            typed_turn: RwSignal::new(false),
            job_turn: RwSignal::new(false),
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

    /// The address of the user that the next test would create.
    pub fn next_user(&self, domain: &str) -> String {
        self.typed_turn.track();
        self.papers
            .with_value(|papers| format!("scimdesk-test-{}@{domain}", papers.digits))
    }

    /// A test that was not begun, to show what it would ask.
    pub fn sketch(&self) -> Course {
        let domain = super::domain::read(&self.domain());
        let user_name = self.next_user(domain.as_deref().unwrap_or("(domain)"));
        let nobody = "(a random id)".to_owned();
        Course::new(Aim::Life, TestUser { user_name, nobody })
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
        let mut notes = leftover::all(&BrowserShelf);
        notes.retain(|note| {
            let name = note.said.as_ref().map(|left| left.user_name.as_str());
            !running
                .as_ref()
                .is_some_and(|job| name == Ok(job.course.user.user_name.as_str()))
        });
        notes
    }

    /// Takes a note away because the admin saw to the user.
    pub fn forget(&self, key: &str, user_name: &str) {
        // A note that stays is still shown.
        let _ = leftover::take(&BrowserShelf, key, user_name);
        self.job_turn.notify();
    }

    /// Begins a test, unless one is under way.
    pub fn begin(&self, desk: Desk, tenant: TenantUrl, domain: &str, key: String) {
        let user_name = untrack(|| self.next_user(domain));
        let course = Course::new(
            Aim::Life,
            TestUser {
                user_name,
                nobody: random_guid(),
            },
        );
        self.start(desk, tenant, key, course);
    }

    /// Removes what an earlier test left, unless a test is under way.
    pub fn remove(&self, desk: Desk, tenant: TenantUrl, key: String, left: &Leftover) {
        let course = Course::new(
            Aim::Removal(left.id.clone()),
            TestUser {
                user_name: left.user_name.clone(),
                nobody: random_guid(),
            },
        );
        self.start(desk, tenant, key, course);
    }

    fn start(&self, desk: Desk, tenant: TenantUrl, key: String, course: Course) {
        let (ward, stop) = (*self, Stop::default());
        let Some((token, pace)) = desk.lend(stop.clone()) else {
            return;
        };
        let mut job = Job {
            tenant,
            key,
            course,
            asking: None,
            queued: false,
            waits: false,
            running: true,
            begun: browser::now(),
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
            let turn = turn::take(&tenant.origin(), &stop, &mut || {
                job.queued = true;
                ward.keep(&job);
            })
            .await;
            job.queued = false;
            // A removal is not to be ended once it has begun, and without a turn
            // it does not begin.
            let given_up = course.aim != Aim::Life && stop.is_asked();
            let mut engine = Engine { pace, stop };
            let mut report = |news: News<'_>| {
                let mut may = true;
                match news {
                    News::Waits => job.waits = true,
                    News::Asks(course, step) => {
                        job.asking = Some(step);
                        may = step != StepId::Create || note(&job, course);
                    }
                    News::Came(course) => {
                        job.waits = false;
                        job.asking = None;
                        if job.course.id() != course.id() {
                            // What was noted without the id stays good enough.
                            let _ = note(&job, course);
                        }
                        job.course = course.clone();
                    }
                }
                ward.keep(&job);
                may
            };
            if !given_up {
                run(&tenant, &token, &mut engine, &mut course, &mut report).await;
            }
            drop(turn);
            if remains(&course) == Remains::Nothing {
                // A note that stays names a user who is not there, and its
                // removal is offered.
                let _ = leftover::take(&BrowserShelf, &job.key, &course.user.user_name);
            }
            desk.take_back(engine.pace);
            ward.papers.update_value(|papers| papers.token = None);
            job.course = course;
            job.asking = None;
            job.waits = false;
            job.running = false;
            ward.keep(&job);
        }));
    }

    fn keep(&self, job: &Job) {
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
        if let (Some(id), Some(token)) = (job.course.id(), token) {
            farewell(&below(&job.tenant, &by_id(&id)), &token);
        }
    }
}

/// Puts the note down; says whether it lies there now.
fn note(job: &Job, course: &Course) -> bool {
    let left = Leftover {
        tenant_url: job.tenant.text(),
        user_name: course.user.user_name.clone(),
        since: job.begun.0.clone(),
        id: course.id(),
    };
    leftover::put(&BrowserShelf, &job.key, &left).is_ok()
}

/// Asks before the page is left while a test is under way, and cleans up as
/// far as a page that is being left can.
fn guard(ward: &Ward) {
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

fn fresh_digits() -> String {
    browser::random_id().0.chars().take(8).collect()
}

/// Follows the notes that other tabs put down and take away.
fn follow(ward: Ward) {
    always(
        "storage",
        Box::new(move |event| {
            let key = member(&event, "key").as_string();
            // Without a key everything was cleared.
            if key.is_none_or(|key| key.starts_with(PREFIX)) {
                ward.job_turn.notify();
            }
        }),
    );
}

/// The ward of this page. It outlives the place, as a running test does.
pub fn ward() -> Ward {
    thread_local! {
        static WARD: (Owner, Ward) = lasting(|| {
            let ward = Ward::new();
            follow(ward);
            ward
        });
    }
    WARD.with(|(_, ward)| *ward)
}
