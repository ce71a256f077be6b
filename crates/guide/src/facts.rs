//! What was set up, and how sure that is. A mark of the admin proves nothing,
//! and what has not even a mark is open.

use provisioning::portal;
use provisioning::portal::portal_diff::{RowChange, RowDiff, count_changes};
use setup::{ConnectionStatus, PreflightStatus, StepMark, Timestamp};

use crate::checklist::{STEPS, step_of};
use crate::content;
use crate::input::{GuideInput, MappingCheck};
use crate::marks;
use crate::status::{
    self, CONNECTION_CHANGED, LeftOut, MAPPINGS_CHANGED, StepStatus, enters_mappings, failure,
};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactProof {
    /// A test showed it.
    Verified,
    /// The admin marked it as done.
    ByHand,
    /// Not done, not known, or contradicted.
    Open,
}

impl FactProof {
    pub fn label(self) -> &'static str {
        match self {
            Self::Verified => "Verified",
            Self::ByHand => "By hand",
            Self::Open => "Open",
        }
    }
}

/// One fact about the setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetupFact {
    pub name: &'static str,
    pub value: String,
    pub is_code: bool,
    pub proof: FactProof,
    /// What proves it, such as "Connection test"; for an open fact its step.
    pub source: String,
    pub when: Option<Timestamp>,
    /// The step that it belongs to.
    pub step: &'static str,
    /// What to do while it is open, and why. Facts that one action settles
    /// have it once.
    item: Option<(String, &'static str)>,
}

/// Something that is still to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// What to do, as a sentence.
    pub text: String,
    /// Why it matters, as a sentence, or nothing.
    pub why: String,
    pub step: &'static str,
    /// "Step 7"
    pub step_label: String,
}

impl SetupFact {
    fn open(name: &'static str, value: impl Into<String>, step: &'static str) -> Self {
        Self {
            name,
            value: value.into(),
            is_code: false,
            proof: FactProof::Open,
            source: String::new(),
            when: None,
            step,
            item: None,
        }
    }

    fn to_do(mut self, text: impl Into<String>, why: &'static str) -> Self {
        self.item = Some((text.into(), why));
        self
    }

    fn verified(mut self, source: &str, when: Option<&Timestamp>) -> Self {
        self.proof = FactProof::Verified;
        self.source = source.to_owned();
        self.when = when.cloned();
        self.item = None;
        self
    }

    fn code(mut self) -> Self {
        self.is_code = true;
        self
    }
}

