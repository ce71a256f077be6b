//! What an import would bring, shown before somebody accepts it. It is made from
//! a link and from a file alike.

use provisioning::mapping::MappingSet;
use provisioning::portal::portal_diff::{self, FieldDifference, RowChange};
use provisioning::talkdesk::{Requirement, TARGETS};
use setup::import::{ImportCandidate, ImportSource};
use setup::tenant_evidence::{EvidenceKind, EvidenceStatus};
use setup::{ConnectionStatus, Setup, StepMark, Tenant, Timestamp};

use crate::checklist::STEPS;
use crate::content;
use crate::input::{GuideInput, MappingCheck};
use crate::marks;
use crate::status;

/// A setup that nobody has accepted yet, in the words of the page. Accepting it
/// adds a further setup, whatever is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportPreview {
    pub source: ImportSource,
    pub name: String,
    /// The region, or that there is none or another URL.
    pub region: String,
    pub tenant_url: Option<String>,
    pub application: String,
    pub baseline: ImportBaseline,
    /// Settings that differ from the open setup's, as label, here and imported.
    /// Without an open setup there is nothing to compare them with.
    pub settings: Vec<FieldDifference>,
    /// How many mappings there are.
    pub mappings: usize,
    /// Those that differ from the baseline, in the order of the imported ones.
    pub differences: Vec<MappingDifference>,
    /// Steps that somebody marked as done, in the order of the guide. The marks
    /// are carried over as marks.
    pub steps_by_hand: Vec<PreviewStep>,
    /// How many steps the guide has for this setup.
    pub steps_needed: usize,
    pub notes: usize,
    pub sample_users: usize,
    pub evidence: Vec<PreviewEvidence>,
    /// What to do after accepting it, each as a sentence.
    pub missing: Vec<String>,
}

/// What the mappings are compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportBaseline {
    /// The open setup, by its name.
    OpenSetup(String),
    /// The mappings of Talkdesk's guide.
    Published,
}

/// A mapping that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingDifference {
    pub target: String,
    pub kind: DifferenceKind,
    /// For a changed mapping its fields, as label, here and imported.
    pub fields: Vec<FieldDifference>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    OnlyImported,
    Changed,
    OnlyHere,
}

/// A step of the guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewStep {
    pub number: &'static str,
    pub title: String,
    pub when: Timestamp,
}

/// What somebody else's tests and responses showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewEvidence {
    pub name: &'static str,
    pub transfer: EvidenceTransfer,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceTransfer {
    /// It comes along, with what it says, and counts as seen elsewhere.
    MarkedAsImported { summary: String, when: Timestamp },
    /// A link has none.
    NotCarriedOver,
}

const CONNECTION: &str = "Connection test";
const PREFLIGHT: &str = "Preflight";

impl ImportPreview {
    /// Compares with the open setup, if there is one. Reads no expression.
    pub fn new(candidate: &ImportCandidate, open: Option<&Setup>) -> Self {
        let setup = &candidate.setup;
        let baseline = match open {
            Some(open) => ImportBaseline::OpenSetup(open.shown_name().to_owned()),
            None => ImportBaseline::Published,
        };
        let published;
        let compared = match open {
            Some(open) => &open.mapping,
            None => {
                published = MappingSet::default();
                &published
            }
        };
        let input = GuideInput::new(setup, &MappingCheck::NotChecked);
        let steps = &setup.guide.steps;
        Self {
            source: candidate.source,
            name: setup.shown_name().to_owned(),
            region: setup.tenant.name().to_owned(),
            tenant_url: setup.tenant.url(),
            application: setup.application().to_owned(),
            baseline,
            settings: open.map_or_else(Vec::new, |open| settings(open, setup)),
            mappings: setup.mapping.rows.len(),
            differences: differences(compared, &setup.mapping),
            steps_by_hand: steps_by_hand(&input),
            steps_needed: status::overall(&input).needed,
            notes: steps.iter().filter(|step| !step.note.is_empty()).count(),
            sample_users: setup.sample_users().len(),
            evidence: evidence(candidate),
            missing: missing(setup),
        }
    }
}

impl ImportBaseline {
    /// As the end of "differs from …".
    pub fn label(&self) -> String {
        match self {
            Self::OpenSetup(name) => format!("“{name}”"),
            Self::Published => "the mappings of Talkdesk’s guide".to_owned(),
        }
    }
}

impl DifferenceKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::OnlyImported => "Only in the import",
            Self::Changed => "Different",
            Self::OnlyHere => "Only here",
        }
    }
}

impl EvidenceTransfer {
    pub fn message(&self) -> String {
        match self {
            Self::MarkedAsImported { summary, when } => {
                format!("{summary} on {}. Marked as imported.", when.to_minute())
            }
            Self::NotCarriedOver => "Not carried over. Run it here.".to_owned(),
        }
    }
}

