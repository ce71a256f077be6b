//! The report as a file or as text.

mod csv;
mod json;
mod markdown;
mod power_shell;

use std::fmt::Write as _;

use super::protocol::Form;
use super::report::{Outcome, Skip};
use super::run::Run;
use super::users::{Entry, Text};

use csv::Csv;

impl Form {
    /// A name for the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Form::FindingsCsv => "preflight-findings.csv",
            Form::UsersCsv => "preflight-users.csv",
            Form::Json => "preflight.json",
            Form::Markdown => "preflight.md",
            Form::PowerShell => "preflight-refused.ps1",
            Form::Graph => "preflight-refused.txt",
        }
    }

    /// The type of its content.
    pub fn content_type(self) -> &'static str {
        match self {
            Form::FindingsCsv | Form::UsersCsv => "text/csv;charset=utf-8",
            Form::Json => "application/json",
            Form::Markdown => "text/markdown;charset=utf-8",
            Form::PowerShell | Form::Graph => "text/plain;charset=utf-8",
        }
    }
}

impl Run {
    /// The report in a form; nothing before there is one.
    pub fn export(&self, form: Form) -> String {
        let Some(report) = &self.report else {
            return String::new();
        };
        match form {
            Form::FindingsCsv => self.findings_csv(),
            Form::UsersCsv => self.users_csv(),
            Form::Json => self.json(report),
            Form::Markdown => self.markdown(report),
            Form::PowerShell => power_shell::refused_list(self.refused()),
            Form::Graph => self.graph(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = (u32, &Entry)> {
        self.engine.users.from(0)
    }

    fn text(&self, entry: &Entry, which: Text) -> &str {
        self.engine.users.text(entry, which)
    }

    fn findings_csv(&self) -> String {
        let mut csv = Csv::new(&[
            "line",
            "userPrincipalName",
            "displayName",
            "objectId",
            "outcome",
            "severity",
            "code",
            "finding",
            "attribute",
            "detail",
            "other line",
            "what to do",
        ]);
        for (user, entry) in self.entries().filter(|(_, entry)| entry.bits != 0) {
            for finding in self.findings(user) {
                let words = finding.kind.words();
                let other = finding.other.and_then(|other| self.engine.users.get(other));
                csv.row(&[
                    &entry.line.to_string(),
                    self.text(entry, Text::Upn),
                    self.text(entry, Text::Name),
                    self.text(entry, Text::Id),
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
        let mut csv = Csv::new(&[
            "line",
            "userPrincipalName",
            "displayName",
            "objectId",
            "userName",
            "externalId",
            "outcome",
            "why skipped",
            "findings",
        ]);
        for (_, entry) in self.entries() {
            let codes: Vec<_> = super::finding_kind::Kind::of_bits(entry.bits)
                .map(|kind| kind.words().code)
                .collect();
            csv.row(&[
                &entry.line.to_string(),
                self.text(entry, Text::Upn),
                self.text(entry, Text::Name),
                self.text(entry, Text::Id),
                self.text(entry, Text::UserName),
                self.text(entry, Text::ExternalId),
                entry.outcome.label(),
                entry.skip.map_or("", Skip::label),
                &codes.join(" "),
            ]);
        }
        csv.text
    }

    /// The refused users that have an id to ask Graph for.
    fn refused(&self) -> impl Iterator<Item = &str> {
        let refused = self
            .entries()
            .filter(|(_, entry)| entry.outcome == Outcome::Refused);
        let ids = refused.map(|(_, entry)| match self.text(entry, Text::Id) {
            "" => self.text(entry, Text::Upn),
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
                encoded(id)
            );
        }
        text
    }
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped() {
        assert_eq!(encoded("a#EXT#@x.org"), "a%23EXT%23%40x.org");
    }
}
