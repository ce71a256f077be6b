//! The report as JSON, for programs: names that stay.

use std::ops::Range;

use entra_expression::Severity;
use serde_json::{Value, json};

use crate::check::file_check::{CheckedFile, FileDiagnostic, FileFix};
use crate::check::{CheckReport, UnreadFile};
use crate::line_index::LineIndex;

pub(super) fn json(report: &CheckReport) -> Value {
    let unread = report.not_read.iter().map(unread_json);
    json!({
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "infos": report.count(Severity::Info),
        "files": report.files.iter().map(file_json).collect::<Vec<_>>(),
        "notRead": unread.collect::<Vec<_>>(),
    })
}

fn unread_json(file: &UnreadFile) -> Value {
    json!({ "file": file.name.shown(), "message": file.message })
}

fn file_json(file: &CheckedFile) -> Value {
    let index = LineIndex::new(&file.text);
    let diagnostics = file.diagnostics.iter().map(|one| diagnostic(one, &index));
    json!({
        "file": file.name.shown(),
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}

fn diagnostic(one: &FileDiagnostic, index: &LineIndex<'_>) -> Value {
    let mut json = region(&one.span, index);
    let fixes = one.fixes.iter().map(|fix| fix_json(fix, index));
    json["rule"] = one.rule.as_str().into();
    json["severity"] = one.severity.word().into();
    json["message"] = one.message.as_str().into();
    json["help"] = one.help.as_str().into();
    json["fixes"] = fixes.collect();
    json
}

fn fix_json(fix: &FileFix, index: &LineIndex<'_>) -> Value {
    let edits = fix.edits.iter().map(|(span, text)| {
        let mut edit = region(span, index);
        edit["text"] = text.as_str().into();
        edit
    });
    json!({ "label": fix.label, "edits": edits.collect::<Vec<_>>() })
}

fn region(span: &Range<usize>, index: &LineIndex<'_>) -> Value {
    let (start, end) = index.range(span);
    json!({
        "line": start.line,
        "column": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
