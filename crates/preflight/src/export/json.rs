//! The report as JSON, for programs: names that stay, and no name of ours.

use serde_json::{Value, json};

use crate::protocol::Purpose;
use crate::report::user_detail::UserFinding;
use crate::report::{NameStatus, NeededName, PreflightReport, SkipReason, UserOutcome};
use crate::run::PreflightRun;
use crate::run::query::orphan;
use crate::storage::users::{UserEntry, UserText};
use crate::users_file::note_text;

impl UserOutcome {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Skipped => "skipped",
        }
    }
}

impl SkipReason {
    fn code(self) -> &'static str {
        match self {
            Self::NotAssigned => "not-assigned",
            Self::FilteredOut => "filtered-out",
            Self::Disabled => "disabled",
            Self::Deleted => "deleted",
            Self::Guest => "guest",
            Self::Repeated => "repeated",
            Self::Dropped => "dropped",
        }
    }
}

fn known(known: NameStatus) -> Option<&'static str> {
    match known {
        NameStatus::NoList => None,
        NameStatus::Yes => Some("exists"),
        NameStatus::Almost => Some("other-spelling"),
        NameStatus::No => Some("missing"),
    }
}

/// What a file is for, as text.
pub(super) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Users => "The users of the tenant",
        Purpose::More { assigned: true } => "Who is assigned",
        Purpose::More { assigned: false } => "More about the same users",
        Purpose::Talkdesk => "The users of Talkdesk",
    }
}

fn needed(list: &[NeededName]) -> Vec<Value> {
    list.iter()
        .map(|needed| {
            json!({
                "name": needed.name,
                "users": needed.users,
                "inTalkdesk": known(needed.known),
            })
        })
        .collect()
}

impl PreflightRun {
    pub(super) fn json(&self, report: &PreflightReport) -> String {
        let totals = &report.totals;
        let skips: serde_json::Map<String, Value> = SkipReason::ALL
            .iter()
            .zip(totals.skips)
            .map(|(skip, users)| (skip.code().to_owned(), users.into()))
            .collect();
        let mappings: Vec<Value> = report
            .set
            .iter()
            .map(|one| {
                json!({
                    "attribute": one.target,
                    "code": one.code,
                    "severity": one.severity.word(),
                    "title": one.headline,
                    "detail": one.message,
                })
            })
            .collect();
        let findings: Vec<Value> = report
            .findings
            .iter()
            .map(|counted| {
                let words = counted.kind.text();
                json!({
                    "code": words.code,
                    "severity": words.severity.label().to_ascii_lowercase(),
                    "title": words.title,
                    "users": counted.users,
                })
            })
            .collect();
        let notes = self.noted(report).map(|(of, notes)| {
            let notes: Vec<String> = notes.iter().map(note_text).collect();
            json!({ "file": purpose(of), "notes": notes })
        });
        let orphans = self.engine.talkdesk.orphans().map(orphan).map(|orphan| {
            json!({
                "userName": orphan.user_name,
                "name": orphan.name,
                "active": orphan.active,
                "inUsersFile": orphan.in_file,
            })
        });
        let all = json!({
            "totals": {
                "users": totals.users,
                "created": totals.created,
                "updated": totals.updated,
                "unchanged": totals.unchanged,
                "refused": totals.refused,
                "unknown": totals.unknown,
                "warned": totals.warned,
                "skipped": totals.skipped,
                "unmatchedInTalkdesk": totals.orphans,
            },
            "skipped": skips,
            "comparedWithTalkdesk": report.compared,
            "basis": self.basis(report),
            "files": notes.collect::<Vec<_>>(),
            "mappings": mappings,
            "findings": findings,
            "roles": needed(&report.roles),
            "teams": needed(&report.teams),
            "namesLeftOut": report.names_left_out,
            "firstCycle": {
                "requests": report.first_cycle.requests,
                "seconds": report.first_cycle.seconds,
            },
            "licences": report.licences,
            "users": self
                .entries()
                .map(|(user, entry)| self.user_json(user, entry))
                .collect::<Vec<_>>(),
            "unmatchedInTalkdesk": orphans.collect::<Vec<_>>(),
        });
        // Nothing in it can fail: keys are texts.
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }

    fn user_json(&self, user: u32, entry: &UserEntry) -> Value {
        let findings = match entry.bits {
            0 => Vec::new(),
            _ => self.findings(user),
        };
        let findings = findings.iter().map(|found| self.finding_json(found));
        json!({
            "line": entry.line,
            "userPrincipalName": self.text(entry, UserText::Upn),
            "displayName": self.text(entry, UserText::Name),
            "objectId": self.text(entry, UserText::Id),
            "userName": self.text(entry, UserText::UserName),
            "outcome": entry.outcome.code(),
            "whySkipped": entry.skip.map(SkipReason::code),
            "findings": findings.collect::<Vec<_>>(),
        })
    }

    fn finding_json(&self, found: &UserFinding) -> Value {
        let other = found.other.and_then(|other| self.engine.users.get(other));
        json!({
            "code": found.kind.text().code,
            "attribute": found.target,
            "detail": found.detail,
            "otherLine": other.map(|other| other.line),
        })
    }
}
