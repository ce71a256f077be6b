//! How far each step is, and what proves it.

use provisioning::format::{counted, noun};
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, ROLES, TEAMS};
use setup::tenant_evidence::EvidenceKind;
use setup::{ConnectionStatus, PreflightStatus, StepMark, Timestamp};

use crate::checklist::{ChecklistStep, ROLES_STEP, STEPS, Stage, TEAMS_STEP};
use crate::input::GuideInput;
use crate::marks;
use crate::start_card::{ValueSource, value_source};
use crate::step_evidence::{self, StepEvidenceResult};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepStatus {
    Open,
    /// The admin marked it as done.
    ByHand(Timestamp),
    Verified {
        proof: StepProof,
        /// What was found, such as "All 48 users would be accepted".
        summary: String,
        when: Timestamp,
    },
    /// Something contradicts it or keeps it from being done.
    NeedsAttention {
        /// In a few words, without a full stop.
        reason: String,
    },
    LeftOut(LeftOut),
    /// The guide lacks an answer that the step needs.
    WaitingForInput {
        question: &'static str,
    },
}

/// What proves a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepProof {
    ConnectionTest,
    Preflight,
    /// A response of Microsoft Graph.
    Tenant(EvidenceKind),
}

impl StepProof {
    pub fn label(self) -> &'static str {
        match self {
            Self::ConnectionTest => "Connection test",
            Self::Preflight => "Preflight",
            Self::Tenant(kind) => kind.label(),
        }
    }
}

/// Why a step does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    NoRolesOrTeams,
    NoRoles,
    NoTeams,
    NoAppRoles,
    ActiveNotMapped,
    ExternalIdNotMapped,
    NothingToSave,
    /// The admin marked it as not needed.
    Marked(Timestamp),
}

impl LeftOut {
    /// For "1 step left out: no teams".
    pub fn short(&self) -> &'static str {
        match self {
            Self::NoRolesOrTeams => "no roles or teams",
            Self::NoRoles => "no roles",
            Self::NoTeams => "no teams",
            Self::NoAppRoles => "no app roles",
            Self::ActiveNotMapped => "active isn’t mapped",
            Self::ExternalIdNotMapped => "externalId isn’t mapped",
            Self::NothingToSave => "nothing to save",
            Self::Marked(_) => "marked as not needed",
        }
    }

    pub fn message(&self) -> &'static str {
        match self {
            Self::NoRolesOrTeams => "This setup maps no roles and no teams.",
            Self::NoRoles => "This setup maps no roles.",
            Self::NoTeams => "This setup maps no teams.",
            Self::NoAppRoles => "No mapping of this setup uses app roles.",
            Self::ActiveNotMapped => "This setup doesn’t map active.",
            Self::ExternalIdNotMapped => "This setup doesn’t map externalId.",
            Self::NothingToSave => "This setup adds no mapping here.",
            Self::Marked(_) => "You marked this step as not needed.",
        }
    }
}

impl StepStatus {
    pub fn is_done(&self) -> bool {
        matches!(self, Self::ByHand(_) | Self::Verified { .. })
    }

    pub fn is_left_out(&self) -> bool {
        matches!(self, Self::LeftOut(_))
    }

    /// Whether there is still something to do.
    pub fn is_due(&self) -> bool {
        !self.is_done() && !self.is_left_out()
    }
}

/// Whether a step enters mappings in the portal, so that errors in them block
/// it.
pub fn enters_mappings(step: &ChecklistStep) -> bool {
    const STEPS: [&str; 8] = [
        "2.10", "2.12", "2.13", "2.13a", "2.14", ROLES_STEP, TEAMS_STEP, "2.17a",
    ];
    STEPS.contains(&step.number)
}

/// Whether the admin may mark a step as not needed. All others are needed
/// unless the mappings say otherwise.
pub fn is_optional(step: &ChecklistStep) -> bool {
    step.number == "2.19a"
}

