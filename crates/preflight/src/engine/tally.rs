//! Users, totals and findings, counted.

use std::collections::HashMap;

use super::{PreflightEngine, matching_target};
use crate::report::finding_kind::{FindingKind, FindingSeverity};
use crate::report::issue::IssueCount;
use crate::report::{FindingCount, SkipReason, UserOutcome};
use crate::rows::column_mapping::{DISPLAY_NAME, ID, ORIGINAL_UPN, UPN};
use crate::storage::users::{UserEntry, UserTexts};
use crate::users_file::RowPosition;

impl PreflightEngine {
    pub(super) fn put(
        &mut self,
        position: RowPosition,
        result: Result<(UserOutcome, bool), SkipReason>,
    ) {
        let values = &self.values;
        // For a guest the list shows what the portal shows.
        let upn = match values.one(ORIGINAL_UPN) {
            "" => values.one(UPN),
            full => full,
        };
        let texts = UserTexts {
            upn,
            name: values.one(DISPLAY_NAME),
            id: values.one(ID),
            user_name: &self.user_name,
            external_id: &self.external_id,
            matching: &self.matching_value,
        };
        let user = self.users.push(position, texts);
        if let Some(entry) = self.users.get_mut(user) {
            entry.bits = self.details.bits();
            (entry.outcome, entry.licence) = result.unwrap_or((UserOutcome::Skipped, false));
            entry.skip = result.err();
            let entry = *entry;
            self.count(&entry, true);
        }
    }

    /// Adds findings where the last user has a value that an earlier one has.
    pub(super) fn shared(&mut self) {
        let last = self.users.len().saturating_sub(1);
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        for (which, other) in self.duplicates.of_last(&self.users) {
            if let Some(other) = other {
                let kind = self.duplicates.kind(which);
                self.flag(other, kind);
                self.flag(last, kind);
            }
        }
    }

    /// Adds a finding to a user who was counted already.
    fn flag(&mut self, user: u32, kind: FindingKind) {
        let Some(before) = self.users.get(user).copied() else {
            return;
        };
        self.count(&before, false);
        if let Some(entry) = self.users.get_mut(user) {
            entry.bits |= kind.bit();
            if kind.severity() == FindingSeverity::Refused {
                entry.outcome = UserOutcome::Refused;
                entry.licence = false;
            }
            let entry = *entry;
            self.count(&entry, true);
        }
    }

    fn count(&mut self, entry: &UserEntry, more: bool) {
        let count = |sum: &mut u32, by: u32| {
            *sum = match more {
                true => sum.saturating_add(by),
                false => sum.saturating_sub(by),
            };
        };
        let totals = &mut self.totals;
        let (sum, requests) = match entry.outcome {
            UserOutcome::Refused => (&mut totals.refused, 2),
            UserOutcome::Unknown => (&mut totals.unknown, 2),
            UserOutcome::Created => (&mut totals.created, 2),
            UserOutcome::Updated => (&mut totals.updated, 2),
            UserOutcome::Unchanged => (&mut totals.unchanged, 1),
            UserOutcome::Skipped => (&mut totals.skipped, 0),
        };
        count(sum, 1);
        count(&mut self.requests, requests);
        count(&mut self.licences, entry.licence.into());
        if let Some(skip) = entry.skip
            && let Some(sum) = totals.skips.get_mut(skip as usize)
        {
            count(sum, 1);
        }
        let passes = !matches!(
            entry.outcome,
            UserOutcome::Refused | UserOutcome::Unknown | UserOutcome::Skipped
        );
        if passes && worst(entry.bits) == Some(FindingSeverity::Warning) {
            count(&mut totals.warned, 1);
        }
        let mut bits = entry.bits;
        while bits != 0 {
            if let Some(sum) = self.counts.get_mut(bits.trailing_zeros() as usize) {
                count(sum, 1);
            }
            bits &= bits - 1;
        }
    }

    /// Findings by kind and target, in the order of [`Self::counted`].
    pub(crate) fn issues(&self) -> Vec<IssueCount> {
        let mut split: HashMap<(FindingKind, Option<usize>), u32> = HashMap::new();
        self.details
            .each(|_, kind, row| *split.entry((kind, row)).or_default() += 1);
        let rows = self.set.rows();
        let matching = matching_target(&self.set);
        let mut issues = Vec::new();
        for counted in self.counted() {
            let kind = counted.kind;
            let mut own: Vec<_> = split
                .iter()
                .filter(|((own, row), _)| *own == kind && row.is_some())
                .filter_map(|((_, row), users)| {
                    Some((rows.get((*row)?)?.row().target.clone(), *users))
                })
                .collect();
            own.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            if own.is_empty() {
                let target = kind.usual_target(matching).map(str::to_owned);
                issues.push(IssueCount {
                    kind,
                    target,
                    users: counted.users,
                });
            }
            issues.extend(own.into_iter().map(|(target, users)| IssueCount {
                kind,
                target: Some(target),
                users,
            }));
        }
        issues
    }

    /// Findings by kind: the worst first, then the most frequent.
    pub(crate) fn counted(&self) -> Vec<FindingCount> {
        let all = FindingKind::ALL.iter().zip(&self.counts);
        let mut all: Vec<_> = all
            .filter(|(_, users)| **users > 0)
            .map(|(kind, users)| FindingCount {
                kind: *kind,
                users: *users,
            })
            .collect();
        all.sort_by_key(|counted| {
            let severity = std::cmp::Reverse(counted.kind.severity());
            (severity, std::cmp::Reverse(counted.users), counted.kind)
        });
        all
    }
}

/// The worst severity of a set of kinds. Kinds stand with the worst first.
pub(crate) fn worst(bits: u64) -> Option<FindingSeverity> {
    let first = FindingKind::ALL.get(bits.trailing_zeros() as usize);
    first.map(|kind| kind.severity())
}
