//! What of a report outlives the page: counts, and nothing of a users file.
//!
//! The lock of the page ends with a reload only, and a reload takes the report
//! with it. So the counts stay in the tab's session storage, and the setup has
//! its own summary for the guide and the sidebar.

use preflight::report::counts::ReportCounts;
use serde::{Deserialize, Serialize};
use setup::{PreflightSummary, SetupId, Timestamp, mapping_fingerprint};

use provisioning::mapping::MappingSet;

use crate::browser::storage::session;

const KEY: &str = "scimdesk/preflight";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredReport {
    pub setup: SetupId,
    pub when: Timestamp,
    /// The fingerprint of the mappings that ran.
    pub mapping: String,
    pub counts: ReportCounts,
}

impl StoredReport {
    pub fn new(setup: SetupId, when: Timestamp, set: &MappingSet, counts: ReportCounts) -> Self {
        let mapping = mapping_fingerprint(set);
        Self {
            setup,
            when,
            mapping,
            counts,
        }
    }

    /// What an earlier view of this tab stored.
    pub(crate) fn read() -> Option<Self> {
        serde_json::from_str(&session::get(KEY)?).ok()
    }

    pub(crate) fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            session::put(KEY, &text);
        }
    }

    /// What the setup stores of the run.
    pub(crate) fn summary(&self) -> PreflightSummary {
        let totals = &self.counts.totals;
        PreflightSummary {
            when: self.when.clone(),
            users: totals.users,
            created: totals.created,
            existing: totals.updated + totals.unchanged,
            rejected: totals.refused,
            unknown: totals.unknown,
            skipped: totals.skipped,
            seconds: self.counts.first_cycle.seconds,
            mapping: self.mapping.clone(),
        }
    }
}