/// A fact that only a mark says.
fn by_hand(
    input: &GuideInput,
    step: &'static str,
    name: &'static str,
    [done, open]: [&str; 2],
    [to_do, why]: [&'static str; 2],
) -> SetupFact {
    let mark = step_of(step).and_then(|step| marks::mark(step, &input.setup.guide));
    match mark {
        Some(StepMark::Done(when)) => SetupFact {
            proof: FactProof::ByHand,
            source: "Marked as done".to_owned(),
            when: Some(when),
            ..SetupFact::open(name, done, step)
        },
        _ => SetupFact::open(name, open, step).to_do(to_do, why),
    }
}

/// All facts, in the order of the report.
pub fn facts(input: &GuideInput) -> Vec<SetupFact> {
    let setup = input.setup;
    let application = setup.application();
    let mut facts = vec![by_hand(
        input,
        "1.4",
        "Application",
        [
            application,
            &format!("{application}, not marked as created"),
        ],
        ["Create the application in Entra.", ""],
    )];
    facts.extend(connection(input));
    facts.extend([
        by_hand(
            input,
            "2.3",
            "Secret token",
            ["Marked as entered in Entra", "Not marked as entered"],
            [
                "Enter the secret token in Entra.",
                "Without it, Entra can’t sign in to Talkdesk.",
            ],
        ),
        by_hand(
            input,
            "2.5a",
            "Scope",
            ["Assigned users and groups only", "Not marked as set"],
            [
                "Set the scope.",
                "With all users in scope, each uses a license.",
            ],
        ),
        by_hand(
            input,
            "2.5a",
            "Notification email",
            ["Marked as entered", "Not marked as entered"],
            [
                "Enter a notification email.",
                "Without it, no one learns of a quarantine.",
            ],
        ),
        by_hand(
            input,
            "2.6",
            "Group mapping",
            ["Off", "Not marked as off"],
            [
                "Turn off group mapping.",
                "Talkdesk doesn’t support groups, so each one fails.",
            ],
        ),
        by_hand(
            input,
            "2.8",
            "Operations",
            [
                &portal::ticked(setup.mapping.operations),
                "Not marked as set",
            ],
            ["Turn on user mapping and choose the operations.", ""],
        ),
        mappings(input),
        mapping_check(input),
        users(input),
        by_hand(
            input,
            "2.18",
            "Assigned users",
            ["Marked as assigned", "Not marked as assigned"],
            ["Assign users.", "Only assigned users are provisioned."],
        ),
        by_hand(
            input,
            "2.20",
            "Provisioning",
            ["Marked as started", "Not marked as started"],
            ["Start provisioning.", ""],
        ),
    ]);
    for fact in &mut facts {
        if fact.proof == FactProof::Open {
            fact.source = step_label(fact.step, input);
        }
    }
    facts
}

/// "Step 7", or the number of a step that is left out.
pub(crate) fn step_label(number: &str, input: &GuideInput) -> String {
    let position = step_of(number).and_then(|step| status::position(step, input));
    match position {
        Some(position) => format!("Step {position}"),
        None => number.to_owned(),
    }
}

/// Region, Tenant URL and test. One test proves all of them.
fn connection(input: &GuideInput) -> [SetupFact; 3] {
    let setup = input.setup;
    let status = setup.connection_status();
    let url = setup.tenant.url();
    let mut region = match url {
        Some(_) => SetupFact::open("Talkdesk region", setup.tenant.name(), "0.1"),
        None => SetupFact::open("Talkdesk region", "Not chosen", "0.1")
            .to_do("Choose the Talkdesk region.", "It decides the Tenant URL."),
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
            ..test(failure(&failed.reason)).to_do("Fix the connection and test it again.", why)
        },
        ConnectionStatus::OutOfDate(when) => SetupFact {
            when: Some(when.clone()),
            ..test(CONNECTION_CHANGED.to_owned()).to_do("Test the connection again.", why)
        },
        ConnectionStatus::NotTested if has_url => {
            test("Not run".to_owned()).to_do("Test the connection.", why)
        }
        ConnectionStatus::NotTested => {
            test("Not run".to_owned()).to_do("Test the connection, once a region is chosen.", why)
        }
    };
    [region, tenant_url, test]
}

/// Such as "4 kept, 1 edited, 17 deleted".
pub(crate) fn change_counts(changes: &[RowDiff], is_done: bool) -> String {
    let kept = changes
        .iter()
        .filter(|change| change.change == RowChange::Keep);
    let [edit, add, delete] = count_changes(changes);
    let words = match is_done {
        true => ["kept", "edited", "added", "deleted"],
        false => ["to keep", "to edit", "to add", "to delete"],
    };
    let counts = [kept.count(), edit, add, delete].into_iter().zip(words);
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
            | StepStatus::WaitingForAnswer { .. } => return None,
        }
    }
    latest
}

/// The changes in Entra. Steps that are due are open items of their own.
fn mappings(input: &GuideInput) -> SetupFact {
    let entered = mappings_entered(input);
    let counts = change_counts(&input.changes(), entered.is_some());
    let fact = SetupFact::open("Mappings in Entra", counts, "2.10");
    match entered {
        None => fact,
        Some(when) => SetupFact {
            proof: FactProof::ByHand,
            source: "Marked as done".to_owned(),
            when: Some(when),
            ..fact
        },
    }
}

