//! A summary for a change ticket.

use crate::preflight::REQUESTS_ASSUMED;
use crate::preflight::query::orphan;
use crate::preflight::report::{Known, Needed, Report, Skip};
use crate::preflight::run::Run;

/// The most orphans that Markdown names.
const NAMED: usize = 50;

impl Run {
    pub(super) fn markdown(&self, report: &Report) -> String {
        let totals = &report.totals;
        let mut text = String::from("# Preflight of user provisioning to Talkdesk\n\n");
        let mut line = |line: String| {
            text.push_str(&line);
            text.push('\n');
        };
        line("| | users |\n|---|---:|".to_owned());
        line(format!("| In the file | {} |", totals.users));
        line(format!("| Created | {} |", totals.created));
        if report.compared {
            line(format!("| Updated | {} |", totals.updated));
            line(format!("| Unchanged | {} |", totals.unchanged));
        }
        line(format!("| Refused | {} |", totals.refused));
        line(format!(
            "| Of those who pass, with a warning | {} |",
            totals.warned
        ));
        line(format!("| Skipped | {} |", totals.skipped));
        for (skip, users) in Skip::ALL.iter().zip(totals.skips) {
            if users > 0 {
                line(format!("| – {} | {users} |", skip.label()));
            }
        }
        if report.compared {
            line(format!(
                "| In Talkdesk and not in scope | {} |",
                totals.orphans
            ));
        }
        line(format!(
            "\nFirst cycle: {} requests, at least {} at Talkdesk’s limit. {REQUESTS_ASSUMED}\n",
            report.first_cycle.requests,
            report.first_cycle.duration()
        ));
        line(format!("Licences: {}\n", report.licences));
        if !report.findings.is_empty() {
            line(
                "## Findings\n\n| finding | | users | what to do |\n|---|---|---:|---|".to_owned(),
            );
        }
        for counted in &report.findings {
            let words = counted.kind.words();
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
                "\n## {title} that have to exist in Talkdesk\n\n| name | users | |\n|---|---:|---|"
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
            line("\n## In Talkdesk and not in scope\n".to_owned());
        }
        for orphan in orphans.iter().take(NAMED) {
            line(format!("- {}", escaped(&orphan.user_name)));
        }
        if orphans.len() > NAMED {
            line("- and more".to_owned());
        }
        text
    }
}

fn needed_row(needed: &Needed) -> String {
    let known = match needed.known {
        Known::NoList => "not checked",
        Known::Yes => "exists",
        Known::Almost => "exists in another spelling",
        Known::No => "missing",
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