/// Why a step does not apply to a mapping set, if it does not.
fn left_out(step: &ChecklistStep, set: &MappingSet) -> Option<LeftOut> {
    let unless = |applies: bool, why| (!applies).then_some(why);
    match step.number {
        "2.12" => unless(set.maps(ACTIVE), LeftOut::ActiveNotMapped),
        "2.13" => unless(set.maps(EXTERNAL_ID), LeftOut::ExternalIdNotMapped),
        "2.13a" => unless(
            set.maps(ACTIVE) || set.maps(EXTERNAL_ID),
            LeftOut::NothingToSave,
        ),
        "2.14" | "2.15a" | ROLES_STEP | TEAMS_STEP | "2.17a" if !set.maps_roles_or_teams() => {
            Some(LeftOut::NoRolesOrTeams)
        }
        "2.15a" => {
            let sources = [ROLES, TEAMS].map(|target| value_source(set, target));
            unless(sources.contains(&ValueSource::AppRole), LeftOut::NoAppRoles)
        }
        ROLES_STEP => unless(set.maps(ROLES), LeftOut::NoRoles),
        TEAMS_STEP => unless(set.maps(TEAMS), LeftOut::NoTeams),
        _ => None,
    }
}

/// Facts come before marks: an answer that is missing or a mapping with an
/// error is not outranked by a mark, and a failed test or a contradiction from
/// the tenant only by a later one. A test in this browser does not outrank what
/// the tenant says.
pub fn status(step: &ChecklistStep, input: &GuideInput) -> StepStatus {
    let setup = input.setup;
    if let Some(why) = left_out(step, &setup.mapping) {
        return StepStatus::LeftOut(why);
    }
    let mark = marks::mark(step, &setup.guide);
    if let Some(StepMark::NotNeeded(when)) = &mark {
        return StepStatus::LeftOut(LeftOut::Marked(when.clone()));
    }
    if step.number == "2.13a" && saves_nothing(input) {
        return StepStatus::LeftOut(LeftOut::NothingToSave);
    }
    if matches!(step.number, "0.1" | "2.3") && setup.tenant.url().is_none() {
        return StepStatus::WaitingForInput {
            question: "Choose the Talkdesk region",
        };
    }
    if enters_mappings(step)
        && let Some(reason) = input.mappings.blocked_message()
    {
        return StepStatus::NeedsAttention { reason };
    }
    let done = match mark {
        Some(StepMark::Done(when)) => Some(when),
        _ => None,
    };
    let since = |when: &Timestamp, reason: String| match &done {
        Some(done) if done > when => StepStatus::ByHand(done.clone()),
        _ => StepStatus::NeedsAttention { reason },
    };
    let evidence = step_evidence::of_step(step, input);
    if let Some(reason) = step_evidence::contradiction(&evidence, done.as_ref()) {
        return StepStatus::NeedsAttention { reason };
    }
    match step.number {
        "2.3" => match setup.connection_status() {
            ConnectionStatus::Passed(test) => {
                return StepStatus::Verified {
                    proof: StepProof::ConnectionTest,
                    summary: "Connection test passed".to_owned(),
                    when: test.when.clone(),
                };
            }
            ConnectionStatus::Failed(test) => {
                return since(&test.when, failure(&test.reason));
            }
            ConnectionStatus::OutOfDate(when) => {
                return since(when, CONNECTION_CHANGED.to_owned());
            }
            ConnectionStatus::NotTested => {}
        },
        "2.19a" => match setup.preflight_status() {
            PreflightStatus::Current(run) if run.is_clean() => {
                return StepStatus::Verified {
                    proof: StepProof::Preflight,
                    summary: run.message(),
                    when: run.when.clone(),
                };
            }
            PreflightStatus::Current(run) => return since(&run.when, run.message()),
            PreflightStatus::OutOfDate(run) => {
                return since(&run.when, MAPPINGS_CHANGED.to_owned());
            }
            PreflightStatus::NotRun => {}
        },
        _ => {}
    }
    for found in evidence {
        if let StepEvidenceResult::Verified(summary) = found.result {
            return StepStatus::Verified {
                proof: StepProof::Tenant(found.kind),
                summary,
                when: found.when,
            };
        }
    }
    done.map_or(StepStatus::Open, StepStatus::ByHand)
}

