//! What the connection page keeps while the app is open: the token and the
//! last test. None of it is ever stored.

use std::rc::Rc;

use leptos::prelude::*;

use super::client::{Stop, random_guid};
use super::engine::Engine;
use super::history::{self, Run};
use super::run::{News, run};
use crate::browser;
use crate::browser::app_scope::app_scope;
use crate::browser::storage::BrowserShelf;
use crate::state::App;
use connection_test::checks::check::Asked;
use connection_test::checks::matching::Matching;
use connection_test::diagnosis::diagnose::{Diagnosis, diagnose};
use connection_test::diagnosis::findings::{Code, Grade};
use connection_test::http::outcome::Outcome;
use connection_test::http::show;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;
use setup::{PassedTest, SetupId, Timestamp};

/// A test that was begun.
#[derive(Debug, Clone)]
pub struct Test {
    /// The address under test.
    pub tenant: TenantUrl,
    /// What it asks for.
    pub asked: Asked,
    /// The outcomes so far.
    pub outcomes: Vec<Outcome>,
    /// What they come to.
    pub diagnosis: Diagnosis,
    /// Whether it is still under way.
    pub running: bool,
    /// Whether another tab of this browser asks the service first.
    pub queued: bool,
    /// How many milliseconds the service wants the test to wait just now.
    pub waits: Option<u32>,
    /// When it was begun.
    pub begun: Timestamp,
}

/// What lies on the desk.
struct Papers {
    token: Rc<SecretToken>,
    email: String,
    other_value: String,
    test: Option<Rc<Test>>,
    of: Option<SetupId>,
    stop: Option<Stop>,
}

/// A handle to the token and the last test.
///
/// Two plain signals turn over whenever one of them changes. Signals of their
/// own types would weigh more than the whole page.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    papers: StoredValue<Papers, LocalStorage>,
    token_turn: RwSignal<bool>,
    test_turn: RwSignal<bool>,
    lent: RwSignal<bool>,
}

impl Desk {
    /// An empty desk.
    fn new() -> Self {
        Self {
            papers: StoredValue::new_local(Papers {
                token: empty(),
                email: String::new(),
                other_value: String::new(),
                test: None,
                of: None,
                stop: None,
            }),
            token_turn: RwSignal::new(false),
            test_turn: RwSignal::new(false),
            lent: RwSignal::new(false),
        }
    }

    /// Lends the token to another series of requests, which `stop` ends.
    /// Nothing if one is under way already.
    pub fn lend(&self, stop: Stop) -> Option<Rc<SecretToken>> {
        let lent = self.papers.try_update_value(|papers| {
            if papers.stop.is_some() {
                return None;
            }
            papers.stop = Some(stop);
            Some(papers.token.clone())
        });
        let lent = lent.flatten();
        if lent.is_some() {
            self.lent.set(true);
        }
        lent
    }

    /// Takes back what was lent.
    pub fn take_back(&self) {
        self.papers.update_value(|papers| papers.stop = None);
        self.lent.set(false);
    }

    /// Whether another series of requests has the token. Whoever reads it
    /// follows its changes.
    pub fn is_lent(&self) -> bool {
        self.lent.get()
    }

    /// The token as typed. Whoever reads it follows its changes.
    pub fn token(&self) -> Rc<SecretToken> {
        self.token_turn.track();
        self.papers.with_value(|papers| papers.token.clone())
    }

    /// Takes in what was typed as token.
    pub fn set_token(&self, token: SecretToken) {
        self.papers
            .update_value(|papers| papers.token = Rc::new(token));
        self.token_turn.notify();
    }

    /// The e-mail address to look for, as typed. It is of a person, so it is
    /// kept as little as the token. Whoever reads it follows its changes.
    pub fn email(&self) -> String {
        self.token_turn.track();
        self.papers.with_value(|papers| papers.email.clone())
    }

    /// Takes in what was typed as e-mail address.
    pub fn set_email(&self, email: String) {
        self.papers.update_value(|papers| papers.email = email);
        self.token_turn.notify();
    }

    /// What the user to look for has for the other matching attribute, as
    /// typed. Whoever reads it follows its changes.
    pub fn other_value(&self) -> String {
        self.token_turn.track();
        self.papers.with_value(|papers| papers.other_value.clone())
    }

    /// Takes in what was typed as that value.
    pub fn set_other_value(&self, value: String) {
        self.papers
            .update_value(|papers| papers.other_value = value);
        self.token_turn.notify();
    }

    /// What a test of a setup with these matching attributes asks for. Whoever
    /// reads it follows the changes of what was typed.
    pub fn asked(&self, matching: Matching, guid: String) -> Asked {
        let typed = |text: String| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Asked {
            guid,
            matching,
            email: typed(self.email()),
            other_value: typed(self.other_value()),
            user_id: None,
        }
    }

    /// The last test. Whoever reads it follows its changes.
    pub fn test(&self) -> Option<Rc<Test>> {
        self.test_turn.track();
        self.papers.with_value(|papers| papers.test.clone())
    }

    fn set_test(&self, test: Option<Test>) {
        self.papers
            .update_value(|papers| papers.test = test.map(Rc::new));
        self.test_turn.notify();
    }

