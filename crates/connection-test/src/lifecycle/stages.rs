//! The steps of a lifecycle test in a few stages, as people follow them.

use crate::diagnosis::messages::VerdictSeverity;
use crate::http::outcome::Outcome;
use crate::lifecycle::evaluation::{StepVerdict, verdict};
use crate::lifecycle::extension::Needs;
use crate::lifecycle::plan::next;
use crate::lifecycle::run::LifecycleRun;
use crate::lifecycle::steps::StepId;
use crate::steps::runner::TestRun;
use crate::steps::step::StepKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LifecycleStage {
    Check,
    Create,
    Find,
    Update,
    Deactivate,
    Delete,
}

/// Every stage, in order.
pub const STAGES: [LifecycleStage; 6] = [
    LifecycleStage::Check,
    LifecycleStage::Create,
    LifecycleStage::Find,
    LifecycleStage::Update,
    LifecycleStage::Deactivate,
    LifecycleStage::Delete,
];

/// What a stage came to so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageStatus {
    NotRun,
    Passed,
    /// Nothing failed, but something isn't known.
    Unclear(StepId, StepVerdict),
    Failed(StepId, StepVerdict),
}

impl LifecycleStage {
    pub fn of(step: StepId) -> LifecycleStage {
        match step {
            StepId::CheckAbsent | StepId::ProbeDelete => LifecycleStage::Check,
            StepId::Create => LifecycleStage::Create,
            StepId::Find | StepId::Read => LifecycleStage::Find,
            StepId::Extend(_)
            | StepId::ExtendRead(_)
            | StepId::ExtendAlone
            | StepId::ExtendAloneRead
            | StepId::Update(_)
            | StepId::UpdateRead(_) => LifecycleStage::Update,
            StepId::Deactivate(_)
            | StepId::DeactivateRead(_)
            | StepId::Activate(_)
            | StepId::ActivateRead(_) => LifecycleStage::Deactivate,
            StepId::LookUp
            | StepId::ReadBack
            | StepId::Delete
            | StepId::VerifyDeleted
            | StepId::VerifyUnlisted => LifecycleStage::Delete,
        }
    }

    /// The steps of the stage, in order.
    pub fn steps(self) -> impl Iterator<Item = StepId> {
        let steps = StepId::STEPS.iter().map(|step| step.id);
        steps.filter(move |step| LifecycleStage::of(*step) == self)
    }

    pub fn name(self) -> &'static str {
        match self {
            LifecycleStage::Check => "Check first",
            LifecycleStage::Create => "Create",
            LifecycleStage::Find => "Find and read back",
            LifecycleStage::Update => "Update",
            LifecycleStage::Deactivate => "Deactivate and reactivate",
            LifecycleStage::Delete => "Delete",
        }
    }

    /// What it does, in a line.
    pub fn purpose(self, needs: &Needs) -> &'static str {
        match self {
            LifecycleStage::Check => "The address is free, and this page can delete",
            LifecycleStage::Create => "As Entra creates users",
            LifecycleStage::Find => "As Entra looks for a user before each change",
            LifecycleStage::Update if needs.writes_on_update() => {
                "Name, roles and teams, with and without the flag"
            }
            LifecycleStage::Update => "The name, with and without the flag",
            LifecycleStage::Deactivate => "With and without the flag, then read active",
            LifecycleStage::Delete => "Then check that no user is left",
        }
    }

    /// What is going on, as a headline.
    pub fn headline(self, needs: &Needs) -> &'static str {
        match self {
            LifecycleStage::Check => "Checking the service first",
            LifecycleStage::Create => "Creating the test user",
            LifecycleStage::Find => "Finding the test user and reading it back",
            LifecycleStage::Update if needs.writes_on_update() => "Updating name, roles and teams",
            LifecycleStage::Update => "Updating the name",
            LifecycleStage::Deactivate => "Deactivating and reactivating",
            LifecycleStage::Delete => "Deleting the test user",
        }
    }

    /// What it came to so far: the first step that failed counts most.
    pub fn status(self, run: &LifecycleRun) -> StageStatus {
        let verdicts = self
            .steps()
            .filter_map(|step| Some((step, verdict(run, step)?)));
        let verdicts: Vec<(StepId, StepVerdict)> = verdicts.collect();
        let first = |severity| {
            let mut verdicts = verdicts.iter();
            verdicts.find(|(_, verdict)| verdict.severity() == severity)
        };
        if let Some((step, verdict)) = first(VerdictSeverity::Bad) {
            StageStatus::Failed(*step, *verdict)
        } else if let Some((step, verdict)) = first(VerdictSeverity::Unknown) {
            StageStatus::Unclear(*step, *verdict)
        } else if verdicts.is_empty() {
            StageStatus::NotRun
        } else {
            StageStatus::Passed
        }
    }

    /// How long its responses took together, in milliseconds, if any came.
    pub fn response_ms(self, run: &LifecycleRun) -> Option<u32> {
        let results = run.results().iter();
        let own = results.filter(|done| LifecycleStage::of(done.step) == self);
        let times = own.filter_map(|done| match &done.outcome {
            Outcome::Response(response) => Some(response.ms),
            _ => None,
        });
        times.reduce(u32::saturating_add)
    }
}

