//! The lifecycle test against generated services: whatever they answer, it
//! changes nobody but the test user, and names every user that it leaves.
//!
//! Whose an id is, only the service can say, so the property is exact about
//! its word: nothing is changed or deleted under an id unless the last response
//! to a reading of that id showed the test user. Where readings are honest, no
//! other user is touched at all. A user that remains is named, unless the
//! service denies it in both ways in which it can be asked: by its id, once
//! that was known, and by its name.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Value, json};

use crate::http::cancel_token::CancelToken;
use crate::http::client::ProbeResult;
use crate::http::outcome::{End, Outcome};
use crate::http::paced_client::PacedClient;
use crate::http::request::Method;
use crate::http::request_route::RequestRoute;
use crate::http::scripted::{Reply, ScriptedHttp, Sent};
use crate::lifecycle::evaluation::{Cleanup, cleanup, ending};
use crate::lifecycle::extension::Needs;
use crate::lifecycle::plan::MAX_STEPS;
use crate::lifecycle::run::{LifecycleRun, RunPurpose, TestUser};
use crate::lifecycle::steps::StepId;
use crate::scim::user_id::UserId;
use crate::steps::request::StepRequest;
use crate::steps::runner::{Ended, Observer, TestRun, run_steps};
use crate::tenant_url::parse;
use crate::token::SecretToken;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::scim_request::PatchStyle;
use provisioning::talkdesk::{ROLES, TEAMS};
use service::{Noise, Person, Service};
use target_path::{TargetPath, target_path};

mod scripted;
mod service;
mod target_path;
mod verdicts;
mod whole_runs;

const SERVICES: u64 = 20_000;
const BASE: &str = "https://scim.example/scim/v2";
const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

fn test_user() -> TestUser {
    TestUser {
        user_name: NAME.to_owned(),
        nobody: UserId::nobody(),
    }
}

fn request_of(sent: &Sent) -> StepRequest {
    let target = sent.url.strip_prefix(BASE).unwrap_or_default().to_owned();
    let id = match target_path(&target) {
        TargetPath::User(id) => UserId::parse(&id).ok(),
        TargetPath::Users | TargetPath::Filter => None,
    };
    StepRequest {
        method: sent.method,
        // The rehearsal of the deletion is about nobody.
        id: id.filter(|id| *id != UserId::nobody()),
        target,
        body: sent.body.clone(),
        made_up_token: None,
    }
}

/// Runs a whole test through the engine. `respond` is the service.
fn run_against(
    mut respond: impl FnMut(&StepRequest) -> Outcome + 'static,
    cancel: &CancelToken,
    log: &mut Log,
    run: &mut LifecycleRun,
) -> ScriptedHttp {
    let mut http = ScriptedHttp::new(move |sent: &Sent| {
        if sent.mode.is_some() {
            return Reply::Probe(ProbeResult::NoResponse);
        }
        match respond(&request_of(sent)) {
            Outcome::Response(response) => match response.body.end {
                End::BrokeOff => Reply::BrokenOff(response.status, response.body.text),
                _ => Reply::Response(response.status, Vec::new(), response.body.text),
            },
            Outcome::Redirected { .. } => Reply::Redirect,
            Outcome::Unreadable { .. } => Reply::NoResponse {
                blocked_by_csp: false,
            },
            _ => Reply::Silence,
        }
    });
    if let Some((Moment::Arrival, nth)) = log.cancels_at {
        http.cancels_on_arrival = Some((nth, cancel.clone()));
    }
    log.cancel = cancel.clone();
    let tenant = parse(BASE).expect("a URL");
    let token = SecretToken::typed("the-scripted-token".to_owned());
    http.run(async {
        let mut client = PacedClient::start(
            http.clone(),
            RequestRoute::Direct,
            cancel.clone(),
            &mut || {},
        )
        .await;
        run_steps(run, &tenant, &token, &mut client, log).await;
    });
    http.assert_limit();
    http
}

struct Lying {
    service: Service,
    /// The number of the request at which the test is cancelled.
    cancel_at: usize,
    cancel: CancelToken,
    is_cleaning: Rc<Cell<bool>>,
    persisted: bool,
}

