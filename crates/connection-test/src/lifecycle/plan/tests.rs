//! Whatever a service answers and whenever the admin cancels, a test ends, and
//! either the removal of its user was confirmed or the user is named.

use super::*;
use crate::http::outcome::{Body, HttpResponse, Probe, Skip};
use crate::lifecycle::evaluation::{Cleanup, Ending, StepVerdict, cleanup, ending, verdict};
use crate::lifecycle::requests::new_names;
use crate::lifecycle::run::{Ended, TestUser};
use crate::lifecycle::steps::{PATCH_FORMS, PatchForm};
use crate::scim::user_id::UserId;

const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

fn course(purpose: RunPurpose) -> LifecycleRun {
    let user = TestUser {
        user_name: NAME.to_owned(),
        nobody: UserId::nobody(),
    };
    LifecycleRun::new(purpose, user)
}

fn response(status: u16, body: &str) -> Outcome {
    let body = Body {
        text: body.to_owned(),
        ..Body::default()
    };
    Outcome::Response(HttpResponse {
        status,
        body,
        ..HttpResponse::default()
    })
}

fn list(users: &str) -> Outcome {
    let total = if users.is_empty() { 0 } else { 1 };
    response(
        200,
        &format!(
            r#"{{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{total},"Resources":[{users}]}}"#
        ),
    )
}

/// A service with one place for a user, as a model.
#[derive(Default)]
struct Service {
    user: bool,
    inactive: bool,
    names: Option<StepId>,
    /// Answers every deletion with 404.
    denies: bool,
}

impl Service {
    fn json(&self) -> String {
        let [given, family] = self.names.map_or(["Scimdesk", "Test"], new_names);
        format!(
            r#"{{"id":"7","userName":"{NAME}","active":{},"name":{{"givenName":"{given}","familyName":"{family}"}}}}"#,
            !self.inactive
        )
    }

    /// Carries out a step and answers as a good service does.
    fn carry_out(&mut self, step: StepId) -> Outcome {
        let user = |service: &Service| match service.user {
            true => response(200, &service.json()),
            false => response(404, ""),
        };
        match step {
            StepId::CheckAbsent | StepId::Find | StepId::LookUp | StepId::VerifyUnlisted => {
                list(&if self.user {
                    self.json()
                } else {
                    String::new()
                })
            }
            StepId::ProbeDelete => response(404, ""),
            StepId::Create => {
                self.user = true;
                response(201, &self.json())
            }
            StepId::Update(_) => {
                self.names = Some(step);
                user(self)
            }
            StepId::Deactivate(_) => {
                self.inactive = true;
                user(self)
            }
            StepId::Activate(_) => {
                self.inactive = false;
                user(self)
            }
            StepId::Delete if self.denies => response(404, ""),
            StepId::Delete => {
                let was = std::mem::take(&mut self.user);
                response(if was { 204 } else { 404 }, "")
            }
            _ => user(self),
        }
    }
}

/// A way in which one step comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Good,
    /// Carried out, and the answer lost.
    Lost,
    /// Not carried out, and nothing came.
    Silent,
    /// Not carried out, answered with a status.
    Status(u16),
    /// Carried out, and answered with an empty body.
    Empty,
    /// Carried out, and answered with a status.
    Response(u16),
    /// The admin cancels before it is sent.
    CancelBefore,
    /// The admin cancels while it is carried out.
    CancelDuring,
}

const KINDS: [Kind; 13] = [
    Kind::Good,
    Kind::Lost,
    Kind::Silent,
    Kind::Status(200),
    Kind::Status(400),
    Kind::Status(401),
    Kind::Status(404),
    Kind::Status(409),
    Kind::Status(429),
    Kind::Status(500),
    Kind::Empty,
    Kind::CancelBefore,
    Kind::CancelDuring,
];

/// Runs a test in which the n-th request comes out in a way of its own.
fn run(
    purpose: RunPurpose,
    service: &mut Service,
    kind_of: &mut dyn FnMut(usize) -> Kind,
) -> LifecycleRun {
    let mut course = course(purpose);
    while let Some(step) = next(&course) {
        assert!(course.done().len() < 30, "{:?}", course.done());
        let cancels = course.ended.is_none() && !step.is_clean_up();
        let request = course.request(step).expect("a request that may be sent");
        let outcome = match kind_of(course.done().len()) {
            Kind::CancelBefore if cancels => {
                course.ended = Some(Ended::Cancelled);
                Outcome::NotSent(Skip::Cancelled)
            }
            Kind::CancelDuring if cancels => {
                course.ended = Some(Ended::Cancelled);
                service.carry_out(step);
                Outcome::Cancelled
            }
            Kind::Good | Kind::CancelBefore | Kind::CancelDuring => service.carry_out(step),
            Kind::Lost => {
                service.carry_out(step);
                Outcome::TimedOut
            }
            Kind::Silent => Outcome::Unreadable {
                probe: Probe::Nothing,
                ms: 1,
            },
            Kind::Status(status) => response(status, ""),
            Kind::Response(status) => {
                service.carry_out(step);
                response(status, "")
            }
            Kind::Empty => match service.carry_out(step) {
                Outcome::Response(HttpResponse { status, .. }) => response(status, ""),
                other => other,
            },
        };
        course.add(step, request.id, outcome);
    }
    course
}