/// A fact about the mappings and not about the step that enters them.
const MAPPING_CHECK: &str = "Mapping check";

fn mapping_check(input: &GuideInput) -> SetupFact {
    let open = |value: &str| SetupFact::open(MAPPING_CHECK, value, "2.10");
    let why = "A mapping with an error keeps users from being provisioned.";
    match input.mappings {
        MappingCheck::Passed => open("No errors").verified("Evaluation of the mappings", None),
        MappingCheck::Blocked(_) => {
            let message = input.mappings.blocked_message().unwrap_or_default();
            open(&message).to_do(format!("Fix the mappings: {}.", error_names(input)), why)
        }
        MappingCheck::Failed(reason) => open(reason).to_do("Check the mappings again.", why),
        MappingCheck::NotChecked | MappingCheck::Checking => {
            open("Not checked").to_do("Open Mappings to check them.", why)
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

fn users(input: &GuideInput) -> SetupFact {
    let fact = |value: String| SetupFact::open("Users", value, "2.19a");
    let why = "Users with issues are rejected and retried for weeks.";
    match input.setup.preflight_status() {
        PreflightStatus::NotRun => {
            fact("Preflight not run".to_owned()).to_do("Run Preflight with your users.", why)
        }
        PreflightStatus::Current(run) if run.is_clean() => {
            fact(run.message()).verified("Preflight", Some(&run.when))
        }
        PreflightStatus::Current(run) => SetupFact {
            when: Some(run.when.clone()),
            ..fact(run.message()).to_do("Fix the users that Preflight reports.", why)
        },
        PreflightStatus::OutOfDate(run) => SetupFact {
            when: Some(run.when.clone()),
            ..fact(MAPPINGS_CHANGED.to_owned()).to_do("Run Preflight again.", why)
        },
    }
}

/// Everything that is still to do, each thing once: facts first, then steps
/// that no fact stands for.
pub fn open_items(input: &GuideInput) -> Vec<OpenItem> {
    let mut items: Vec<OpenItem> = Vec::new();
    let mut named: Vec<&str> = Vec::new();
    for fact in facts(input) {
        let Some((text, why)) = fact.item else {
            continue;
        };
        if fact.name != MAPPING_CHECK {
            named.push(fact.step);
        }
        items.push(OpenItem {
            text,
            why: why.to_owned(),
            step: fact.step,
            step_label: step_label(fact.step, input),
        });
    }
    for step in &STEPS {
        let status = status::status(step, input);
        if !status.is_due() || named.contains(&step.number) {
            continue;
        }
        let why = match status {
            StepStatus::NeedsAttention { reason } if !enters_mappings(step) => {
                format!("{reason}.")
            }
            _ => String::new(),
        };
        items.push(OpenItem {
            text: format!("{}.", content::title(step, input)),
            why,
            step: step.number,
            step_label: step_label(step.number, input),
        });
    }
    let order = |item: &OpenItem| step_of(item.step).map_or(0, |step| step.index());
    items.sort_by_key(order);
    items
}

/// Such as "Of 13 facts, 4 are verified, 6 were done by hand and 3 are open."
pub fn summary(facts: &[SetupFact]) -> String {
    let count = |proof| facts.iter().filter(|fact| fact.proof == proof).count();
    let verb = |count: usize, one, many| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    format!(
        "Of {} facts, {}, {} and {}.",
        facts.len(),
        verb(count(FactProof::Verified), "is verified", "are verified"),
        verb(
            count(FactProof::ByHand),
            "was done by hand",
            "were done by hand"
        ),
        verb(count(FactProof::Open), "is open", "are open"),
    )
}

/// Why a step is left out, for the log; nothing if the admin marked it.
pub(crate) fn left_out_message(why: &LeftOut) -> String {
    format!("Left out: {}", why.short())
}

#[cfg(test)]
mod tests;
