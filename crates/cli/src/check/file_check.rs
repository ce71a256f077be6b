//! One file: what it is, and what is wrong in it.

use std::io;
use std::ops::Range;

use entra_expression::Severity;
use provisioning::diagnostics::source;
use provisioning::diagnostics::{DiagnosticSubject, MappingDiagnostic};
use sync_schema::MAX_BYTES;
use sync_schema::check::LocatedDiagnostic;
use sync_schema::encoding::decode;
use sync_schema::error::{OtherFile, SchemaFileError};

use crate::check::collect::{CandidateFile, FileKind};
use crate::console::Console;
use crate::input::{InputName, not_read};

/// A file with what is wrong in it.
pub(super) struct CheckedFile {
    pub(super) name: InputName,
    /// Without a byte order mark.
    pub(super) text: String,
    /// In the order of their positions.
    pub(super) diagnostics: Vec<FileDiagnostic>,
}

/// Something wrong in a file.
pub(super) struct FileDiagnostic {
    /// A name in kebab-case that stays.
    pub(super) rule: String,
    pub(super) severity: Severity,
    /// What the rule is about, in a few words.
    pub(super) title: String,
    pub(super) message: String,
    /// Why; may be empty.
    pub(super) help: String,
    /// Bytes of the text.
    pub(super) span: Range<usize>,
    /// The likeliest first.
    pub(super) fixes: Vec<FileFix>,
}

/// One way to fix it.
pub(super) struct FileFix {
    pub(super) label: String,
    /// What comes in place of some bytes of the text, in order, without overlaps.
    /// None where only the portal can make the change.
    pub(super) edits: Vec<(Range<usize>, String)>,
}

pub(super) enum FileOutcome {
    Checked(CheckedFile),
    /// A JSON file of a folder that is something else.
    NoSchema,
    /// A file of a folder that is left out, with why.
    LeftOut(String),
    NotRead(String),
}

/// Part of the name of the list that only a schema has.
const SCHEMA_MEMBER: &str = "synchronizationRules";

/// The rule of JSON that cannot be parsed.
const INVALID_JSON: &str = "invalid-json";

pub(super) fn check_file(
    candidate: &CandidateFile,
    target: Option<&str>,
    console: &mut Console<'_>,
) -> FileOutcome {
    let now = console.now;
    let bytes = match read(&candidate.name, console) {
        Ok(bytes) => bytes,
        Err(error) => return FileOutcome::NotRead(not_read(&error)),
    };
    let kind = match &candidate.name {
        InputName::StandardInput => FileKind::Other,
        InputName::File(path) => FileKind::of(path),
    };
    if bytes.len() > MAX_BYTES {
        let size = format!(
            "The file is larger than {} MB, the limit.",
            MAX_BYTES / 1_000_000
        );
        return match candidate.is_named {
            true => FileOutcome::NotRead(size),
            false => FileOutcome::LeftOut(format!("{size} It wasn’t checked.")),
        };
    }
    let text = match decode(&bytes) {
        Ok(decoded) => decoded.text,
        Err(_) if !candidate.is_named && kind == FileKind::Json => return FileOutcome::NoSchema,
        Err(error) => return FileOutcome::NotRead(error.to_string()),
    };
    let is_json = match kind {
        FileKind::Json => true,
        FileKind::Expression => false,
        FileKind::Other => looks_like_json(&text),
    };
    let diagnostics = match is_json {
        false => expression(&text, target),
        true if !candidate.is_named && !text.contains(SCHEMA_MEMBER) => {
            return FileOutcome::NoSchema;
        }
        true => match schema(&bytes, now) {
            Ok(found) => found,
            Err(SchemaFileError::OtherFile(_)) if !candidate.is_named => {
                return FileOutcome::NoSchema;
            }
            // The schema of another job, which provisions no users from Entra.
            Err(error @ (SchemaFileError::NoUsers { .. } | SchemaFileError::NoMapping))
                if !candidate.is_named =>
            {
                return FileOutcome::LeftOut(format!("{error} It wasn’t checked."));
            }
            Err(error) => return FileOutcome::NotRead(refusal(&error)),
        },
    };
    FileOutcome::Checked(CheckedFile {
        name: candidate.name.clone(),
        text,
        diagnostics,
    })
}

