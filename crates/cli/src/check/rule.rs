//! What is the same for all issues of one rule.

use entra_expression::{Severity, lints};

use crate::check::CheckReport;
use crate::check::file_check::FileDiagnostic;

/// A rule that something in the files breaks.
pub(super) struct CheckRule<'r> {
    pub(super) id: &'r str,
    pub(super) title: String,
    /// Why, and where that is known from.
    pub(super) help: String,
    pub(super) severity: Severity,
}

/// The rules of a report, each once, sorted.
pub(super) fn rules(report: &CheckReport) -> Vec<CheckRule<'_>> {
    let mut rules: Vec<CheckRule<'_>> = Vec::new();
    for one in report.files.iter().flat_map(|file| &file.diagnostics) {
        match rules.binary_search_by(|rule| rule.id.cmp(&one.rule)) {
            Ok(at) => {
                if let Some(rule) = rules.get_mut(at) {
                    rule.severity = rule.severity.max(one.severity);
                }
            }
            Err(at) => rules.insert(at, of_diagnostic(one)),
        }
    }
    rules
}

fn of_diagnostic(one: &FileDiagnostic) -> CheckRule<'_> {
    let lint = lints().iter().find(|lint| lint.code == one.rule);
    CheckRule {
        id: &one.rule,
        title: one.title.clone(),
        help: match lint {
            Some(lint) => format!("{} Source: {}.", lint.why, lint.source),
            None if one.help.is_empty() => one.title.clone(),
            None => one.help.clone(),
        },
        severity: one.severity,
    }
}
