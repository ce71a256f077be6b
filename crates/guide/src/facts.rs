//! What was set up, and how sure that is. A mark of the admin proves nothing,
//! and what has not even a mark is open.

use provisioning::portal;
use setup::tenant_evidence::EvidenceKind;
use setup::{StepMark, Timestamp};

use self::evidence::{MAPPING_CHECK, connection, mapping_check, mappings, users};
use self::tenant::{from_tenant, provisioning_log, token_expiry};
use crate::checklist::{STEPS, step_of};
use crate::content;
use crate::input::GuideInput;
use crate::marks;
use crate::status::{self, LeftOut, StepStatus, enters_mappings};

pub(crate) use self::evidence::mappings_entered;

mod evidence;
mod tenant;

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactProof {
    /// A test or a response of Microsoft Graph showed it.
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

    fn with_item(mut self, text: impl Into<String>, why: &'static str) -> Self {
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
    [item, why]: [&'static str; 2],
) -> SetupFact {
    let mark = step_of(step).and_then(|step| marks::mark(step, &input.setup.guide));
    match mark {
        Some(StepMark::Done(when)) => SetupFact {
            proof: FactProof::ByHand,
            source: "Marked as done".to_owned(),
            when: Some(when),
            ..SetupFact::open(name, done, step)
        },
        _ => SetupFact::open(name, open, step).with_item(item, why),
    }
}

/// All facts, in the order of the report.
pub fn facts(input: &GuideInput) -> Vec<SetupFact> {
    let setup = input.setup;
    let application = setup.application();
    let mut facts = vec![from_tenant(
        input,
        EvidenceKind::Application,
        by_hand(
            input,
            "1.4",
            "Application",
            [
                application,
                &format!("{application}, not marked as created"),
            ],
            ["Create the application in Entra.", ""],
        ),
    )];
    facts.extend(connection(input));
    facts.extend([
        from_tenant(
            input,
            EvidenceKind::Credentials,
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
        from_tenant(
            input,
            EvidenceKind::Notification,
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
        ),
        from_tenant(
            input,
            EvidenceKind::Mappings,
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
        ),
        from_tenant(
            input,
            EvidenceKind::Mappings,
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
        ),
        mappings(input),
        mapping_check(input),
        users(input),
        from_tenant(
            input,
            EvidenceKind::UsersAssigned,
            by_hand(
                input,
                "2.18",
                "Assigned users",
                ["Marked as assigned", "Not marked as assigned"],
                ["Assign users.", "Only assigned users are provisioned."],
            ),
        ),
        from_tenant(
            input,
            EvidenceKind::Started,
            by_hand(
                input,
                "2.20",
                "Provisioning",
                ["Marked as started", "Not marked as started"],
                ["Start provisioning.", ""],
            ),
        ),
    ]);
    facts.extend(provisioning_log(input));
    facts.extend(token_expiry(input));
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