fn read(name: &InputName, console: &mut Console<'_>) -> io::Result<Vec<u8>> {
    name.open()?.read(console, MAX_BYTES + 1)
}

/// An object, or a list of them. An expression may begin with the bracket of an
/// attribute.
fn looks_like_json(text: &str) -> bool {
    let start = text.trim_start();
    let list = start.strip_prefix('[').map(str::trim_start);
    start.starts_with('{') || list.is_some_and(|list| list.starts_with(['{', ']']))
}

/// Why a schema is not checked, and what to do.
fn refusal(error: &SchemaFileError) -> String {
    match error {
        SchemaFileError::OtherFile(OtherFile::Unknown) => {
            format!("{error} If it holds an expression, name it *.entra.")
        }
        // Advice about the pages of the app does not help here.
        SchemaFileError::OtherFile(_) => error.to_string(),
        error => format!("{error} {}", error.todo()),
    }
}

fn expression(text: &str, target: Option<&str>) -> Vec<FileDiagnostic> {
    let target = target.unwrap_or_default();
    let found = source::expression(target, text, std::iter::empty());
    let found = found.into_iter().map(|one| {
        let span = match one.subject {
            DiagnosticSubject::Expression(span) => span.range(),
            _ => 0..text.len(),
        };
        let fixes = one.fixes.iter().map(|fix| FileFix {
            label: fix.label.clone(),
            edits: fix
                .edits
                .iter()
                .map(|edit| (edit.span.range(), edit.replacement.clone()))
                .collect(),
        });
        FileDiagnostic {
            fixes: fixes.collect(),
            ..of_mapping(&one, one.message.clone(), span)
        }
    });
    found.collect()
}

fn schema(bytes: &[u8], now: i64) -> Result<Vec<FileDiagnostic>, SchemaFileError> {
    match sync_schema::check::check(bytes, now) {
        Ok(checked) => Ok(checked.diagnostics.iter().map(located).collect()),
        Err(SchemaFileError::Damaged { spot, error }) => {
            let text = decode(bytes)?.text;
            let at = byte_at(&text, spot.line, spot.column);
            let end = text.ceil_char_boundary(at + 1);
            Ok(vec![FileDiagnostic {
                rule: INVALID_JSON.to_owned(),
                severity: Severity::Error,
                title: "The JSON can’t be read".to_owned(),
                message: error.to_string(),
                help: "Nothing else in the file was checked.".to_owned(),
                span: at..end,
                fixes: Vec::new(),
            }])
        }
        Err(error) => Err(error),
    }
}

fn located(one: &LocatedDiagnostic) -> FileDiagnostic {
    let fixes = one.fixes.iter().map(|fix| FileFix {
        label: fix.label.clone(),
        edits: fix
            .edits
            .iter()
            .map(|edit| (edit.start..edit.end, edit.text.clone()))
            .collect(),
    });
    FileDiagnostic {
        fixes: fixes.collect(),
        ..of_mapping(&one.diagnostic, one.message(), one.span.clone())
    }
}

fn of_mapping(one: &MappingDiagnostic, message: String, span: Range<usize>) -> FileDiagnostic {
    FileDiagnostic {
        rule: one.code.to_string(),
        severity: one.severity,
        title: one.headline.to_string(),
        message,
        help: one.why.to_string(),
        span,
        fixes: Vec::new(),
    }
}

/// The byte of a line and a column from 1.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line - 1).map(str::len).sum();
    let own = lines.next().unwrap_or_default();
    let chars = own.char_indices().nth(column - 1);
    before + chars.map_or(own.len(), |(at, _)| at)
}
