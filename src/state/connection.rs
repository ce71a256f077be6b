//! What the connection page keeps while the app is open: the token and the
//! last test. None of it is ever stored.

pub mod history;
pub mod relay;
pub mod selected_tab;
pub mod started_test;
pub mod tenant_field;

use std::rc::Rc;

use leptos::prelude::*;

use self::history::Run;
use self::relay::RelayState;
use self::started_test::{StartedTest, TestView, run_test};
use crate::browser;
use crate::browser::http::{BrowserHttp, random_guid};
use crate::browser::storage::BrowserStorage;
use crate::state::App;
use connection_test::checks::check::{CheckId, CheckInput};
use connection_test::checks::matching::Matching;
use connection_test::checks::run::CheckRun;
use connection_test::diagnosis::diagnose::{Diagnosis, diagnose};
use connection_test::diagnosis::messages::{Code, VerdictSeverity};
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::http_text;
use connection_test::http::outcome::Outcome;
use connection_test::steps::runner::TestRun;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;
use setup::SetupId;

/// A connection test that was begun, and what its results come to.
pub type Test = StartedTest<CheckRun, Diagnosis>;

struct ConnectionData {
    http: BrowserHttp,
    token: Rc<SecretToken>,
    test: Option<Rc<Test>>,
    of: Option<SetupId>,
    cancel: Option<CancelToken>,
}

/// A handle to the token and the last test.
///
/// Triggers notify when one of them changes: signals of their own types would
/// weigh more than the whole page.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionState {
    data: StoredValue<ConnectionData, LocalStorage>,
    token_changed: Trigger,
    test_changed: Trigger,
    /// The email address to look for, as typed. It is of a person, so it is
    /// kept as little as the token.
    pub email: RwSignal<String>,
    /// What the user to look for has for the other matching attribute, as
    /// typed.
    pub other_value: RwSignal<String>,
    acquired: RwSignal<bool>,
    /// The relay on this computer, through which requests can go.
    pub relay: RelayState,
}

impl ConnectionState {
    /// It outlives the page, so that a look at the guide does not cost the
    /// token.
    pub fn of(app: App) -> Self {
        app.page_state(Self::new)
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "called once in each tab, and every page gets a clone of this one"
    )]
    fn new() -> Self {
        Self {
            data: StoredValue::new_local(ConnectionData {
                http: BrowserHttp::of_this_tab(),
                token: empty(),
                test: None,
                of: None,
                cancel: None,
            }),
            token_changed: Trigger::new(),
            test_changed: Trigger::new(),
            email: RwSignal::new(String::new()),
            other_value: RwSignal::new(String::new()),
            acquired: RwSignal::new(false),
            relay: RelayState::new(),
        }
    }

    /// What sends requests, under the one lock of this tab.
    pub fn http(&self) -> BrowserHttp {
        self.data.with_value(|data| data.http.clone())
    }

    /// Lends the token to another series of requests, which `cancel` ends.
    /// Nothing if one is under way already.
    pub fn acquire(&self, cancel: CancelToken) -> Option<Rc<SecretToken>> {
        let token = self.start_with(cancel)?;
        self.acquired.set(true);
        Some(token)
    }

    fn start_with(&self, cancel: CancelToken) -> Option<Rc<SecretToken>> {
        let token = self.data.try_update_value(|data| {
            if data.cancel.is_some() {
                return None;
            }
            data.cancel = Some(cancel);
            Some(data.token.clone())
        });
        token.flatten()
    }

    pub fn release(&self) {
        self.data.update_value(|data| data.cancel = None);
        self.acquired.set(false);
    }

    /// Whether another series of requests has the token. Whoever reads it
    /// follows its changes.
    pub fn is_acquired(&self) -> bool {
        self.acquired.get()
    }

    /// The token as typed. Whoever reads it follows its changes.
    pub fn token(&self) -> Rc<SecretToken> {
        self.token_changed.track();
        self.data.with_value(|data| data.token.clone())
    }

    pub fn set_token(&self, token: SecretToken) {
        self.data.update_value(|data| data.token = Rc::new(token));
        self.token_changed.notify();
    }

    /// What a test of a setup with these matching attributes asks for. Whoever
    /// reads it follows the changes of what was typed.
    pub fn input(&self, matching: Matching, guid: String) -> CheckInput {
        let typed = |text: String| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        CheckInput {
            guid,
            matching,
            email: typed(self.email.get()),
            other_value: typed(self.other_value.get()),
            user_id: None,
        }
    }

    /// The last test. Whoever reads it follows its changes.
    pub fn test(&self) -> Option<Rc<Test>> {
        self.test_changed.track();
        self.data.with_value(|data| data.test.clone())
    }

    fn set_test(&self, test: Option<Test>) {
        self.data.update_value(|data| data.test = test.map(Rc::new));
        self.test_changed.notify();
    }

    pub fn is_running(&self) -> bool {
        self.test().is_some_and(|test| test.running)
    }

    /// Takes in that a setup is open. Another one's token and test are
    /// forgotten, so that no token is sent to another account's address.
    pub fn belong_to(&self, id: SetupId) {
        if self.belongs_to(&id) {
            return;
        }
        self.cancel();
        self.data.update_value(|data| data.of = Some(id));
        self.email.set(String::new());
        self.other_value.set(String::new());
        self.set_token(SecretToken::typed(String::new()));
        self.set_test(None);
    }

    fn belongs_to(&self, id: &SetupId) -> bool {
        self.data.with_value(|data| data.of.as_ref() == Some(id))
    }

    pub fn cancel(&self) {
        let cancel = self.data.with_value(|data| data.cancel.clone());
        if let Some(cancel) = cancel {
            cancel.cancel();
        }
    }

    pub fn begin(&self, app: App, tenant: TenantUrl) {
        let (connection, cancel) = (*self, CancelToken::default());
        let Some(owner) = self.data.with_value(|data| data.of.clone()) else {
            return;
        };
        let Some(token) = self.start_with(cancel.clone()) else {
            return;
        };
        let matching = app
            .setup
            .with_untracked(|setup| Matching::of(&setup.mapping));
        let run = CheckRun::new(untrack(|| self.input(matching, random_guid())));
        let diagnosis = diagnose(&tenant, &run);
        let route = untrack(|| self.relay.route(&tenant));
        let test = StartedTest::new(tenant, run, diagnosis);
        self.set_test(Some(test.clone()));
        let (tenant_url, matching) = app
            .setup
            .with_untracked(|setup| (setup.tenant.url().unwrap_or_default(), setup.matching()));
        browser::run(Box::pin(async move {
            let view = CheckView { connection, owner };
            let test = run_test(&view, test, (connection.http(), route), token, cancel).await;
            connection.data.update_value(|data| data.cancel = None);
            if connection.belongs_to(&view.owner) {
                keep_result(app, &view.owner, tenant_url, matching, &test);
                keep_run(app, &view.owner, &test);
                connection.set_test(Some(test));
            }
        }));
    }
}

