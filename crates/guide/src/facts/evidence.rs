//! Facts that a test, an evaluation or a run can prove.

use provisioning::portal::portal_diff::{RowChange, RowDiff, count_changes};
use setup::tenant_evidence::EvidenceKind;
use setup::{ConnectionStatus, PreflightStatus, Timestamp};

use super::{FactProof, SetupFact};
use crate::checklist::STEPS;
use crate::input::{GuideInput, MappingCheck};
use crate::status::{
    self, CONNECTION_CHANGED, MAPPINGS_CHANGED, StepProof, StepStatus, enters_mappings, failure,
};

/// Region, Tenant URL and test. One test proves all of them.
pub(super) fn connection(input: &GuideInput) -> [SetupFact; 3] {
    let setup = input.setup;
    let status = setup.connection_status();
    let url = setup.tenant.url();
    let mut region = match url {
        Some(_) => SetupFact::open("Talkdesk region", setup.tenant.name(), "0.1"),
        None => SetupFact::open("Talkdesk region", "Not chosen", "0.1")
            .with_item("Choose the Talkdesk region.", "It decides the Tenant URL."),
    };
    let has_url = url.is_some();
    let mut tenant_url = match url {
        Some(url) => SetupFact::open("Tenant URL", url, "2.3").code(),
        None => SetupFact::open("Tenant URL", "Not known without a region", "2.3"),
    };
    let test = |value: String| SetupFact::open("Connection test", value, "2.3");
    let why = "It verifies the region and the Tenant URL.";
    let test = match status {
        ConnectionStatus::Passed(passed) => {
            let (source, when) = ("Connection test", Some(&passed.when));
            region = region.verified(source, when);
            tenant_url = tenant_url.verified(source, when);
            test("Passed".to_owned()).verified(source, when)
        }
        ConnectionStatus::Failed(failed) => SetupFact {
            when: Some(failed.when.clone()),
            ..test(failure(&failed.reason)).with_item("Fix the connection and test it again.", why)
        },
        ConnectionStatus::OutOfDate(when) => SetupFact {
            when: Some(when.clone()),
            ..test(CONNECTION_CHANGED.to_owned()).with_item("Test the connection again.", why)
        },
        ConnectionStatus::NotTested if has_url => {
            test("Not run".to_owned()).with_item("Test the connection.", why)
        }
        ConnectionStatus::NotTested => test("Not run".to_owned())
            .with_item("Test the connection, once a region is chosen.", why),
    };
    [region, tenant_url, test]
}

/// Such as "4 kept, 1 edited, 17 deleted".
pub(super) fn change_counts(changes: &[RowDiff], is_done: bool) -> String {
    let unchanged = changes
        .iter()
        .filter(|change| change.change == RowChange::Keep);
    let [edit, add, delete] = count_changes(changes);
    let words = match is_done {
        true => ["kept", "edited", "added", "deleted"],
        false => ["to keep", "to edit", "to add", "to delete"],
    };
    let counts = [unchanged.count(), edit, add, delete]
        .into_iter()
        .zip(words);
    let counts = counts.filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match counts.is_empty() {
        true => "None".to_owned(),
        false => counts.join(", "),
    }
}

/// When the last step was done that enters mappings; nothing if one is due.
pub(crate) fn mappings_entered(input: &GuideInput) -> Option<Timestamp> {
    let mut latest = None;
    for step in STEPS.iter().filter(|step| enters_mappings(step)) {
        match status::status(step, input) {
            StepStatus::ByHand(when) | StepStatus::Verified { when, .. } => {
                latest = latest.max(Some(when));
            }
            StepStatus::LeftOut(_) => {}
            StepStatus::Open
            | StepStatus::NeedsAttention { .. }
            | StepStatus::WaitingForInput { .. } => return None,
        }
    }
    latest
}

/// The changes in Entra. Steps that are due are open items of their own.
pub(super) fn mappings(input: &GuideInput) -> SetupFact {
    let entered = mappings_entered(input);
    let counts = change_counts(&input.changes(), entered.is_some());
    let fact = SetupFact::open("Mappings in Entra", counts, "2.10");
    match entered {
        None => fact,
        Some(when) if are_verified(input) => {
            fact.verified(EvidenceKind::Mappings.label(), Some(&when))
        }
        Some(when) => SetupFact {
            proof: FactProof::ByHand,
            source: "Marked as done".to_owned(),
            when: Some(when),
            ..fact
        },
    }
}

/// Whether the schema proves each step that enters mappings.
fn are_verified(input: &GuideInput) -> bool {
    let proof = StepProof::Tenant(EvidenceKind::Mappings);
    let mut steps = STEPS.iter().filter(|step| enters_mappings(step));
    steps.all(|step| match status::status(step, input) {
        StepStatus::Verified { proof: own, .. } => own == proof,
        status => status.is_left_out(),
    })
}

/// A fact about the mappings and not about the step that enters them.
pub(super) const MAPPING_CHECK: &str = "Mapping check";

pub(super) fn mapping_check(input: &GuideInput) -> SetupFact {
    let open = |value: &str| SetupFact::open(MAPPING_CHECK, value, "2.10");
    let why = "A mapping with an error keeps users from being provisioned.";
    match input.mappings {
        MappingCheck::Passed => open("No errors").verified("Evaluation of the mappings", None),
        MappingCheck::Blocked(_) => {
            let message = input.mappings.blocked_message().unwrap_or_default();
            open(&message).with_item(format!("Fix the mappings: {}.", error_names(input)), why)
        }
        MappingCheck::Failed(reason) => open(reason).with_item("Check the mappings again.", why),
        MappingCheck::NotChecked | MappingCheck::Checking => {
            open("Not checked").with_item("Open Mappings to check them.", why)
        }
    }
}

/// Each attribute with its first error: "userName: Talkdesk rejects every user without it".
fn error_names(input: &GuideInput) -> String {
    let mut targets: Vec<&str> = Vec::new();
    let mut names = Vec::new();
    for error in input.mappings.errors() {
        if !targets.contains(&error.target.as_str()) {
            targets.push(&error.target);
            names.push(format!("{}: {}", error.short_target(), error.headline));
        }
    }
    names.join("; ")
}

pub(super) fn users(input: &GuideInput) -> SetupFact {
    let fact = |value: String| SetupFact::open("Users", value, "2.19a");
    let why = "Users with issues are rejected and retried for weeks.";
    match input.setup.preflight_status() {
        PreflightStatus::NotRun => {
            fact("Preflight not run".to_owned()).with_item("Run Preflight with your users.", why)
        }
        PreflightStatus::Current(run) if run.is_clean() => {
            fact(run.message()).verified("Preflight", Some(&run.when))
        }
        PreflightStatus::Current(run) => SetupFact {
            when: Some(run.when.clone()),
            ..fact(run.message()).with_item("Fix the users that Preflight reports.", why)
        },
        PreflightStatus::OutOfDate(run) => SetupFact {
            when: Some(run.when.clone()),
            ..fact(MAPPINGS_CHANGED.to_owned()).with_item("Run Preflight again.", why)
        },
    }
}