pub(crate) const CONNECTION_CHANGED: &str =
    "The Tenant URL or the matching attribute has changed since the test";
pub(crate) const MAPPINGS_CHANGED: &str = "The mappings have changed since Preflight ran";

pub(crate) fn failure(reason: &str) -> String {
    match reason {
        "" => "Connection test failed".to_owned(),
        reason => format!("Connection test failed: {reason}"),
    }
}

/// Whether both steps before 2.13a are left out.
fn saves_nothing(input: &GuideInput) -> bool {
    let mut before = STEPS
        .iter()
        .filter(|step| matches!(step.number, "2.12" | "2.13"));
    before.all(|step| status(step, input).is_left_out())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepTotals {
    pub done: usize,
    pub needed: usize,
    /// Steps with a contradiction or a problem among those that are needed.
    pub attention: usize,
}

fn totals<'a>(steps: impl Iterator<Item = &'a ChecklistStep>, input: &GuideInput) -> StepTotals {
    let mut totals = StepTotals::default();
    for step in steps {
        let status = status(step, input);
        totals.needed += usize::from(!status.is_left_out());
        totals.done += usize::from(status.is_done());
        totals.attention += usize::from(matches!(status, StepStatus::NeedsAttention { .. }));
    }
    totals
}

pub fn overall(input: &GuideInput) -> StepTotals {
    totals(STEPS.iter(), input)
}

pub fn of_stage(stage: Stage, input: &GuideInput) -> StepTotals {
    totals(stage.steps(), input)
}

/// Such as "2 steps left out: no roles, no app roles".
pub fn left_out_summary(stage: Option<Stage>, input: &GuideInput) -> Option<String> {
    let mut reasons: Vec<&str> = Vec::new();
    let mut count = 0;
    for step in &STEPS {
        if stage.is_some_and(|stage| stage != step.stage) {
            continue;
        }
        if let StepStatus::LeftOut(why) = status(step, input) {
            count += 1;
            if !reasons.contains(&why.short()) {
                reasons.push(why.short());
            }
        }
    }
    let steps = counted(count, "step", "steps");
    (count > 0).then(|| format!("{steps} left out: {}", reasons.join(", ")))
}

/// The first step that is still to do.
pub fn next(input: &GuideInput) -> Option<&'static ChecklistStep> {
    STEPS.iter().find(|step| status(step, input).is_due())
}

/// The first step to do after a given one, or else the first of all.
pub fn next_after(step: &ChecklistStep, input: &GuideInput) -> Option<&'static ChecklistStep> {
    let mut later = STEPS.iter().skip(step.index() + 1);
    let due = later.find(|step| status(step, input).is_due());
    due.or_else(|| next(input).filter(|next| *next != step))
}

/// The step before a given one that is not left out.
pub fn previous(step: &ChecklistStep, input: &GuideInput) -> Option<&'static ChecklistStep> {
    let mut earlier = STEPS.iter().take(step.index()).rev();
    earlier.find(|step| !status(step, input).is_left_out())
}

/// The number that a step has in this setup, counted from 1: "Step 12". Steps
/// that are left out have none.
pub fn position(step: &ChecklistStep, input: &GuideInput) -> Option<usize> {
    let mut needed = STEPS.iter().filter(|one| !status(one, input).is_left_out());
    let index = needed.position(|one| one.number == step.number);
    index.map(|index| index + 1)
}

/// Such as "20 steps, about 25 minutes".
pub fn estimate(input: &GuideInput) -> String {
    let needed = overall(input).needed;
    // A little over a minute for each step, to the next five minutes.
    let minutes = (needed * 5).div_ceil(4).next_multiple_of(5);
    let steps = noun(needed as u64, "step", "steps");
    format!("{needed} {steps}, about {minutes} minutes")
}

#[cfg(test)]
mod tests;
