//! Evidence from the tenant: what responses of Microsoft Graph proved or
//! contradicted, with its time, and the ids that later requests need.
//!
//! Most pages have no use for it, so [`Setup`] carries it unread, as it does
//! [`super::page_data`]. Each kind is a leaf of its own, so two tabs can
//! record different kinds at once, and kinds of newer versions stay.

mod kind;
mod record;

use provisioning::mapping::MappingSet;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Setup, Timestamp, mapping_fingerprint};

pub use kind::EvidenceKind;
pub use record::{EvidenceOutcome, EvidenceRecord, ResponseFormat, StepContradiction};

/// The member of a record that holds it.
const MEMBER: &str = "tenantEvidence";
/// The member of that with the ids.
const IDS: &str = "ids";

/// The longest text of an id, in bytes. A job's has about 75.
const MAX_ID: usize = 200;

/// The member of a change with the time at which the responses were read.
const READ_AT: &str = "readAt";

/// Clocks of two computers differ by less.
const MAX_MINUTES_AHEAD: i64 = 24 * 60;

/// Ids of the application and its job in Entra. They are no secrets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EntraIds {
    /// The object id of the enterprise application.
    pub service_principal: Option<String>,
    /// The application (client) id.
    pub application: Option<String>,
    pub job_id: Option<String>,
    /// The synchronization rule of users.
    pub rule: Option<String>,
}

impl EntraIds {
    fn members(&mut self) -> [(&'static str, &mut Option<String>); 4] {
        [
            ("servicePrincipal", &mut self.service_principal),
            ("application", &mut self.application),
            ("job", &mut self.job_id),
            ("rule", &mut self.rule),
        ]
    }

    /// Takes over the ids that are missing here.
    pub fn complete(&mut self, mut other: Self) {
        for ((_, own), (_, new)) in self.members().into_iter().zip(other.members()) {
            if own.is_none() {
                *own = new.take();
            }
        }
    }

    fn read(value: &Value) -> Self {
        let mut ids = Self::default();
        for (name, id) in ids.members() {
            *id = value.get(name).and_then(Value::as_str).and_then(usable_id);
        }
        ids
    }

    fn write(mut self) -> Value {
        let mut members = Map::new();
        for (name, id) in self.members() {
            if let Some(id) = id.take().as_deref().and_then(usable_id) {
                let _ = members.insert(name.to_owned(), id.into());
            }
        }
        Value::Object(members)
    }
}

/// An id that may become part of an address and of a command.
fn usable_id(text: &str) -> Option<String> {
    let is_usable = !text.is_empty()
        && text.len() <= MAX_ID
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    is_usable.then(|| text.to_owned())
}

/// What the setup has of one kind of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvidenceStatus {
    Missing,
    Current(EvidenceRecord),
    /// The setup has changed in what it was compared with.
    OutOfDate(EvidenceRecord),
}

impl EvidenceStatus {
    pub fn current(&self) -> Option<&EvidenceRecord> {
        match self {
            Self::Current(record) => Some(record),
            Self::Missing | Self::OutOfDate(_) => None,
        }
    }
}

impl Setup {
    fn stored_evidence(&self) -> Option<&Map<String, Value>> {
        self.rest.get(MEMBER)?.as_object()
    }

    fn edit_stored_evidence(&mut self, change: impl FnOnce(&mut Map<String, Value>)) {
        let mut stored = match self.rest.remove(MEMBER) {
            Some(Value::Object(stored)) => stored,
            _ => Map::new(),
        };
        change(&mut stored);
        if !stored.is_empty() {
            let _ = self.rest.insert(MEMBER.to_owned(), stored.into());
        }
    }

    pub fn entra_ids(&self) -> EntraIds {
        let ids = self.stored_evidence().and_then(|stored| stored.get(IDS));
        ids.map(EntraIds::read).unwrap_or_default()
    }

    pub fn set_entra_ids(&mut self, ids: EntraIds) {
        let ids = ids.write();
        self.edit_stored_evidence(|stored| {
            if ids.as_object().is_some_and(Map::is_empty) {
                let _ = stored.remove(IDS);
            } else {
                let _ = stored.insert(IDS.to_owned(), ids);
            }
        });
    }

    pub fn evidence_status(&self, kind: EvidenceKind) -> EvidenceStatus {
        let stored = self.stored_evidence();
        let record = stored.and_then(|stored| EvidenceRecord::read(kind, stored.get(kind.key())?));
        match record {
            None => EvidenceStatus::Missing,
            Some(record) if record.basis == self.evidence_basis(kind) => {
                EvidenceStatus::Current(record)
            }
            Some(record) => EvidenceStatus::OutOfDate(record),
        }
    }

