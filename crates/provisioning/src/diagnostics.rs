//! What is wrong with a source, a row or a mapping set, as data with its words.
//!
//! [`source`] has the rules for the source of a row, [`crate::recipe::rules`]
//! those of a recipe's form, [`crate::set_diagnostics`] what a set does to
//! users, and [`crate::set_status`] puts all of them together for one set.

pub mod set_fix;
pub mod source;

use std::borrow::Cow;

use entra_expression::{Fix, Severity, Span};
use serde::{Deserialize, Serialize};

use crate::diagnostics::set_fix::SetFix;
use crate::talkdesk::short;

/// The code of a result that the target cannot take.
pub const RESULT_TYPE: &str = "result-type";
/// The code of a constant without text.
pub const EMPTY_CONSTANT: &str = "empty-constant";
/// The code of a target that Talkdesk spells with other capitals.
pub const TARGET_CAPITALS: &str = "target-capitals";

/// Something to know about a row or about the set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappingDiagnostic {
    /// A name in kebab-case that stays, for tests, exports, and tickets.
    pub code: Cow<'static, str>,
    /// How bad it is. With an error the row or the set must not go to the portal.
    pub severity: Severity,
    /// Full name of the target that it is about.
    pub target: String,
    pub subject: DiagnosticSubject,
    /// What it is, in a few words.
    pub headline: Cow<'static, str>,
    /// What happened, why it matters, and what to do.
    pub message: String,
    /// Why Entra objects, where the message does not say it.
    pub why: Cow<'static, str>,
    /// Corrections of the text that it is about, the likeliest first.
    pub fixes: Vec<Fix>,
    /// What corrects the set with one click.
    pub set_fix: Option<SetFix>,
}

/// What of a mapping set a diagnostic is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiagnosticSubject {
    Row,
    /// A field of the row's form.
    Field(RecipeField),
    /// Some bytes of the row's expression.
    Expression(Span),
    /// The target, which Talkdesk does not have. The portal takes its row.
    Target,
    /// The operations, or that `active` is not mapped.
    Set,
}

/// A field of the form that a row is filled in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipeField {
    Attribute,
    /// The text that stands in for a missing value.
    Text,
    /// The names of a constant.
    Names,
    /// The names for everybody who is not in the table.
    Default,
    /// One of several attributes.
    Source(usize),
    /// The key of a line of the table.
    Key(usize),
    /// The names of a line of the table.
    Entry(usize),
    Whole,
}

impl MappingDiagnostic {
    /// A diagnostic of the row of a target, without a fix.
    pub(crate) fn new(
        severity: Severity,
        target: &str,
        code: &'static str,
        headline: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            severity,
            target: target.to_owned(),
            subject: DiagnosticSubject::Row,
            headline: headline.into(),
            message: message.into(),
            why: "".into(),
            fixes: Vec::new(),
            set_fix: None,
        }
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether the row itself must not go to the portal.
    pub fn holds_back(&self) -> bool {
        use DiagnosticSubject::{Set, Target};
        self.is_error() && !matches!(self.subject, Set | Target)
    }

    /// Whether something is only not there yet, which is no error while a form
    /// is being filled in.
    pub fn is_unfinished(&self) -> bool {
        [
            "no-attribute",
            "no-name",
            "no-key",
            "no-text",
            "empty-table",
            "one-source",
        ]
        .contains(&self.code.as_ref())
    }

    /// The field of a form that it is about.
    pub fn field(&self) -> Option<RecipeField> {
        match self.subject {
            DiagnosticSubject::Field(field) => Some(field),
            _ => None,
        }
    }

    /// What it is in a line of a table: a short message about an expression says
    /// more than the headline.
    pub fn brief(&self) -> &str {
        const LONGEST: usize = 48;
        let is_expression = matches!(self.subject, DiagnosticSubject::Expression(_));
        let message = self.message.trim_end_matches('.');
        match is_expression && message.chars().count() <= LONGEST {
            true => message,
            false => &self.headline,
        }
    }

    /// The part of the target's name that people know it by.
    pub fn short_target(&self) -> &str {
        short(&self.target)
    }
}
