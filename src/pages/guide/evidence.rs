//! What tests and runs say about a setup, in a few words with their age.

use crate::browser::clock;
use crate::components::status::StatusKind;
use guide::status::{StepProof, StepStatus};
use setup::{ConnectionStatus, PreflightStatus, Setup};

pub type EvidenceText = (StatusKind, String);

pub fn ago(when: &setup::Timestamp) -> String {
    format!("{} ago", clock::age(when))
}

pub fn connection(setup: &Setup) -> EvidenceText {
    match setup.connection_status() {
        ConnectionStatus::NotTested => (StatusKind::Plain, "Connection not tested".to_owned()),
        ConnectionStatus::Passed(test) => (
            StatusKind::Ok,
            format!("Connection test passed {}", ago(&test.when)),
        ),
        ConnectionStatus::Failed(test) => (
            StatusKind::Bad,
            format!("Connection test failed {}", ago(&test.when)),
        ),
        ConnectionStatus::OutOfDate(_) => {
            (StatusKind::Warning, "Test the connection again".to_owned())
        }
    }
}

pub fn preflight(setup: &Setup) -> EvidenceText {
    match setup.preflight_status() {
        PreflightStatus::NotRun => (StatusKind::Plain, "Preflight not run".to_owned()),
        PreflightStatus::Current(run) if run.is_clean() => (StatusKind::Ok, run.message()),
        PreflightStatus::Current(run) => (StatusKind::Warning, run.message()),
        PreflightStatus::OutOfDate(_) => (StatusKind::Warning, "Run Preflight again".to_owned()),
    }
}

/// What the list says below the title of a step.
pub fn of_step(status: &StepStatus) -> Option<EvidenceText> {
    match status {
        StepStatus::Verified { proof, when, .. } => {
            let verb = match proof {
                StepProof::ConnectionTest => "Tested",
                StepProof::Preflight => "Checked",
                StepProof::Tenant(_) => "Verified",
            };
            Some((StatusKind::Ok, format!("{verb} {}", ago(when))))
        }
        StepStatus::NeedsAttention { reason } => Some((StatusKind::Warning, reason.clone())),
        StepStatus::WaitingForInput { question } => {
            Some((StatusKind::Plain, (*question).to_owned()))
        }
        StepStatus::Open | StepStatus::ByHand(_) | StepStatus::LeftOut(_) => None,
    }
}