fn settings(open: &Setup, setup: &Setup) -> Vec<FieldDifference> {
    let url = |setup: &Setup| setup.tenant.url().unwrap_or_default();
    let region = |setup: &Setup| setup.tenant.name().to_owned();
    let operations = |setup: &Setup| {
        let own = setup.mapping.operations;
        let all = [
            ("Create", own.create),
            ("Update", own.update),
            ("Delete", own.delete),
        ];
        let on = all.into_iter().filter(|(_, is_on)| *is_on);
        on.map(|(name, _)| name).collect::<Vec<_>>().join(", ")
    };
    let application = |setup: &Setup| setup.application().to_owned();
    let differs = |(_, here, imported): &FieldDifference| here != imported;
    let all = [
        ("Service region", region(open), region(setup)),
        ("Tenant URL", url(open), url(setup)),
        ("Application name", application(open), application(setup)),
        ("Target Object Actions", operations(open), operations(setup)),
    ];
    all.into_iter().filter(differs).collect()
}

fn differences(compared: &MappingSet, set: &MappingSet) -> Vec<MappingDifference> {
    let diffs = portal_diff::written_diffs(&compared.rows, set);
    let differences = diffs.into_iter().filter_map(|diff| {
        let kind = match diff.change {
            RowChange::Add => DifferenceKind::OnlyImported,
            RowChange::Edit => DifferenceKind::Changed,
            RowChange::Delete => DifferenceKind::OnlyHere,
            RowChange::Keep | RowChange::Off => return None,
        };
        Some(MappingDifference {
            kind,
            fields: diff.differences(set),
            target: diff.target,
        })
    });
    differences.collect()
}

fn steps_by_hand(input: &GuideInput) -> Vec<PreviewStep> {
    let steps = STEPS.iter().filter_map(|step| {
        let Some(StepMark::Done(when)) = marks::mark(step, &input.setup.guide) else {
            return None;
        };
        Some(PreviewStep {
            number: step.number,
            title: content::title(step, input),
            when,
        })
    });
    steps.collect()
}

fn evidence(candidate: &ImportCandidate) -> Vec<PreviewEvidence> {
    let setup = &candidate.setup;
    let not_carried_over = |name| PreviewEvidence {
        name,
        transfer: EvidenceTransfer::NotCarriedOver,
    };
    if candidate.source == ImportSource::Link {
        return [CONNECTION, PREFLIGHT].map(not_carried_over).into();
    }
    let imported = |name, summary: String, when: &Timestamp| PreviewEvidence {
        name,
        transfer: EvidenceTransfer::MarkedAsImported {
            summary,
            when: when.clone(),
        },
    };
    let connection = match setup.connection_status() {
        ConnectionStatus::NotTested => None,
        ConnectionStatus::Passed(test) => Some(("Passed".to_owned(), &test.when)),
        ConnectionStatus::Failed(test) => Some((format!("Failed ({})", test.reason), &test.when)),
        ConnectionStatus::OutOfDate(when) => Some(("Tested with other settings".to_owned(), when)),
    };
    let connection = connection.map(|(summary, when)| imported(CONNECTION, summary, when));
    let preflight = setup.preflight.as_ref();
    let preflight = preflight.map(|run| imported(PREFLIGHT, run.message(), &run.when));
    let tenant = EvidenceKind::ALL.into_iter().filter_map(|kind| {
        let (summary, when) = match setup.evidence_status(kind) {
            EvidenceStatus::Missing => return None,
            EvidenceStatus::Current(record) => (record.summary, record.when),
            EvidenceStatus::OutOfDate(record) => {
                ("Verified with other settings".to_owned(), record.when)
            }
        };
        Some(imported(kind.label(), summary, &when))
    });
    let tests = connection.into_iter().chain(preflight);
    tests.chain(tenant).collect()
}

fn missing(setup: &Setup) -> Vec<String> {
    let mut missing = Vec::new();
    if setup.name.trim().is_empty() {
        missing.push("Enter a name for the setup.".to_owned());
    }
    if setup.tenant.url().is_none() {
        missing.push(match setup.tenant {
            Tenant::Custom(_) => "Enter the Tenant URL.".to_owned(),
            Tenant::Unknown | Tenant::Region(_) => "Choose the service region.".to_owned(),
        });
    }
    if setup.guide_start.is_none() {
        missing.push("Answer the questions at the start of the guide.".to_owned());
    }
    let required = TARGETS.iter().filter(|target| {
        target.requirement == Requirement::Mandatory && !setup.mapping.maps(target.name)
    });
    missing.extend(
        required.map(|target| format!("Map {}. Talkdesk rejects users without it.", target.short)),
    );
    if setup.mapping.matching_targets().is_empty() {
        missing.push("Choose a matching attribute, so that Entra finds existing users.".to_owned());
    }
    missing.push("Enter the secret token in Connection. A setup never contains it.".to_owned());
    missing
}

#[cfg(test)]
mod tests;