    /// What evidence of a kind is compared with, as a text that changes with it.
    pub fn evidence_basis(&self, kind: EvidenceKind) -> String {
        let mappings = |set: &MappingSet| mapping_fingerprint(set);
        let url = || self.tenant.url().unwrap_or_default();
        match kind {
            // Not the ids: to learn one must not outdate what was just recorded.
            EvidenceKind::Application
            | EvidenceKind::Configured
            | EvidenceKind::Notification
            | EvidenceKind::UsersAssigned => self.application().to_owned(),
            // What ran before says nothing about another address.
            EvidenceKind::Started | EvidenceKind::Healthy => {
                format!("{}\n{}", self.application(), url())
            }
            EvidenceKind::OnDemand => {
                let mappings = mappings(&self.mapping);
                format!("{}\n{}\n{mappings}", self.application(), url())
            }
            EvidenceKind::Credentials => url(),
            EvidenceKind::Mappings | EvidenceKind::AppRoles => mappings(&self.mapping),
        }
    }

    /// Stores a record unless a newer one of its kind is there, which one from
    /// the future is not. Returns whether it did.
    pub fn record_evidence(&mut self, record: EvidenceRecord, now: &Timestamp) -> bool {
        let key = record.kind.key();
        let stored = self.stored_evidence().and_then(|stored| stored.get(key));
        let stored = stored.and_then(|stored| EvidenceRecord::read(record.kind, stored));
        let is_newer = |stored: EvidenceRecord| {
            let ahead = now.minutes_until(&stored.when).unwrap_or_default();
            stored.when > record.when && ahead <= MAX_MINUTES_AHEAD
        };
        if stored.is_some_and(is_newer) {
            return false;
        }
        self.edit_stored_evidence(|stored| {
            let _ = stored.insert(key.to_owned(), record.write());
        });
        true
    }

    /// Records of these kinds and the ids, as a text that
    /// [`Setup::apply_evidence`] takes. `now` is when they were read.
    pub fn evidence_change(&self, kinds: &[EvidenceKind], now: &Timestamp) -> String {
        let stored = self.stored_evidence();
        let mut change = Map::new();
        let _ = change.insert(READ_AT.to_owned(), now.0.as_str().into());
        let names = kinds.iter().map(|kind| kind.key()).chain([IDS]);
        for name in names {
            if let Some(value) = stored.and_then(|stored| stored.get(name)) {
                let _ = change.insert(name.to_owned(), value.clone());
            }
        }
        Value::Object(change).to_string()
    }

    /// Stores what [`Setup::evidence_change`] gave. Of each kind the newer record
    /// stays, and what is damaged is left out.
    pub fn apply_evidence(&mut self, change: &str) {
        let Ok(Value::Object(change)) = serde_json::from_str(change) else {
            return;
        };
        let now = change.get(READ_AT).and_then(Value::as_str);
        let now = Timestamp(now.unwrap_or_default().to_owned());
        for kind in EvidenceKind::ALL {
            let record = change.get(kind.key());
            if let Some(record) = record.and_then(|value| EvidenceRecord::read(kind, value)) {
                let _ = self.record_evidence(record, &now);
            }
        }
        if let Some(ids) = change.get(IDS) {
            let mut own = self.entra_ids();
            own.complete(EntraIds::read(ids));
            self.set_entra_ids(own);
        }
    }

    /// Marks all records as those of somebody else, whose responses nobody has
    /// seen here.
    pub(crate) fn mark_evidence_as_imported(&mut self) {
        self.edit_stored_evidence(|stored| {
            for kind in EvidenceKind::ALL {
                if let Some(record) = stored.get_mut(kind.key()) {
                    record::mark_as_imported(record);
                }
            }
        });
    }

    /// Removes all evidence and the ids, such as when another application is
    /// to be used.
    pub fn clear_evidence(&mut self) {
        let keys = EvidenceKind::ALL.map(EvidenceKind::key);
        self.edit_stored_evidence(|stored| {
            stored.retain(|name, _| name != IDS && !keys.contains(&name.as_str()));
        });
    }

    /// The time of the newest evidence.
    pub fn latest_evidence(&self) -> Option<Timestamp> {
        let stored = self.stored_evidence()?;
        let records = EvidenceKind::ALL
            .iter()
            .filter_map(|kind| EvidenceRecord::read(*kind, stored.get(kind.key())?));
        records.map(|record| record.when).max()
    }
}

#[cfg(test)]
mod tests;
