//! The report for people and for the problem matchers of editors.

use entra_expression::Severity;
use provisioning::format::counted;

use crate::check::CheckReport;
use crate::check::file_check::{CheckedFile, FileDiagnostic};
use crate::console::Console;
use crate::line_index::LineIndex;

pub(super) fn write(report: &CheckReport, console: &mut Console<'_>) {
    for file in &report.files {
        let index = LineIndex::new(&file.text);
        for one in &file.diagnostics {
            diagnostic(file, one, &index, console);
        }
    }
}

fn diagnostic(
    file: &CheckedFile,
    one: &FileDiagnostic,
    index: &LineIndex<'_>,
    console: &mut Console<'_>,
) {
    let at = index.position(one.span.start);
    let output = &mut console.output;
    output.text(&format!(
        "{}:{}:{}: ",
        file.name.shown(),
        at.line,
        at.column
    ));
    output.severity(
        one.severity,
        &format!("{}[{}]", one.severity.word(), one.rule),
    );
    output.line(&format!(" {}", one.message));
    if !one.help.is_empty() {
        output.line(&format!("  help: {}", one.help));
    }
    for fix in &one.fixes {
        output.line(&format!("  fix: {}", fix.label));
    }
}

/// How much was found, and what could not be read: not part of the report.
pub(super) fn write_summary(report: &CheckReport, console: &mut Console<'_>) {
    for file in &report.not_read {
        let name = file.name.shown();
        console.errors.line(&format!("{name}: {}", file.message));
    }
    let files = counted(report.files.len() as u64, "file", "files");
    if report.files.is_empty() {
        if report.not_read.is_empty() {
            console
                .errors
                .line("There is nothing to check: no schema export and no expression file.");
        }
        return;
    }
    let counts = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "remark", "remarks"),
    ];
    let counts = counts.into_iter().filter_map(|(severity, one, many)| {
        let count = report.count(severity) as u64;
        (count > 0).then(|| counted(count, one, many))
    });
    let counts: Vec<String> = counts.collect();
    console.errors.line(&match counts.is_empty() {
        true => format!("{files} checked, no issues."),
        false => format!("{files} checked: {}.", counts.join(", ")),
    });
}