/// The stage of a running test: that of the step that is being made, or
/// between two steps that of the next one.
pub fn current_stage(run: &LifecycleRun, step: Option<StepId>) -> Option<LifecycleStage> {
    step.or_else(|| next(run)).map(LifecycleStage::of)
}

/// How many stages of a test passed. One that is under way has not.
pub fn passed_stages(run: &LifecycleRun, current: Option<LifecycleStage>) -> usize {
    let stages = STAGES.into_iter();
    stages
        .filter(|stage| Some(*stage) != current && stage.status(run) == StageStatus::Passed)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::outcome::HttpResponse;
    use crate::lifecycle::run::{Done, RunPurpose, TestUser};
    use crate::scim::user_id::UserId;

    fn run() -> LifecycleRun {
        let user = TestUser {
            user_name: "scimdesk-test-0a1b2c3d@contoso.com".to_owned(),
            nobody: UserId::nobody(),
        };
        LifecycleRun::new(RunPurpose::Life, user)
    }

    fn response(status: u16, body: &str) -> Outcome {
        let mut response = HttpResponse {
            status,
            ms: 20,
            ..HttpResponse::default()
        };
        response.body.text = body.to_owned();
        Outcome::Response(response)
    }

    #[test]
    fn stages_hold_every_step_once_and_in_order() {
        let steps: Vec<StepId> = STAGES.iter().flat_map(|stage| stage.steps()).collect();
        let table: Vec<StepId> = StepId::STEPS.iter().map(|step| step.id).collect();
        assert_eq!(steps, table);
    }

    #[test]
    fn a_stage_has_the_status_of_its_worst_step() {
        let mut run = run();
        assert_eq!(LifecycleStage::Check.status(&run), StageStatus::NotRun);
        assert_eq!(LifecycleStage::Check.response_ms(&run), None);
        assert_eq!(current_stage(&run, None), Some(LifecycleStage::Check));
        let list = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}"#;
        run.add(Done {
            step: StepId::CheckAbsent,
            id: None,
            outcome: response(200, list),
        });
        assert_eq!(LifecycleStage::Check.status(&run), StageStatus::Passed);
        assert_eq!(passed_stages(&run, None), 1);
        assert_eq!(passed_stages(&run, Some(LifecycleStage::Check)), 0);
        run.add(Done {
            step: StepId::ProbeDelete,
            id: None,
            outcome: response(403, ""),
        });
        let failed = StageStatus::Failed(StepId::ProbeDelete, StepVerdict::Refused);
        assert_eq!(LifecycleStage::Check.status(&run), failed);
        assert_eq!(LifecycleStage::Check.response_ms(&run), Some(40));
        assert_eq!(passed_stages(&run, None), 0);
        assert_eq!(current_stage(&run, None), None);
        assert_eq!(
            current_stage(&run, Some(StepId::Delete)),
            Some(LifecycleStage::Delete)
        );
    }

    #[test]
    fn a_stage_without_a_response_is_unclear() {
        let mut run = run();
        run.add(Done {
            step: StepId::CheckAbsent,
            id: None,
            outcome: Outcome::TimedOut,
        });
        let unclear = StageStatus::Unclear(StepId::CheckAbsent, StepVerdict::NoResponse);
        assert_eq!(LifecycleStage::Check.status(&run), unclear);
    }
}
