//! Why an operation failed or was skipped, and who has to do what about it.

mod attribute;
mod diagnose;
mod operation;
mod phrases;
mod rule;
mod rules;
mod scoping;

use serde::{Deserialize, Serialize};

use crate::cause_kind::fill;

pub use crate::cause_kind::{
    CauseInfo, CauseKind, CauseOwner, CauseSeverity, CauseSource, FixLocation,
};
pub use diagnose::diagnose;

/// How certain it is that this is the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseConfidence {
    /// The code or status allows several causes; this is the most frequent.
    Possible,
    /// The code or status names it, without a detail that confirms it.
    Likely,
    /// What the target or Entra says names it.
    Certain,
}

/// What a cause is about, besides its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CauseSubject {
    /// A target attribute, under its real name.
    Attribute(Box<str>),
    /// An error code that is not known.
    Code(Box<str>),
    /// The status of a response.
    HttpStatus(u16),
}

/// Entries have the same cause if `kind` and `subject` are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Cause {
    pub kind: CauseKind,
    pub subject: Option<CauseSubject>,
    /// That of the kind, raised where a failed operation was to end access.
    pub severity: CauseSeverity,
    pub confidence: CauseConfidence,
}

impl CauseConfidence {
    pub fn title(self) -> &'static str {
        match self {
            Self::Possible => "Possible",
            Self::Likely => "Likely",
            Self::Certain => "Certain",
        }
    }
}

impl CauseSubject {
    pub fn text(&self) -> String {
        match self {
            Self::Attribute(name) => name.to_string(),
            Self::Code(code) => code.to_string(),
            Self::HttpStatus(status) => status.to_string(),
        }
    }
}

impl Cause {
    /// A cause without a subject, as in the reference.
    pub fn of_kind(kind: CauseKind) -> Cause {
        Cause {
            kind,
            subject: None,
            severity: kind.info().severity,
            confidence: CauseConfidence::Certain,
        }
    }

    pub fn info(&self) -> &'static CauseInfo {
        self.kind.info()
    }

    /// The target attribute that it is about.
    pub fn attribute(&self) -> Option<&str> {
        match &self.subject {
            Some(CauseSubject::Attribute(name)) => Some(name),
            _ => None,
        }
    }

    /// What it is, in a few words, without a period.
    pub fn headline(&self) -> String {
        let headline = fill(self.info().headline, self.attribute());
        match &self.subject {
            Some(CauseSubject::Code(code)) => format!("{headline}: {code}"),
            Some(CauseSubject::HttpStatus(status)) => format!("{headline}: {status}"),
            Some(CauseSubject::Attribute(_)) | None => headline,
        }
    }

    pub fn explanation(&self) -> String {
        fill(self.info().explanation, self.attribute())
    }

    pub fn next_action(&self) -> String {
        fill(self.info().next_action, self.attribute())
    }
}

#[cfg(test)]
mod tests;
