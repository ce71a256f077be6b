//! What is wrong with the mapping of users in a file, at its position.
//!
//! The rules are those of the page Mappings: [`set_status::findings`] for the
//! rows and operations as they are evaluated, and what was read but not
//! understood. A fix is a change of the file's text in which the text and the
//! tree of an expression stay the same.

mod fixes;
mod notes;
mod positions;

use std::ops::Range;

use entra_expression::Severity;

use crate::error::SchemaFileError;
use crate::export::ByteEdit;
use crate::json::{self, Json};
use crate::locate;
use crate::read::{self, ParsedSchema};
use fixes::Fixes;
use positions::Positions;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_diagnostics;
use provisioning::set_status::{self, set_evaluation::SetEvaluation};

/// A diagnostic, with the part of the text that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedDiagnostic {
    pub diagnostic: MappingDiagnostic,
    /// Bytes of [`CheckedSchema::text`].
    pub span: Range<usize>,
    /// The likeliest first.
    pub fixes: Vec<LocatedFix>,
}

/// One way to fix a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocatedFix {
    /// What it does, in a few words.
    pub label: String,
    /// Changes of bytes of [`CheckedSchema::text`], in order, without overlaps. None
    /// where the tree of the expression can't be written for certain: then it is
    /// for Microsoft's own editor to do.
    pub edits: Vec<ByteEdit>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedSchema {
    /// The text of the file, without a byte order mark.
    pub text: String,
    /// How many rows the mapping of users has.
    pub rows: usize,
    /// In the order of their positions.
    pub diagnostics: Vec<LocatedDiagnostic>,
}

/// Checks the mapping of users. `now` is what `Now()` is, in seconds since 1970.
///
/// # Errors
///
/// When the file is too large, no text, no sound JSON or no schema.
pub fn check(bytes: &[u8], now: i64) -> Result<CheckedSchema, SchemaFileError> {
    let parsed = read::read(bytes, None)?;
    let text = read::text(bytes)?.text;
    let diagnostics = located(&text, &parsed, now)?;
    Ok(CheckedSchema {
        text,
        rows: parsed.set.rows.len(),
        diagnostics,
    })
}

fn located(
    text: &str,
    parsed: &ParsedSchema,
    now: i64,
) -> Result<Vec<LocatedDiagnostic>, SchemaFileError> {
    let root = json::parse(text)?;
    let (schema, _) = locate::schema(&root)?;
    let (rule, mapping) = locate::users_at(schema, parsed.pick)?;
    let evaluated = set_diagnostics::evaluate_samples(&parsed.set, now);
    let evaluation = SetEvaluation::carried_over(&parsed.set, &evaluated, &parsed.set);
    let mut fixes = Fixes::new(text, &root, mapping, parsed)?;
    let mut positions = Positions::new(text, mapping, &parsed.set);
    let mut found = Vec::new();
    for diagnostic in set_status::findings(&parsed.set, &evaluation) {
        let row = positions.row_of(&diagnostic);
        found.push(LocatedDiagnostic {
            span: positions.span(&diagnostic, row),
            fixes: fixes.of(&diagnostic, row),
            diagnostic,
        });
    }
    for note in &parsed.notes {
        if let Some((diagnostic, position)) = notes::diagnostic(note) {
            let rows = match diagnostic.code == notes::TEXT_AND_TREE_DIFFER {
                true => positions.rows_of(&diagnostic.target),
                false => Vec::new(),
            };
            found.push(LocatedDiagnostic {
                span: positions.of_note(&diagnostic.target, position),
                fixes: fixes.of_disagreement(&rows).into_iter().collect(),
                diagnostic,
            });
        }
    }
    for group in locate::group_mappings(schema, rule) {
        found.push(LocatedDiagnostic {
            diagnostic: notes::group_mapping(group),
            span: of_group(group),
            fixes: vec![fixes.without_groups()],
        });
    }
    found.sort_by_key(|one| (one.span.start, one.span.end));
    Ok(found)
}

/// What says that a mapping of groups is on.
fn of_group(mapping: &Json) -> Range<usize> {
    let member = ["enabled", "name", "sourceObjectName"];
    let member = member.iter().find_map(|name| mapping.get(name));
    member.map_or_else(
        || mapping.span.start..mapping.span.start + 1,
        |member| member.span.clone(),
    )
}

impl LocatedDiagnostic {
    /// What is wrong, with the target that it is about, as one or two sentences.
    pub fn message(&self) -> String {
        let one = &self.diagnostic;
        let is_expression = matches!(
            one.subject,
            provisioning::diagnostics::DiagnosticSubject::Expression(_)
        );
        // What is wrong in an expression is more than the headline.
        let text = match is_expression {
            true => one.message.clone(),
            false => format!("{}. {}", one.headline, one.message),
        };
        match one.short_target() {
            "" => text,
            target => format!("{target}: {text}"),
        }
    }

    pub fn is_error(&self) -> bool {
        self.diagnostic.severity == Severity::Error
    }
}