    /// Whether a test is under way.
    pub fn is_running(&self) -> bool {
        self.test().is_some_and(|test| test.running)
    }

    /// Takes in that a set-up is open. Another one's token and test are
    /// forgotten, so that no token is sent to another account's address.
    pub fn belong_to(&self, id: SetupId) {
        if self.belongs_to(&id) {
            return;
        }
        self.cancel();
        self.papers.update_value(|papers| papers.of = Some(id));
        self.set_email(String::new());
        self.set_other_value(String::new());
        self.set_token(SecretToken::typed(String::new()));
        self.set_test(None);
    }

    fn belongs_to(&self, id: &SetupId) -> bool {
        self.papers
            .with_value(|papers| papers.of.as_ref() == Some(id))
    }

    /// Ends the running test, if there is one.
    pub fn cancel(&self) {
        let stop = self.papers.with_value(|papers| papers.stop.clone());
        if let Some(stop) = stop {
            stop.now();
        }
    }

    /// Begins a test, unless one is under way.
    pub fn begin(&self, app: App, tenant: TenantUrl) {
        let (desk, stop) = (*self, Stop::default());
        let ready = self.papers.try_update_value(|papers| {
            if papers.stop.is_some() {
                return None;
            }
            papers.stop = Some(stop.clone());
            Some((papers.of.clone()?, papers.token.clone()))
        });
        let Some((owner, token)) = ready.flatten() else {
            return;
        };
        let matching = app
            .setup
            .with_untracked(|setup| Matching::of(&setup.mapping));
        let asked = untrack(|| self.asked(matching, random_guid()));
        let mut test = Test {
            diagnosis: diagnose(&tenant, &asked, &[]),
            tenant,
            asked,
            outcomes: Vec::new(),
            running: true,
            queued: false,
            waits: None,
            begun: browser::now(),
        };
        self.set_test(Some(test.clone()));
        let (tenant_url, matching) = app
            .setup
            .with_untracked(|setup| (setup.tenant.url().unwrap_or_default(), setup.matching()));
        browser::run(Box::pin(async move {
            let (tenant, asked) = (test.tenant.clone(), test.asked.clone());
            let show = |test: &Test| {
                if desk.belongs_to(&owner) {
                    desk.set_test(Some(test.clone()));
                }
            };
            let mut engine = Engine::start(stop, &mut || {
                test.queued = true;
                show(&test);
            })
            .await;
            if std::mem::take(&mut test.queued) {
                show(&test);
            }
            let mut report = |news: News<'_>| {
                match news {
                    News::Waits(ms) => test.waits = Some(ms),
                    News::Came(asked, outcomes) => {
                        test.waits = None;
                        test.asked = asked.clone();
                        test.outcomes = outcomes.to_vec();
                        test.diagnosis = diagnose(&test.tenant, asked, outcomes);
                    }
                }
                show(&test);
            };
            run(&tenant, asked, &token, &mut engine, &mut report).await;
            drop(engine);
            desk.papers.update_value(|papers| papers.stop = None);
            test.running = false;
            test.waits = None;
            if desk.belongs_to(&owner) {
                keep_result(app, tenant_url, matching, &test.diagnosis);
                keep_run(app, &owner, &test);
                desk.set_test(Some(test));
            }
        }));
    }
}

/// Keeps in the set-up whether a test passed.
fn keep_result(app: App, tenant_url: String, matching: String, diagnosis: &Diagnosis) {
    if diagnosis.passed() {
        let passed = PassedTest {
            when: browser::now(),
            tenant_url,
            matching: Some(matching),
        };
        app.edit(|setup| setup.connection_passed = Some(passed));
    } else if diagnosis.finding().grade == Grade::Bad {
        app.edit(|setup| setup.connection_passed = None);
    }
}

/// Keeps the test among the last ones of its set-up. One that the admin ended
/// tells nothing.
fn keep_run(app: App, owner: &SetupId, test: &Test) {
    if test.diagnosis.overall == Code::Cancelled {
        return;
    }
    let first = test.outcomes.first();
    let finding = test.diagnosis.finding();
    let run = Run {
        begun: test.begun.clone(),
        address: format!("{}{}", test.tenant.origin(), test.tenant.path),
        headline: test.diagnosis.fill(test.tenant.service(), finding.headline),
        grade: finding.grade,
        answer: first.map(show::summary).unwrap_or_default(),
        ms: first.and_then(Outcome::ms),
    };
    // A set-up that went meanwhile leaves nothing behind.
    let kept = history::tidy(&BrowserShelf).and_then(|()| history::add(&BrowserShelf, owner, run));
    if kept.is_err() {
        app.say("The browser has no room for the record of this test. The result stays on this page until it is closed.");
    }
}

/// The desk of this page. It outlives the place, so that a look at the guide
/// does not cost the token.
pub fn desk() -> Desk {
    thread_local! {
        static DESK: (Owner, Desk) = app_scope(Desk::new);
    }
    DESK.with(|(_, desk)| *desk)
}

fn empty() -> Rc<SecretToken> {
    Rc::new(SecretToken::typed(String::new()))
}
