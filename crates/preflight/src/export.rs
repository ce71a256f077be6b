//! The report as a file or as text.

mod json;
mod markdown;
mod power_shell;

use std::fmt::Write as _;

use super::protocol::ExportFormat;
use super::report::{SkipReason, UserOutcome};
use super::run::PreflightRun;
use crate::storage::users::{UserEntry, UserText};
use provisioning::csv_table::CsvTable;
use provisioning::format::percent_encoded;

impl ExportFormat {
    pub fn file_name(self) -> &'static str {
        match self {
            ExportFormat::FindingsCsv => "preflight-issues.csv",
            ExportFormat::UsersCsv => "preflight-users.csv",
            ExportFormat::Json => "preflight.json",
            ExportFormat::Markdown => "preflight.md",
            ExportFormat::PowerShell => "preflight-rejected.ps1",
            ExportFormat::Graph => "preflight-rejected.txt",
        }
    }

    pub fn content_type(self) -> &'static str {
        match self {
            ExportFormat::FindingsCsv | ExportFormat::UsersCsv => "text/csv;charset=utf-8",
            ExportFormat::Json => "application/json",
            ExportFormat::Markdown => "text/markdown;charset=utf-8",
            ExportFormat::PowerShell | ExportFormat::Graph => "text/plain;charset=utf-8",
        }
    }
}

impl PreflightRun {
    /// The report in a form; nothing before there is one.
    pub fn export(&self, form: ExportFormat) -> String {
        let Some(report) = &self.report else {
            return String::new();
        };
        match form {
            ExportFormat::FindingsCsv => self.findings_csv(),
            ExportFormat::UsersCsv => self.users_csv(),
            ExportFormat::Json => self.json(report, true),
            ExportFormat::Markdown => self.markdown(report),
            ExportFormat::PowerShell => power_shell::refused_list(self.refused()),
            ExportFormat::Graph => self.graph(),
        }
    }

    /// The report as JSON without users' names, ids and values, for a build log
    /// that others can read; nothing before there is one.
    pub fn json_without_names(&self) -> String {
        let report = self.report.as_ref();
        report.map_or_else(String::new, |report| self.json(report, false))
    }

    fn entries(&self) -> impl Iterator<Item = (u32, &UserEntry)> {
        self.engine.users.from(0)
    }

    fn text(&self, entry: &UserEntry, which: UserText) -> &str {
        self.engine.users.text(entry, which)
    }

    fn findings_csv(&self) -> String {
        let mut csv = CsvTable::new(&[
            "line",
            "userPrincipalName",
            "displayName",
            "objectId",
            "result",
            "severity",
            "code",
            "issue",
            "attribute",
            "detail",
            "other line",
            "what to do",
        ]);
        for (user, entry) in self.entries().filter(|(_, entry)| entry.bits != 0) {
            for finding in self.findings(user) {
                let words = finding.kind.text();
                let other = finding.other.and_then(|other| self.engine.users.get(other));
                csv.row(&[
                    &entry.line.to_string(),
                    self.text(entry, UserText::Upn),
                    self.text(entry, UserText::Name),
                    self.text(entry, UserText::Id),
                    entry.outcome.label(),
                    words.severity.label(),
                    words.code,
                    words.title,
                    finding.target.as_deref().unwrap_or_default(),
                    finding.detail.as_deref().unwrap_or_default(),
                    &other
                        .map(|other| other.line.to_string())
                        .unwrap_or_default(),
                    words.remedy,
                ]);
            }
        }
        csv.text
    }

    fn users_csv(&self) -> String {
        let mut csv = CsvTable::new(&[
            "line",
            "userPrincipalName",
            "displayName",
            "objectId",
            "userName",
            "externalId",
            "result",
            "why skipped",
            "issues",
        ]);
        for (_, entry) in self.entries() {
            let codes: Vec<_> = crate::report::finding_kind::FindingKind::of_bits(entry.bits)
                .map(|kind| kind.text().code)
                .collect();
            csv.row(&[
                &entry.line.to_string(),
                self.text(entry, UserText::Upn),
                self.text(entry, UserText::Name),
                self.text(entry, UserText::Id),
                self.text(entry, UserText::UserName),
                self.text(entry, UserText::ExternalId),
                entry.outcome.label(),
                entry.skip.map_or("", SkipReason::label),
                &codes.join(" "),
            ]);
        }
        csv.text
    }

    /// The refused users that have an id to ask Graph for.
    fn refused(&self) -> impl Iterator<Item = &str> {
        let refused = self
            .entries()
            .filter(|(_, entry)| entry.outcome == UserOutcome::Refused);
        let ids = refused.map(|(_, entry)| match self.text(entry, UserText::Id) {
            "" => self.text(entry, UserText::Upn),
            id => id,
        });
        // Without an id Graph lists everybody; a client resolves the two dots,
        // escaped or not.
        ids.filter(|id| !matches!(*id, "" | "." | ".."))
    }

    fn graph(&self) -> String {
        let mut text = String::new();
        for id in self.refused() {
            let _ = writeln!(
                text,
                "https://graph.microsoft.com/v1.0/users/{}",
                percent_encoded(id)
            );
        }
        text
    }
}
