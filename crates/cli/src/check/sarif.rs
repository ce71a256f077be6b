//! The report as SARIF 2.1.0.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::ops::Range;
use std::path::Path;

use entra_expression::Severity;
use serde_json::{Value, json};

use crate::check::CheckReport;
use crate::check::file_check::{CheckedFile, FileDiagnostic, FileFix};
use crate::check::rule::{CheckRule, rules};
use crate::check::uri::file_uri;
use crate::exit_status::ExitStatus;
use crate::input::InputName;
use crate::line_index::LineIndex;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of the folder that addresses are relative to, as GitHub knows it.
const BASE: &str = "%SRCROOT%";

pub(super) fn sarif(report: &CheckReport, status: ExitStatus, folder: &Path) -> Value {
    let rules = rules(report);
    let results = report.files.iter().flat_map(|file| {
        let index = LineIndex::new(&file.text);
        let results = file.diagnostics.iter();
        let results = results.map(|one| result(file, one, &rules, &index, folder));
        results.collect::<Vec<_>>()
    });
    let results: Vec<Value> = results.collect();
    let notifications = report.not_read.iter().map(|file| {
        json!({
            "level": "error",
            "message": { "text": file.message },
            "locations": [{
                "physicalLocation": { "artifactLocation": artifact(&file.name, folder) },
            }],
        })
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "scimdesk",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": status != ExitStatus::NotRead,
                "exitCode": status.code(),
                "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
            }],
            "results": results,
        }],
    })
}

fn rule(rule: &CheckRule<'_>) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "help": { "text": rule.help },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(
    file: &CheckedFile,
    one: &FileDiagnostic,
    rules: &[CheckRule<'_>],
    index: &LineIndex<'_>,
    folder: &Path,
) -> Value {
    let mut result = json!({
        "ruleId": one.rule,
        "level": level(one.severity),
        "message": { "text": one.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact(&file.name, folder),
            "region": region(&one.span, index),
        }}],
    });
    if let Ok(at) = rules.binary_search_by(|rule| rule.id.cmp(&one.rule)) {
        result["ruleIndex"] = at.into();
    }
    // Nobody can change what came from standard input.
    let fixes = one.fixes.iter().filter(|fix| !fix.edits.is_empty());
    let fixes: Vec<Value> = fixes.map(|one| fix(file, one, index, folder)).collect();
    if !fixes.is_empty() && file.name != InputName::StandardInput {
        result["fixes"] = fixes.into();
    }
    result
}

fn fix(file: &CheckedFile, fix: &FileFix, index: &LineIndex<'_>, folder: &Path) -> Value {
    let replacements = fix.edits.iter().map(|(span, text)| {
        json!({
            "deletedRegion": region(span, index),
            "insertedContent": { "text": text },
        })
    });
    json!({
        "description": { "text": fix.label },
        "artifactChanges": [{
            "artifactLocation": artifact(&file.name, folder),
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn artifact(name: &InputName, folder: &Path) -> Value {
    let file = file_uri(name, folder);
    match file.is_relative {
        true => json!({ "uri": file.uri, "uriBaseId": BASE }),
        false => json!({ "uri": file.uri }),
    }
}

/// The end is the position after the last character.
fn region(span: &Range<usize>, index: &LineIndex<'_>) -> Value {
    let (start, end) = index.range(span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
