//! The setup: the record that all pages share, its written form and its
//! storage.
//!
//! - [`Setup`] is the record in memory. It never holds the secret token.
//! - [`record`] is its written form, with versions and migrations.
//! - [`store`] persists several of them in a [`store::KeyValueStorage`] and is
//!   safe against other tabs, unreadable records and a full or forbidden
//!   storage. [`entry`] is one of them as a tab knows it, [`replica`] what the
//!   tabs merge.
//! - [`page_data`] is what only the later pages store with it.
//! - [`file`] is export to and import from a file.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use provisioning::entra;
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::USER_NAME;
use provisioning::talkdesk::regions::Region;

pub mod entry;
pub mod file;
pub mod page_data;
pub mod record;
pub mod replica;
mod storage;
pub mod store;

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
            Tenant::Custom(_) => "Custom address",
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PassedTest {
    pub when: Timestamp,
    /// The Tenant URL it passed at. For another one it proves nothing.
    pub tenant_url: String,
    /// The matching attributes that it asked for, one in each line; for others
    /// it proves nothing. Older versions asked for userName only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<String>,
}

/// One setup. Members that this version does not know are in `rest`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
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

    /// When the connection test passed at the present Tenant URL and for the
    /// present matching attributes, if it did.
    pub fn passed(&self) -> Option<&Timestamp> {
        let test = self.connection_passed.as_ref()?;
        let here = self.tenant.url().is_some_and(|url| url == test.tenant_url);
        let matching = test.matching.as_deref().unwrap_or(USER_NAME);
        (here && matching == self.matching()).then_some(&test.when)
    }

    /// The matching attributes of the mapping, one in each line.
    pub fn matching(&self) -> String {
        self.mapping.matching_targets().join("\n")
    }

    /// The name, or a substitute while it is empty.
    pub fn shown_name(&self) -> &str {
        match self.name.trim() {
            "" => "Unnamed set-up",
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

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::talkdesk::EXTERNAL_ID;

    /// A pass counts for the address and the filters that were tested.
    #[test]
    fn a_pass_for_other_matching_attributes_proves_nothing() {
        let now = Timestamp("2026-11-24T08:00:00Z".to_owned());
        let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), now.clone());
        setup.tenant = Tenant::Custom("https://a.example/scim/v2".to_owned());
        let by = |matching: Option<&str>| PassedTest {
            when: now.clone(),
            tenant_url: "https://a.example/scim/v2".to_owned(),
            matching: matching.map(str::to_owned),
        };
        for (matching, passed) in [
            (None, true),
            (Some("userName"), true),
            (Some("externalId"), false),
            (Some("userName\nexternalId"), false),
        ] {
            setup.connection_passed = Some(by(matching));
            assert_eq!(setup.passed().is_some(), passed, "{matching:?}");
        }
        for row in &mut setup.mapping.rows {
            row.matching_precedence = (row.target == EXTERNAL_ID).then_some(1);
        }
        for (matching, passed) in [(None, false), (Some("externalId"), true)] {
            setup.connection_passed = Some(by(matching));
            assert_eq!(setup.passed().is_some(), passed, "{matching:?}");
        }
        setup.tenant = Tenant::Unknown;
        assert_eq!(setup.passed(), None);
    }
}
