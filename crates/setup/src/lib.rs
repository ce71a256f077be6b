//! The setup: the record that all pages share, its written form and its
//! storage.
//!
//! - [`Setup`] is the record in memory. It never holds the secret token.
//! - [`record`] is its written form, with versions and migrations.
//! - [`store`] persists several of them in a [`store::KeyValueStorage`] and is
//!   safe against other tabs, unreadable records and a full or forbidden
//!   storage. [`entry`] is one of them as a tab knows it, [`replica`] what the
//!   tabs merge.
//! - [`evidence`] is what proves that a part of it works: tests and runs.
//! - [`tenant_evidence`] is what responses of Microsoft Graph proved, and
//!   [`token_dates`] when the secret token was entered and expires.
//! - [`page_data`] is what only the later pages store with it, and
//!   [`sample_users`] the sample users with expected values.
//! - [`file`] is export to and import from a file, [`link`] the same as a link,
//!   and [`import`] what is imported before and after somebody accepts it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use provisioning::entra;
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::regions::Region;

pub mod calendar;
pub mod entry;
pub mod evidence;
pub mod file;
pub mod import;
pub mod link;
pub mod page_data;
pub mod record;
pub mod replica;
pub mod sample_users;
pub mod sign_in;
mod storage;
pub mod store;
pub mod tenant_evidence;
pub mod token_dates;

pub use evidence::{
    ConnectionStatus, FailedTest, GuideStart, PassedTest, PreflightStatus, PreflightSummary,
    SetupMethod, mapping_fingerprint,
};

/// The most that a note on a step holds, in UTF-16 units as browsers count.
pub const MAX_NOTE: usize = 20_000;

/// The identity of a setup within one browser: 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct SetupId(pub String);

/// A moment as ISO 8601 text in UTC, as the browser's clock gives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Timestamp(pub String);

impl Timestamp {
    /// The day and minute, for people: `2026-11-23 19:05 UTC`.
    pub fn to_minute(&self) -> String {
        match (self.0.get(0..10), self.0.get(11..16)) {
            (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
            _ => self.0.clone(),
        }
    }

    /// The day: `2026-11-23`.
    pub fn to_day(&self) -> &str {
        self.0.get(0..10).unwrap_or(&self.0)
    }
}

/// Where the SCIM endpoint is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub enum Tenant {
    #[default]
    Unknown,
    /// The API host of a region.
    Region(Region),
    /// A Tenant URL exactly as the admin typed it.
    Custom(String),
}

impl Tenant {
    /// The Tenant URL to type into the portal, once one is known.
    pub fn url(&self) -> Option<String> {
        match self {
            Tenant::Unknown => None,
            Tenant::Region(region) => Some(region.facts().tenant_url()),
            Tenant::Custom(text) if text.trim().is_empty() => None,
            Tenant::Custom(text) => Some(text.trim().to_owned()),
        }
    }

    /// What to call it beside the setup's name.
    pub fn name(&self) -> &str {
        match self {
            Tenant::Unknown => "No region yet",
            Tenant::Region(region) => region.facts().name,
            Tenant::Custom(_) => "Custom URL",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepMark {
    Done(Timestamp),
    /// Marked as not needed at that moment.
    NotNeeded(Timestamp),
}

/// What the admin did with one step of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct StepRecord {
    /// The step's number, such as `2.12`.
    pub number: String,
    /// A step without one is open.
    #[serde(default)]
    pub mark: Option<StepMark>,
    #[serde(default)]
    pub note: String,
}

/// What the admin did in the guide: steps with a mark or a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct GuideProgress {
    /// In no particular order.
    pub steps: Vec<StepRecord>,
}

impl GuideProgress {
    pub fn mark(&self, number: &str) -> Option<&StepMark> {
        self.find(number)?.mark.as_ref()
    }

    /// The note on a step, or nothing.
    pub fn note(&self, number: &str) -> &str {
        self.find(number).map_or("", |step| &step.note)
    }

    /// Whether a step has a record, be it an empty one.
    pub fn has_record(&self, number: &str) -> bool {
        self.find(number).is_some()
    }

    pub fn has_marks(&self) -> bool {
        self.steps.iter().any(|step| step.mark.is_some())
    }

    pub fn set_mark(&mut self, number: &str, mark: Option<StepMark>) {
        self.record(number).mark = mark;
    }

    pub fn set_note(&mut self, number: &str, note: String) {
        self.record(number).note = note;
    }

    /// Opens all steps again and keeps the notes.
    pub fn clear_marks(&mut self) {
        for step in &mut self.steps {
            step.mark = None;
        }
    }

    fn find(&self, number: &str) -> Option<&StepRecord> {
        self.steps.iter().find(|step| step.number == number)
    }

    fn record(&mut self, number: &str) -> &mut StepRecord {
        let found = self.steps.iter().position(|step| step.number == number);
        let index = found.unwrap_or(self.steps.len());
        if found.is_none() {
            self.steps.push(StepRecord {
                number: number.to_owned(),
                ..StepRecord::default()
            });
        }
        &mut self.steps[index]
    }
}

/// One setup. Members that this version does not know are in `rest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[cfg_attr(test, derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub struct Setup {
    pub id: SetupId,
    pub name: String,
    #[serde(default)]
    pub tenant: Tenant,
    /// Name of the enterprise application, as typed.
    #[serde(default)]
    pub application_name: String,
    /// What Entra sends for each user.
    #[serde(default)]
    pub mapping: MappingSet,
    #[serde(default)]
    pub guide: GuideProgress,
    #[serde(default)]
    pub connection_passed: Option<PassedTest>,
    /// The last test, if it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, serde(default, deserialize_with = "evidence::read_or_none"))]
    pub connection_failed: Option<FailedTest>,
    /// The last run of Preflight.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, serde(default, deserialize_with = "evidence::read_or_none"))]
    pub preflight: Option<PreflightSummary>,
    /// Missing until the questions at the start of the guide are answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, serde(default, deserialize_with = "evidence::read_or_none"))]
    pub guide_start: Option<GuideStart>,
    pub created: Timestamp,
    /// Members that this version does not know; they are written again.
    /// [`record`] reads and writes them.
    #[serde(skip)]
    pub rest: Map<String, Value>,
}

impl Setup {
    pub fn new(id: SetupId, name: String, now: Timestamp) -> Self {
        Self {
            id,
            name,
            created: now,
            ..Self::default()
        }
    }

    /// The matching attributes of the mapping, one in each line.
    pub fn matching(&self) -> String {
        self.mapping.matching_targets().join("\n")
    }

    /// The name, or a substitute while it is empty.
    pub fn shown_name(&self) -> &str {
        match self.name.trim() {
            "" => "Unnamed setup",
            name => name,
        }
    }

    /// Region and application, shown beside the name.
    pub fn about(&self) -> String {
        format!("{} · {}", self.tenant.name(), self.application())
    }

    /// The application's name, or the one that Talkdesk's guide suggests.
    pub fn application(&self) -> &str {
        match self.application_name.trim() {
            "" => entra::DEFAULT_APPLICATION_NAME,
            typed => typed,
        }
    }
}
