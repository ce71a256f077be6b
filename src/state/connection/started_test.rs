//! A test that was begun: what is shown of it, and what runs it.

use std::rc::Rc;

use crate::browser;
use crate::browser::http::BrowserHttp;
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::paced_client::PacedClient;
use connection_test::http::request_route::RequestRoute;
use connection_test::steps::runner::{Observer, TestRun, run_steps};
use connection_test::steps::step::NextStep;
use connection_test::tenant_url::TenantUrl;
use connection_test::token::SecretToken;
use setup::Timestamp;

#[derive(Debug, Clone)]
pub struct StartedTest<R: TestRun, D> {
    pub tenant: TenantUrl,
    pub run: R,
    /// The step that is being made.
    pub current_step: Option<R::Step>,
    /// Whether another tab of this browser sends its requests first.
    pub queued: bool,
    /// Whether the service wants the test to wait just now.
    pub waits: bool,
    pub running: bool,
    pub begun: Timestamp,
    /// What only a test of this kind has.
    pub details: D,
}

impl<R: TestRun, D> StartedTest<R, D> {
    pub fn new(tenant: TenantUrl, run: R, details: D) -> Self {
        Self {
            tenant,
            run,
            current_step: None,
            queued: false,
            waits: false,
            running: true,
            begun: browser::now(),
            details,
        }
    }
}

/// Where a test is shown and persisted.
pub(crate) trait TestView {
    type Run: TestRun + Clone;
    type Details;

    /// Takes in the test as it is now.
    fn show(&self, test: &StartedTest<Self::Run, Self::Details>);

    /// Takes in that the test has one more result.
    fn evaluate(&self, _: &mut StartedTest<Self::Run, Self::Details>) {}

    /// Persists who the test user is, and says whether that outlives the page.
    async fn persist(&self, test: &StartedTest<Self::Run, Self::Details>, run: &Self::Run) -> bool;
}

struct ShownTest<'a, V: TestView> {
    view: &'a V,
    test: StartedTest<V::Run, V::Details>,
}

impl<V: TestView> Observer<V::Run> for ShownTest<'_, V> {
    fn step_starts(&mut self, _: &V::Run, step: <V::Run as TestRun>::Step) {
        self.test.current_step = Some(step);
        self.view.show(&self.test);
    }

    fn waits(&mut self) {
        self.test.waits = true;
        self.view.show(&self.test);
    }

    fn step_ended(&mut self, run: &V::Run) {
        self.test.waits = false;
        self.test.current_step = None;
        self.test.run = run.clone();
        self.view.evaluate(&mut self.test);
        self.view.show(&self.test);
    }

    async fn persist(&mut self, run: &V::Run) -> bool {
        self.view.persist(&self.test, run).await
    }
}

/// Runs a test to its end, which the caller has to show.
pub(crate) async fn run_test<V: TestView>(
    view: &V,
    mut test: StartedTest<V::Run, V::Details>,
    (http, route): (BrowserHttp, RequestRoute),
    token: Rc<SecretToken>,
    cancel: CancelToken,
) -> StartedTest<V::Run, V::Details> {
    let mut client = PacedClient::start(http, route, cancel, &mut || {
        test.queued = true;
        view.show(&test);
    })
    .await;
    test.queued = false;
    view.show(&test);
    let (mut run, tenant) = (test.run.clone(), test.tenant.clone());
    let mut shown = ShownTest { view, test };
    // What begins with cleaning up is not to be ended once it has begun, so
    // without a turn it does not begin.
    let only_cleans = matches!(run.next_step(), Some(NextStep::Send(step)) if run.cleans_up(step));
    if !(only_cleans && client.cancel.is_cancelled()) {
        run_steps(&mut run, &tenant, &token, &mut client, &mut shown).await;
    }
    StartedTest {
        run,
        current_step: None,
        waits: false,
        running: false,
        ..shown.test
    }
}