/// Shows a test as long as its setup is open.
struct CheckView {
    connection: ConnectionState,
    owner: SetupId,
}

impl TestView for CheckView {
    type Run = CheckRun;
    type Details = Diagnosis;

    fn show(&self, test: &Test) {
        if self.connection.belongs_to(&self.owner) {
            self.connection.set_test(Some(test.clone()));
        }
    }

    fn evaluate(&self, test: &mut Test) {
        test.details = diagnose(&test.tenant, &test.run);
    }

    /// It creates nobody, so there is no record to keep.
    async fn persist(&self, _: &Test, _: &CheckRun) -> bool {
        true
    }
}

/// Keeps in the setup whether a test passed. One of a service on this computer
/// says nothing about the setup.
fn keep_result(app: App, owner: &SetupId, tenant_url: String, matching: String, test: &Test) {
    // Another setup may have been opened meanwhile.
    if test.tenant.is_on_this_computer() || app.open_id.with_untracked(|open| open != owner) {
        return;
    }
    let finding = test.details.finding();
    let result = if test.details.passed() {
        Ok(())
    } else if finding.severity == VerdictSeverity::Bad {
        let service = test.tenant.service();
        Err(service.fill_about(&test.details.attribute, finding.headline))
    } else {
        return;
    };
    app.edit(|setup| setup.record_test(browser::now(), tenant_url, matching, result));
}

/// Keeps the test among the last ones of its setup. One that the admin ended
/// tells nothing.
fn keep_run(app: App, owner: &SetupId, test: &Test) {
    if test.details.overall == Code::Cancelled {
        return;
    }
    let first = test.run.outcome(CheckId::Query);
    let (finding, service) = (test.details.finding(), test.tenant.service());
    let severity = match finding.severity {
        // Not a pass that anybody should take for one.
        VerdictSeverity::Good if !test.details.proves(&test.tenant) => VerdictSeverity::Skipped,
        severity => severity,
    };
    let run = Run {
        begun: test.begun.clone(),
        address: format!("{}{}", test.tenant.origin(), test.tenant.path),
        headline: service.fill_about(&test.details.attribute, finding.headline),
        severity,
        response: first.map(http_text::summary).unwrap_or_default(),
        ms: first.and_then(Outcome::ms),
    };
    // A setup that went meanwhile leaves nothing behind.
    let stored =
        history::tidy(&BrowserStorage).and_then(|()| history::add(&BrowserStorage, owner, run));
    if stored.is_err() {
        app.show_error("The browser has no room to record this test. The result stays on this page until you close it.");
    }
}

fn empty() -> Rc<SecretToken> {
    Rc::new(SecretToken::typed(String::new()))
}
