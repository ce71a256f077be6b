//! What is wrong with an expression, where, why, and how to fix it.

use crate::Span;
use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Works, but somebody may be surprised.
    Info,
    /// Accepted, but often gives another value than the author meant, or the documentation objects.
    Warning,
    /// The service refuses the expression, or it can give no value.
    Error,
}

impl Severity {
    /// One lower-case word: `error`, `warning` or `info`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// A stable name in kebab-case, for filters and links: `unclosed-paren`, `arity`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The bytes it is about; empty where something is missing.
    #[serde(flatten)]
    pub span: Span,
    /// One sentence about this expression.
    pub message: String,
    /// Why the language or the service objects.
    pub why: &'static str,
    /// Where that is known from.
    pub source: &'static str,
    /// Ways to fix it, the likeliest first. Applying one removes the diagnostic.
    pub fixes: Vec<Fix>,
}

/// One way to fix a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What applying it does, as the label of a button.
    pub label: String,
    /// Replacements that do not overlap, in order of their positions.
    pub edits: Vec<TextEdit>,
}

/// A replacement of some bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextEdit {
    /// The bytes that go; empty for an insertion.
    #[serde(flatten)]
    pub span: Span,
    /// What comes in their place.
    pub replacement: String,
}

impl TextEdit {
    pub(crate) fn new(span: Span, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        Self { span, replacement }
    }
}

impl Fix {
    pub(crate) fn new(label: impl Into<String>, edits: Vec<TextEdit>) -> Self {
        let label = label.into();
        Self { label, edits }
    }

    /// A fix with one replacement.
    pub fn replace(label: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        Self::new(label, vec![TextEdit::new(span, replacement)])
    }

    /// A fix that is named after what it writes.
    pub(crate) fn write(replacement: impl Into<String>, span: Span) -> Self {
        let replacement = replacement.into();
        Self::replace(format!("Use {replacement}"), span, replacement)
    }

    /// The text with all edits made. Edits that do not fit the text are left out.
    pub fn apply(&self, text: &str) -> String {
        let mut result = String::with_capacity(text.len() + 8);
        let mut done = 0;
        for edit in &self.edits {
            let Some(unchanged) = text.get(done..edit.span.start) else {
                continue;
            };
            if text.get(edit.span.range()).is_none() {
                continue;
            }
            result.push_str(unchanged);
            result.push_str(&edit.replacement);
            done = edit.span.end;
        }
        result.push_str(text.get(done..).unwrap_or_default());
        result
    }
}
