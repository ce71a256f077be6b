//! A service as a model, and runs against it.

use super::*;
use crate::http::outcome::{Body, HttpResponse, Probe, Skip};
use crate::lifecycle::evaluation::{Cleanup, Ending, cleanup, ending};
use crate::lifecycle::requests::new_names;
use crate::lifecycle::run::TestUser;
use crate::scim::user_id::UserId;
use crate::steps::runner::Ended;

pub(super) const NAME: &str = "scimdesk-test-0a1b2c3d@contoso.com";

pub(super) fn new_run(purpose: RunPurpose) -> LifecycleRun {
    let user = TestUser {
        user_name: NAME.to_owned(),
        nobody: UserId::nobody(),
    };
    LifecycleRun::new(purpose, user)
}

pub(super) fn response(status: u16, body: &str) -> Outcome {
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

pub(super) fn list(users: &str) -> Outcome {
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
pub(super) struct Service {
    pub(super) user: bool,
    pub(super) inactive: bool,
    pub(super) names: Option<StepId>,
    /// Answers every deletion with 404.
    pub(super) denies: bool,
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
pub(super) enum Kind {
    Good,
    /// Carried out, and the response lost.
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

pub(super) const KINDS: [Kind; 13] = [
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
pub(super) fn simulate(
    purpose: RunPurpose,
    service: &mut Service,
    kind_of: &mut dyn FnMut(usize) -> Kind,
) -> LifecycleRun {
    let mut run = new_run(purpose);
    while let Some(step) = next(&run) {
        assert!(run.results().len() < 30, "{:?}", run.results());
        let cancels = run.ended.is_none() && !step.is_clean_up();
        let request = run.request(step).expect("a request that may be sent");
        let outcome = match kind_of(run.results().len()) {
            Kind::CancelBefore if cancels => {
                run.ended = Some(Ended::Cancelled);
                Outcome::NotSent(Skip::Cancelled)
            }
            Kind::CancelDuring if cancels => {
                run.ended = Some(Ended::Cancelled);
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
        let id = request.id;
        run.add(Done { step, id, outcome });
    }
    run
}

/// What has to hold at the end of every run.
pub(super) fn assert_nobody_is_forgotten(run: &LifecycleRun, service: &Service) {
    let ending = ending(run).expect("an end");
    let remains = cleanup(run);
    if service.user && run.was_created() {
        assert_ne!(remains, Cleanup::Nothing, "{:#?}", run.results());
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
        assert_eq!(run.identity().id(), None);
    }
}