/// What has to hold at the end of every course.
fn assert_nobody_is_forgotten(course: &LifecycleRun, service: &Service) {
    let ending = ending(course).expect("an end");
    let remains = cleanup(course);
    if service.user && course.was_created() {
        assert_ne!(remains, Cleanup::Nothing, "{:#?}", course.done());
        let named = matches!(
            ending,
            Ending::Left
                | Ending::LeftDenied
                | Ending::LeftInactive
                | Ending::LeftRenamed
                | Ending::LeftPerhaps
        );
        assert!(named, "{ending:?}");
    }
    if remains == Cleanup::Nothing {
        assert_eq!(course.identity().id(), None);
    }
}

#[test]
fn a_good_service_sees_every_step_once_and_in_order() {
    let mut service = Service::default();
    let course = run(RunPurpose::Life, &mut service, &mut |_| Kind::Good);
    let made: Vec<StepId> = course.done().iter().map(|done| done.step).collect();
    let due: Vec<StepId> = STEPS
        .iter()
        .map(|step| step.id)
        .filter(|id| !is_extra(*id, &course.needs))
        .collect();
    assert_eq!(made, due);
    assert_eq!(ending(&course), Some(Ending::Completed));
    assert!(!service.user);
}

#[test]
fn one_failure_at_any_step_is_cleaned_up() {
    for at in 0..20 {
        for kind in KINDS {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth == at { kind } else { Kind::Good };
            let course = run(RunPurpose::Life, &mut service, &mut kind_of);
            assert_nobody_is_forgotten(&course, &service);
            // A single failure leaves nobody. A service that says that the
            // user is gone without deleting it, and then lists nobody, cannot
            // be found out; this one lists it.
            assert!(!service.user, "{kind:?} at {at}: {:#?}", course.done());
        }
    }
}

#[test]
fn a_failure_that_stays_names_the_user() {
    for at in 0..20 {
        for kind in KINDS {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth >= at { kind } else { Kind::Good };
            let course = run(RunPurpose::Life, &mut service, &mut kind_of);
            if kind != Kind::Status(404) {
                assert_nobody_is_forgotten(&course, &service);
            }
        }
    }
}

/// Two failures of every kind at every pair of steps, and many at random.
#[test]
fn no_combination_of_failures_forgets_a_user() {
    for first in 0..20 {
        for second in first + 1..24 {
            for one in KINDS {
                for other in KINDS {
                    // A service that says 404 of a user it has cannot be seen
                    // through twice in a row.
                    if other == Kind::Status(404) || one == Kind::Status(404) {
                        continue;
                    }
                    let mut service = Service::default();
                    let mut kind_of = |nth| match nth {
                        nth if nth == first => one,
                        nth if nth == second => other,
                        _ => Kind::Good,
                    };
                    let course = run(RunPurpose::Life, &mut service, &mut kind_of);
                    assert_nobody_is_forgotten(&course, &service);
                }
            }
        }
    }
    let mut noise = 12_345_u32;
    for _ in 0..20_000 {
        let mut service = Service::default();
        let mut kind_of = |_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let kind = KINDS.get((noise >> 16) as usize % 40).copied();
            kind.filter(|kind| *kind != Kind::Status(404))
                .unwrap_or(Kind::Good)
        };
        let course = run(RunPurpose::Life, &mut service, &mut kind_of);
        assert_nobody_is_forgotten(&course, &service);
    }
}

#[test]
fn nothing_is_created_before_reading_and_deleting_work() {
    for (at, step) in [(0, StepId::CheckAbsent), (1, StepId::ProbeDelete)] {
        for kind in [
            Kind::Silent,
            Kind::Lost,
            Kind::Status(401),
            Kind::Status(405),
            Kind::Status(500),
        ] {
            let mut service = Service::default();
            let mut kind_of = |nth| if nth == at { kind } else { Kind::Good };
            let course = run(RunPurpose::Life, &mut service, &mut kind_of);
            assert_eq!(course.done().last().map(|done| done.step), Some(step));
            assert_eq!(course.times(StepId::Create), 0);
        }
    }
}