impl Lying {
    fn respond(&mut self, request: &StepRequest) -> Outcome {
        match (request.method, &request.id) {
            (Method::Post, _) => assert!(self.persisted, "no record before the creation"),
            (Method::Patch | Method::Delete, Some(id)) => {
                let is_shown = self.service.shown.get(id.as_str()) == Some(&true);
                assert!(is_shown, "{:?} of {id}", request.method);
            }
            _ => {}
        }
        let cancels = !self.is_cleaning.get() && self.service.requests + 1 >= self.cancel_at;
        if cancels {
            self.cancel.cancel();
        }
        self.service.handle(request, !cancels)
    }
}

/// A moment between two requests at which a test can be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// The response is there, and nothing has looked at it.
    Arrival,
    /// The record of the user is written.
    Persist,
    StepEnded,
}

#[derive(Default)]
struct Log {
    persists: bool,
    record: Option<(UserId, bool)>,
    is_cleaning: Rc<Cell<bool>>,
    /// When the test is cancelled, with the number of results by then.
    cancels_at: Option<(Moment, usize)>,
    cancel: CancelToken,
}

impl Log {
    fn persisting() -> Log {
        Log {
            persists: true,
            ..Log::default()
        }
    }

    fn reach(&self, moment: Moment, run: &LifecycleRun) {
        if self.cancels_at == Some((moment, run.results().len())) {
            self.cancel.cancel();
        }
    }
}

impl Observer<LifecycleRun> for Log {
    fn step_starts(&mut self, _: &LifecycleRun, step: StepId) {
        self.is_cleaning.set(step.is_clean_up());
    }

    fn step_ended(&mut self, run: &LifecycleRun) {
        assert_eq!(run.recorded_id(), self.record, "the record is behind");
        self.reach(Moment::StepEnded, run);
    }

    async fn persist(&mut self, run: &LifecycleRun) -> bool {
        self.record = run.recorded_id();
        self.reach(Moment::Persist, run);
        self.persists
    }
}

fn victim(noise: &mut Noise, nth: usize) -> Person {
    let ids = [
        json!(format!("v{nth}")),
        json!("a7"),
        json!("A7"),
        json!("a/b"),
        json!("7"),
    ];
    Person {
        id: ids[nth].clone(),
        name: noise
            .pick(&["boss@contoso.com", "ada@contoso.com", "x"])
            .to_owned(),
        given: "Victim".to_owned(),
        extension: Value::Null,
        active: true,
        is_test_user: false,
        from: 0,
    }
}

