//! The causes of a log, each counted.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::users::NewForUser;
use crate::cause::{Cause, CauseKind, CauseSeverity, CauseSubject};
use crate::entry::LogTime;

/// How many causes are told apart. Beyond it, the subjects of a kind are one.
const MAX_CAUSES: usize = 2000;

/// A cause in one report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CauseId(pub(super) u16);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseSummary {
    pub id: CauseId,
    pub cause: Cause,
    /// The greatest of its entries.
    pub severity: CauseSeverity,
    pub entries: u32,
    /// Of `entries`, those that failed.
    pub failed: u32,
    /// Each counted once.
    pub users: u32,
    /// Of `users`, those with an entry of this cause that failed.
    pub failed_users: u32,
    /// The number of the first entry in the log, as an example.
    pub example: u32,
    pub first: Option<LogTime>,
    pub last: Option<LogTime>,
}

#[derive(Debug, Default)]
pub(super) struct CauseTable {
    causes: Vec<CauseSummary>,
    numbers: HashMap<(CauseKind, Option<CauseSubject>), CauseId>,
}

impl CauseTable {
    pub(super) fn find_or_add(&mut self, cause: Cause, severity: CauseSeverity) -> CauseId {
        let mut cause = cause;
        let mut key = (cause.kind, cause.subject.take());
        if let Some(id) = self.numbers.get(&key) {
            if let Some(known) = self.causes.get_mut(usize::from(id.0)) {
                known.severity = known.severity.max(severity);
                let confidence = &mut known.cause.confidence;
                *confidence = (*confidence).max(cause.confidence);
            }
            return *id;
        }
        if self.causes.len() >= MAX_CAUSES && key.1.is_some() {
            key.1 = None;
            cause.subject = None;
            return self.find_or_add(cause, severity);
        }
        let id = CauseId(u16::try_from(self.causes.len()).unwrap_or(u16::MAX - 1));
        cause.subject = key.1.clone();
        cause.severity = severity;
        self.causes.push(CauseSummary {
            id,
            cause,
            severity,
            entries: 0,
            failed: 0,
            users: 0,
            failed_users: 0,
            example: 0,
            first: None,
            last: None,
        });
        self.numbers.insert(key, id);
        id
    }

    pub(super) fn count(
        &mut self,
        id: CauseId,
        new: NewForUser,
        has_failed: bool,
        entry: u32,
        time: Option<LogTime>,
    ) {
        let Some(cause) = self.causes.get_mut(usize::from(id.0)) else {
            return;
        };
        if cause.entries == 0 {
            cause.example = entry;
        }
        cause.entries += 1;
        cause.failed += u32::from(has_failed);
        cause.users += u32::from(new.cause);
        cause.failed_users += u32::from(new.failure);
        cause.first = cause.first.into_iter().chain(time).min();
        cause.last = cause.last.into_iter().chain(time).max();
    }

    pub(super) fn get(&self, id: CauseId) -> Option<&CauseSummary> {
        self.causes.get(usize::from(id.0))
    }

    /// The worst first, and of equally bad ones the most frequent.
    pub(super) fn ranked(&self) -> Vec<CauseSummary> {
        let mut causes = self.causes.clone();
        causes.sort_by_key(|cause| {
            let worst = (cause.severity, cause.users, cause.entries);
            (std::cmp::Reverse(worst), cause.id)
        });
        causes
    }
}
