//! A summary for a change ticket.

use crate::REQUESTS_ASSUMED;
use crate::protocol::{InputPurpose, Scope};
use crate::report::{NameStatus, NeededName, PreflightReport, SkipReason};
use crate::run::PreflightRun;
use crate::run::query::orphan;
use crate::users_file::UsersFileNote;

use super::json::purpose;

/// The most orphans that Markdown names.
const NAMED: usize = 50;

impl PreflightRun {
    pub(super) fn markdown(&self, report: &PreflightReport) -> String {
        let totals = &report.totals;
        let mut text = String::from("# Preflight of user provisioning to Talkdesk\n\n");
        let mut line = |line: String| {
            text.push_str(&line);
            text.push('\n');
        };
        line("| | Users |\n|---|---:|".to_owned());
        line(format!("| In the file | {} |", totals.users));
        line(format!("| Created | {} |", totals.created));
        if report.compared {
            line(format!("| Updated | {} |", totals.updated));
            line(format!("| Unchanged | {} |", totals.unchanged));
        }
        line(format!("| Rejected | {} |", totals.refused));
        if totals.unknown > 0 {
            line(format!("| Not known | {} |", totals.unknown));
        }
        line(format!("| Accepted with a warning | {} |", totals.warned));
        line(format!("| Skipped | {} |", totals.skipped));
        for (skip, users) in SkipReason::ALL.iter().zip(totals.skips) {
            if users > 0 {
                line(format!("| – {} | {users} |", skip.label()));
            }
        }
        if report.compared {
            line(format!("| In Talkdesk only | {} |", totals.orphans));
        }
        line(format!(
            "\nFirst cycle: {} requests, at least {} at Talkdesk’s request limit. {REQUESTS_ASSUMED}\n",
            report.first_cycle.requests,
            report.first_cycle.duration()
        ));
        line(format!("Licenses: {}\n", report.licences));
        line("## Basis\n".to_owned());
        for basis in self.basis(report) {
            line(format!("- {basis}"));
        }
        for (of, notes) in self.noted(report) {
            for note in notes {
                line(format!("- {}: {}", purpose(of), escaped(&note.to_string())));
            }
        }
        line(String::new());
        if !report.set.is_empty() {
            line("## Mappings\n\n| Attribute | | Effect |\n|---|---|---|".to_owned());
        }
        for one in &report.set {
            line(format!(
                "| {} | {} | {}. {} |",
                escaped(one.short_target()),
                one.severity.word(),
                one.headline,
                escaped(&one.message)
            ));
        }
        if !report.set.is_empty() {
            line(String::new());
        }
        if !report.findings.is_empty() {
            line("## Issues\n\n| Issue | | Users | What to do |\n|---|---|---:|---|".to_owned());
        }
        for counted in &report.findings {
            let words = counted.kind.text();
            line(format!(
                "| {} | {} | {} | {} |",
                words.title,
                words.severity.label(),
                counted.users,
                words.remedy
            ));
        }
        for (title, needed) in [("Roles", &report.roles), ("Teams", &report.teams)] {
            if needed.is_empty() {
                continue;
            }
            line(format!(
                "\n## {title} that must exist in Talkdesk\n\n| Name | Users | |\n|---|---:|---|"
            ));
            for needed in needed {
                line(needed_row(needed));
            }
        }
        let orphans: Vec<_> = self
            .engine
            .talkdesk
            .orphans()
            .take(NAMED + 1)
            .map(orphan)
            .collect();
        if !orphans.is_empty() {
            line("\n## In Talkdesk only\n".to_owned());
        }
        for orphan in orphans.iter().take(NAMED) {
            let in_file = match orphan.in_file {
                true => " (in the users file)",
                false => "",
            };
            line(format!("- {}{in_file}", escaped(&orphan.user_name)));
        }
        if orphans.len() > NAMED {
            line("- and more".to_owned());
        }
        text
    }
}

impl PreflightRun {
    /// What the report takes for granted, each in a sentence.
    pub(super) fn basis(&self, report: &PreflightReport) -> Vec<String> {
        let options = &self.engine.options;
        let scope = match options.scope {
            Scope::All => "All users in the users file are in scope.",
            Scope::Assigned => "Only assigned users are in scope.",
        };
        let mut basis = vec![scope.to_owned()];
        if options.filter.is_some() {
            basis.push("The scoping filter of the schema file applies.".to_owned());
        }
        basis.push(
            match (options.skip_disabled, options.skip_guests) {
                (true, true) => {
                    "Disabled accounts that Talkdesk doesn’t have and guests are skipped."
                }
                (true, false) => {
                    "Disabled accounts that Talkdesk doesn’t have are skipped; guests aren’t."
                }
                (false, true) => "Guests are skipped; disabled accounts aren’t.",
                (false, false) => "Neither disabled accounts nor guests are skipped.",
            }
            .to_owned(),
        );
        if !report.compared {
            basis.push(
                "Talkdesk’s users weren’t loaded, so existing Talkdesk users count as created."
                    .to_owned(),
            );
        }
        basis
    }

    /// The files that something is noted of.
    pub(super) fn noted<'r>(
        &'r self,
        report: &'r PreflightReport,
    ) -> impl Iterator<Item = (InputPurpose, &'r [UsersFileNote])> {
        self.purposes()
            .zip(&report.notes)
            .map(|(of, notes)| (of, notes.as_slice()))
            .filter(|(_, notes)| !notes.is_empty())
    }
}

fn needed_row(needed: &NeededName) -> String {
    let known = match needed.known {
        NameStatus::NoList => "not checked",
        NameStatus::Exact => "exists",
        NameStatus::Case | NameStatus::Blanks => "spelled differently",
        NameStatus::Unknown => "missing",
    };
    format!("| {} | {} | {known} |", escaped(&needed.name), needed.users)
}

/// A text as it stands in a table of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a|b\n_c_"), "a\\|b \\_c\\_");
    }
}