#[test]
fn a_lost_creation_is_looked_for() {
    let mut service = Service::default();
    let lost = run(RunPurpose::Life, &mut service, &mut |nth| {
        if nth == 2 { Kind::Lost } else { Kind::Good }
    });
    let made: Vec<StepId> = lost.done().iter().skip(3).map(|done| done.step).collect();
    assert_eq!(
        made,
        [
            StepId::LookUp,
            StepId::ReadBack,
            StepId::Delete,
            StepId::VerifyDeleted,
            StepId::VerifyUnlisted
        ]
    );
    assert_eq!(ending(&lost), Some(Ending::Broke));
    let silent = run(RunPurpose::Life, &mut Service::default(), &mut |nth| {
        if nth == 2 { Kind::Silent } else { Kind::Good }
    });
    assert_eq!(silent.times(StepId::LookUp), MAX_LOOK_UPS);
    assert_eq!(ending(&silent), Some(Ending::LeftPerhaps));
}

/// A refusal proves nothing: one look decides.
#[test]
fn after_every_response_to_the_creation_the_user_is_looked_for() {
    for status in [400, 401, 403, 404, 409, 415, 429, 500, 503] {
        let mut service = Service::default();
        let course = run(RunPurpose::Life, &mut service, &mut |nth| {
            if nth == 2 {
                Kind::Status(status)
            } else {
                Kind::Good
            }
        });
        assert_eq!(course.times(StepId::LookUp), 1, "{status}");
        assert_eq!(course.done().len(), 4);
        assert_eq!(ending(&course), Some(Ending::NotCreated), "{status}");
        let course = run(RunPurpose::Life, &mut service, &mut |nth| match nth {
            2 => Kind::Response(status),
            _ => Kind::Good,
        });
        assert!(!service.user, "{status}");
        assert_eq!(ending(&course), Some(Ending::RefusedButCreated), "{status}");
        assert_eq!(course.times(StepId::Create), 1);
    }
    // A gateway knows nothing of the service behind it.
    for status in [408, 502, 504] {
        let course = run(
            RunPurpose::Life,
            &mut Service::default(),
            &mut |nth| match nth {
                2 => Kind::Status(status),
                _ => Kind::Good,
            },
        );
        assert_eq!(course.times(StepId::LookUp), MAX_LOOK_UPS, "{status}");
        assert_eq!(ending(&course), Some(Ending::LeftPerhaps), "{status}");
    }
}

/// From the rehearsal such a service cannot be told from a good one.
#[test]
fn a_service_that_denies_every_deletion_is_found_out() {
    for purpose in [
        RunPurpose::Life,
        RunPurpose::Removal(UserId::parse("7").ok()),
    ] {
        let mut service = Service {
            user: purpose != RunPurpose::Life,
            denies: true,
            ..Service::default()
        };
        let course = run(purpose, &mut service, &mut |_| Kind::Good);
        assert!(service.user);
        assert_eq!(course.times(StepId::Delete), MAX_DELETIONS);
        assert_eq!(ending(&course), Some(Ending::LeftDenied));
        assert_eq!(
            verdict(&course, StepId::Delete),
            Some(StepVerdict::NoEffect)
        );
    }
}

#[test]
fn a_removal_looks_for_a_user_without_an_id() {
    for id in [None, UserId::parse("7").ok()] {
        for user in [true, false] {
            let mut service = Service {
                user,
                ..Service::default()
            };
            let course = run(RunPurpose::Removal(id.clone()), &mut service, &mut |_| {
                Kind::Good
            });
            assert_eq!(ending(&course), Some(Ending::Removed));
            assert!(!service.user);
        }
        let course = run(
            RunPurpose::Removal(id),
            &mut Service::default(),
            &mut |_| Kind::Silent,
        );
        assert_eq!(ending(&course), Some(Ending::LeftPerhaps));
    }
}

#[test]
fn what_cannot_be_evaluated_is_not_tried() {
    // Neither form deactivates: nothing to reactivate.
    let course = run(RunPurpose::Life, &mut Service::default(), &mut |_| {
        Kind::Good
    });
    for form in PATCH_FORMS {
        assert_eq!(course.times(StepId::Activate(form)), 1);
    }
    let mut deaf = Service::default();
    let deaf = run(RunPurpose::Life, &mut deaf, &mut |nth| {
        if nth == 9 {
            Kind::Status(200)
        } else {
            Kind::Good
        }
    });
    assert_eq!(deaf.times(StepId::Activate(PatchForm::Default)), 0);
    assert_eq!(deaf.times(StepId::Deactivate(PatchForm::Flag)), 1);
}