fn generate(seed: u64) -> (Lying, LifecycleRun) {
    let mut noise = Noise(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let people = (0..5).map(|nth| victim(&mut noise, nth)).collect();
    let mut service = Service {
        reads_honestly: noise.chance(50),
        lies: noise.pick(&[0, 2, 5, 15, 40]),
        loses: noise.pick(&[0, 0, 3, 15, 50]),
        people,
        requests: 0,
        posts: 0,
        shown: Default::default(),
        denied: Default::default(),
        ever_shown: Vec::new(),
        lists_nobody: false,
        offered_victim: false,
        posted: Value::Null,
        noise,
    };
    let purpose = match service.noise.below(3) {
        0 => removal(&mut service),
        _ => RunPurpose::Life,
    };
    let mut run = LifecycleRun::new(purpose, test_user());
    run.needs = needs(&mut service.noise);
    let cancels = service.noise.chance(30);
    let cancel_at = if cancels {
        1 + service.noise.below(20) as usize
    } else {
        usize::MAX
    };
    let lying = Lying {
        service,
        cancel_at,
        cancel: CancelToken::default(),
        is_cleaning: Rc::default(),
        persisted: false,
    };
    (lying, run)
}

/// A setup that maps roles and teams or not, with one or two names or none.
fn needs(noise: &mut Noise) -> Needs {
    let mut set = MappingSet::default();
    let typed = [ROLES, TEAMS].map(|target| {
        if noise.chance(60) {
            set.put(Row::new(target, Source::Direct("jobTitle".to_owned())));
        }
        let mut name = |name: &str| {
            if noise.chance(80) {
                name.to_owned()
            } else {
                String::new()
            }
        };
        [name("Supervisor"), name("Agent")]
    });
    Needs::of(&set, &typed)
}

/// What an earlier test left, with a record that may name anybody's id.
fn removal(service: &mut Service) -> RunPurpose {
    let id = match service.noise.chance(80) {
        true => service.create(),
        false => Value::Null,
    };
    let recorded = match service.noise.below(4) {
        0 => Value::Null,
        1 => service.people[0].id.clone(),
        _ => id,
    };
    RunPurpose::Removal(recorded.as_str().and_then(|id| UserId::parse(id).ok()))
}

#[derive(Debug, Default)]
struct Counts {
    created: usize,
    removed: usize,
    left_and_named: usize,
    denied: usize,
    offered_victim: usize,
    no_record: usize,
    extended: usize,
    extended_alone: usize,
    extended_and_plain: usize,
}

fn try_service(seed: u64, counts: &mut Counts) {
    let (mut lying, mut run) = generate(seed);
    let victims: Vec<Person> = lying.service.victims().cloned().collect();
    let persists = lying.service.noise.chance(95);
    lying.persisted = persists;
    let mut log = Log {
        persists,
        record: run.recorded_id(),
        is_cleaning: lying.is_cleaning.clone(),
        ..Log::default()
    };
    let cancel = lying.cancel.clone();
    let lying = Rc::new(RefCell::new(lying));
    let shared = lying.clone();
    let respond = move |request: &StepRequest| shared.borrow_mut().respond(request);
    run_against(respond, &cancel, &mut log, &mut run);

    let service = &lying.borrow().service;
    assert!(run.results().len() <= MAX_STEPS && service.posts <= 1);
    assert!(ending(&run).is_some(), "it has an end");
    if let Some(id) = run.identity().parting_id() {
        let mut shown = service.ever_shown.iter();
        let is_own = shown.any(|known| known == id.as_str());
        assert!(is_own, "deleted when the page is left: {id}");
    }
    if service.reads_honestly {
        assert!(service.victims().eq(&victims), "another user was changed");
    }
    let left: Vec<&Person> = service
        .people
        .iter()
        .filter(|person| person.is_test_user)
        .collect();
    let is_named = cleanup(&run) != Cleanup::Nothing;
    for person in &left {
        let id = person.id.as_str().unwrap_or_default();
        let denied_by_id = service.denied.get(id) == Some(&true);
        let was_known = service.ever_shown.iter().any(|known| known == id);
        let denied = service.lists_nobody && (denied_by_id || !was_known);
        assert!(is_named || denied, "{person:?} is not named");
    }
    counts.created += service.posts;
    let made = |step: StepId| usize::from(run.times(step) > 0);
    counts.extended += made(StepId::Extend(PatchStyle::Default));
    counts.extended_alone += made(StepId::ExtendAlone);
    counts.extended_and_plain +=
        made(StepId::Extend(PatchStyle::Default)) * made(StepId::Update(PatchStyle::Default));
    counts.offered_victim += usize::from(service.offered_victim);
    counts.no_record += usize::from(run.ended == Some(Ended::NoRecord));
    match (left.is_empty(), is_named) {
        (false, true) => counts.left_and_named += 1,
        (false, false) => counts.denied += 1,
        (true, _) => counts.removed += usize::from(service.posts > 0),
    }
}

#[test]
fn no_service_makes_it_touch_another_user_or_forget_its_own() {
    let mut counts = Counts::default();
    for seed in 0..SERVICES {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            try_service(seed, &mut counts);
        }));
        assert!(tried.is_ok(), "service {seed}");
    }
    // The services are no easy ones, and not so hard that nothing is reached.
    println!("{counts:?}");
    assert!(
        counts.created > 4_000 && counts.removed > 1_500,
        "{counts:?}"
    );
    assert!(
        counts.offered_victim > 2_000 && counts.left_and_named > 1_500,
        "{counts:?}"
    );
    assert!(counts.no_record > 100, "{counts:?}");
    assert!(
        counts.extended > 2_000 && counts.extended_alone > 500 && counts.extended_and_plain > 100,
        "{counts:?}"
    );
    assert!(counts.denied < 2_000, "{counts:?}");
}
