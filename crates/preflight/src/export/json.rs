//! The report as JSON, for programs: names that stay, and no name of ours.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::protocol::InputPurpose;
use crate::report::UserFinding;
use crate::report::{NameStatus, NeededName, PreflightReport, SkipReason};
use crate::run::PreflightRun;
use crate::run::query::orphan;
use crate::storage::users::{UserEntry, UserText};

fn known(known: NameStatus) -> Option<&'static str> {
    match known {
        NameStatus::NoList => None,
        NameStatus::Exact => Some("exists"),
        NameStatus::Case | NameStatus::Blanks => Some("other-spelling"),
        NameStatus::Unknown => Some("missing"),
    }
}

/// What a file is for, as text.
pub(super) fn purpose(purpose: InputPurpose) -> &'static str {
    match purpose {
        InputPurpose::Users => "Users of the tenant",
        InputPurpose::Assigned => "Assigned users",
        InputPurpose::More => "More attributes of these users",
        InputPurpose::Talkdesk => "Users in Talkdesk",
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
    /// `names` is whether it has users' names, ids and values; without them users
    /// are known by their lines.
    pub(super) fn json(&self, report: &PreflightReport, names: bool) -> String {
        let totals = &report.totals;
        let skips = SkipReason::ALL.into_iter().zip(totals.skips);
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
                    "severity": words.severity.word(),
                    "title": words.title,
                    "users": counted.users,
                })
            })
            .collect();
        let notes = self.noted(report).map(|(of, notes)| {
            let notes: Vec<String> = notes.iter().map(ToString::to_string).collect();
            json!({ "file": purpose(of), "notes": notes })
        });
        let orphans = self.engine.talkdesk.orphans().map(orphan);
        let users = self.entries().map(|(user, entry)| match names {
            true => self.user_json(user, entry),
            false => self.unnamed_user_json(user, entry),
        });
        let mut all = json!({
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
            "skipped": skips.collect::<BTreeMap<_, _>>(),
            "comparedWithTalkdesk": report.compared,
            "basis": self.basis(report),
            "files": notes.collect::<Vec<_>>(),
            "mappings": mappings,
            "findings": findings,
            "roles": needed(&report.roles),
            "teams": needed(&report.teams),
            "namesLeftOut": report.names_left_out,
            "firstCycle": report.first_cycle,
            "licences": report.licences,
            "users": users.collect::<Vec<_>>(),
        });
        if names {
            all["unmatchedInTalkdesk"] = orphans.map(|orphan| json!(orphan)).collect();
        }
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
            "outcome": entry.outcome,
            "whySkipped": entry.skip,
            "findings": findings.collect::<Vec<_>>(),
        })
    }

    fn unnamed_user_json(&self, user: u32, entry: &UserEntry) -> Value {
        let findings = match entry.bits {
            0 => Vec::new(),
            _ => self.findings(user),
        };
        let findings = findings.iter().map(|found| {
            let mut found = self.finding_json(found);
            // The detail is a value of the user.
            if let Some(members) = found.as_object_mut() {
                members.remove("detail");
            }
            found
        });
        json!({
            "line": entry.line,
            "outcome": entry.outcome,
            "whySkipped": entry.skip,
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
