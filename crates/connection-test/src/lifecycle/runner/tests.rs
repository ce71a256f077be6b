//! The life-cycle test against generated services: whatever they answer, it
//! changes nobody but the test user, and names every user that it leaves.
//!
//! Whose an id is, only the service can say, so the property is exact about
//! its word: nothing is changed or deleted under an id unless the last response
//! to a reading of that id showed the test user. Where readings are honest, no
//! other user is touched at all. A user that remains is named, unless the
//! service denies it in both ways in which it can be asked: by its id, once
//! that was known, and by its name.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};

use super::*;
use crate::http::request::Method;
use crate::lifecycle::evaluation::{Cleanup, cleanup, ending};
use crate::lifecycle::extension::Needs;
use crate::lifecycle::plan::MAX_STEPS;
use crate::lifecycle::run::{RunPurpose, TestUser};
use crate::lifecycle::steps::PatchForm;
use crate::scim::user_id::UserId;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::talkdesk::{ROLES, TEAMS};
use service::{Noise, Person, Service};

mod scripted;
mod service;
mod target_path;
mod verdicts;
mod waiting;

const SERVICES: u64 = 20_000;

struct Lying {
    service: Service,
    cancel_at: usize,
    ignores_cancel: bool,
    persisted: bool,
}

impl Lying {
    fn is_shown(&self, id: &UserId) -> bool {
        self.service.shown.get(id.as_str()) == Some(&true)
    }
}

impl RequestSender for Lying {
    async fn send(&mut self, request: &Request) -> Outcome {
        match (request.method, &request.id) {
            (Method::Post, _) => assert!(self.persisted, "no record before the creation"),
            (Method::Patch | Method::Delete, Some(id)) => {
                assert!(self.is_shown(id), "{:?} of {id}", request.method);
            }
            _ => {}
        }
        self.service.handle(request)
    }

    async fn pause(&mut self, _: f64) {}

    fn is_cancelled(&self) -> bool {
        !self.ignores_cancel && self.service.requests >= self.cancel_at
    }

    fn ignore_cancel(&mut self) {
        self.ignores_cancel = true;
    }
}

#[derive(Default)]
struct Log {
    persists: bool,
    record: Option<(UserId, bool)>,
}

impl Observer for Log {
    fn step_starts(&mut self, _: &LifecycleRun, _: StepId) {}

    fn step_ended(&mut self, run: &LifecycleRun) {
        assert_eq!(run.recorded_id(), self.record, "the record is behind");
    }

    async fn persist(&mut self, run: &LifecycleRun) -> bool {
        self.record = run.recorded_id();
        self.persists
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
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
        test_name: "scimdesk-test-0a1b2c3d@contoso.com".to_owned(),
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
    let nobody = UserId::nobody();
    let user_name = service.test_name.clone();
    let mut run = LifecycleRun::new(purpose, TestUser { user_name, nobody });
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
        ignores_cancel: false,
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
    };
    block_on(run_lifecycle(&mut lying, &mut log, &mut run));

    let service = &lying.service;
    assert!(service.requests <= MAX_STEPS && service.posts <= 1);
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
    counts.extended += made(StepId::Extend(PatchForm::Default));
    counts.extended_alone += made(StepId::ExtendAlone);
    counts.extended_and_plain +=
        made(StepId::Extend(PatchForm::Default)) * made(StepId::Update(PatchForm::Default));
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
