//! What of a log outlives the page: counts, and nothing of a person.
//!
//! The lock of the page ends with a reload only, and a reload takes the report
//! with it. So the counts stay in the tab's session storage.

use serde::{Deserialize, Serialize};
use setup::{SetupId, Timestamp};
use worker_messages::explain::{CauseCount, LogOverview};

use crate::browser::storage::session;

const KEY: &str = "scimdesk/log";

/// Causes that are kept.
const MAX_CAUSES: usize = 20;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::pages::connection::explain) struct StoredLog {
    pub(in crate::pages::connection::explain) setup: SetupId,
    pub(in crate::pages::connection::explain) when: Timestamp,
    pub(in crate::pages::connection::explain) sentence: String,
    /// Users and headline of each cause.
    pub(in crate::pages::connection::explain) causes: Vec<(u32, String)>,
}

impl StoredLog {
    pub(super) fn new(setup: SetupId, when: Timestamp, summary: &LogOverview) -> Self {
        let count = |cause: &CauseCount| (cause.users, cause.headline.clone());
        Self {
            setup,
            when,
            sentence: summary.sentence.clone(),
            causes: summary.causes.iter().take(MAX_CAUSES).map(count).collect(),
        }
    }

    /// What an earlier view of this tab stored.
    pub(super) fn read() -> Option<Self> {
        serde_json::from_str(&session::get(KEY)?).ok()
    }

    pub(super) fn keep(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            session::put(KEY, &text);
        }
    }
}
