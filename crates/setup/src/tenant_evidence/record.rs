//! One record of evidence, and its written form.

use provisioning::format::shortened;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::EvidenceKind;
use crate::Timestamp;

/// The longest text of a record, in characters.
const MAX_TEXT: usize = 200;

/// The member of a record that came from a file.
const IMPORTED: &str = "imported";

/// The most contradictions and the most steps that a record holds.
const MAX_LIST: usize = 30;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceOutcome {
    Proven,
    Contradicted,
}

/// The form in which a response came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResponseFormat {
    /// As Graph Explorer, `-OutputType Json` and `az rest` show it.
    Json,
    /// What `ConvertTo-Json` makes of an object.
    PowerShellJson,
    /// The table or list that PowerShell prints.
    PowerShellTable,
    /// The file of the script that collects all responses.
    EvidencePack,
}

impl ResponseFormat {
    const ALL: [Self; 4] = [
        Self::Json,
        Self::PowerShellJson,
        Self::PowerShellTable,
        Self::EvidencePack,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::PowerShellJson => "powerShellJson",
            Self::PowerShellTable => "powerShellTable",
            Self::EvidencePack => "evidencePack",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Json => "JSON of Microsoft Graph",
            Self::PowerShellJson => "JSON of PowerShell",
            Self::PowerShellTable => "Output of PowerShell",
            Self::EvidencePack => "Evidence pack",
        }
    }
}

/// Why a step is open again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepContradiction {
    /// The step's number, such as `2.6`.
    pub step: String,
    /// In a few words, without a full stop.
    pub reason: String,
    /// Whether the step may only not be done yet: it is so in a new application
    /// too, and no evidence before proved the step.
    pub is_pending: bool,
}

/// What one response said about a setup. It holds counts and never the names
/// of users or the values of secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRecord {
    pub kind: EvidenceKind,
    /// When the response was read, or collected by the script.
    pub when: Timestamp,
    pub outcome: EvidenceOutcome,
    /// Such as "Active, not in quarantine", without a full stop.
    pub summary: String,
    /// The numbers of the steps that it proves.
    pub proven: Vec<String>,
    pub contradictions: Vec<StepContradiction>,
    pub format: ResponseFormat,
    /// What it was compared with; see [`crate::Setup::evidence_basis`].
    pub basis: String,
    /// Whether it came with the setup from a file: nobody has seen the response
    /// in this browser.
    pub is_imported: bool,
}

impl EvidenceRecord {
    /// Why it contradicts a step.
    pub fn contradiction(&self, step: &str) -> Option<&StepContradiction> {
        self.contradictions.iter().find(|one| one.step == step)
    }

    pub fn proves(&self, step: &str) -> bool {
        self.contradiction(step).is_none() && self.proven.iter().any(|number| number == step)
    }

    /// Nothing if it is damaged. Steps that its kind says nothing about do not
    /// count, so an edited file cannot prove them.
    pub(super) fn read(kind: EvidenceKind, value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let list = |name: &str| {
            let elements = value.get(name).and_then(Value::as_array);
            elements.into_iter().flatten().take(MAX_LIST)
        };
        let outcome = match text("outcome")? {
            "proven" => EvidenceOutcome::Proven,
            "contradicted" => EvidenceOutcome::Contradicted,
            _ => return None,
        };
        let format = text("format")?;
        let proven = list("proven").filter_map(Value::as_str);
        let contradictions = list("contradictions").filter_map(|one| {
            let text = |name: &str| one.get(name).and_then(Value::as_str);
            Some(StepContradiction {
                step: text("step").filter(|step| kind.concerns(step))?.to_owned(),
                reason: shortened(text("reason")?, MAX_TEXT),
                is_pending: one.get("pending").and_then(Value::as_bool) == Some(true),
            })
        });
        Some(Self {
            kind,
            when: Timestamp(text("when")?.to_owned()).checked()?,
            outcome,
            summary: shortened(text("summary")?, MAX_TEXT),
            proven: proven
                .filter(|step| kind.proves().contains(step))
                .map(str::to_owned)
                .collect(),
            contradictions: contradictions.collect(),
            format: ResponseFormat::ALL
                .into_iter()
                .find(|one| one.key() == format)?,
            basis: text("basis").unwrap_or_default().to_owned(),
            is_imported: value.get(IMPORTED).and_then(Value::as_bool) == Some(true),
        })
    }

    pub(super) fn write(&self) -> Value {
        let outcome = match self.outcome {
            EvidenceOutcome::Proven => "proven",
            EvidenceOutcome::Contradicted => "contradicted",
        };
        let contradictions = self.contradictions.iter().take(MAX_LIST).map(|one| {
            object([
                ("step", one.step.as_str().into()),
                ("reason", shortened(&one.reason, MAX_TEXT).into()),
                ("pending", one.is_pending.into()),
            ])
        });
        let proven = self.proven.iter().take(MAX_LIST);
        let mut record = object([
            ("when", self.when.0.as_str().into()),
            ("outcome", outcome.into()),
            ("summary", shortened(&self.summary, MAX_TEXT).into()),
            (
                "proven",
                proven.map(|step| Value::from(step.as_str())).collect(),
            ),
            ("contradictions", contradictions.collect()),
            ("format", self.format.key().into()),
            ("basis", self.basis.as_str().into()),
        ]);
        if self.is_imported {
            mark_as_imported(&mut record);
        }
        record
    }
}

/// Marks a written record. One that is damaged gets no mark.
pub(super) fn mark_as_imported(record: &mut Value) {
    if let Some(members) = record.as_object_mut() {
        let _ = members.insert(IMPORTED.to_owned(), true.into());
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Value::Object(Map::from_iter(members))
}
