//! What can be wrong with a mapping set, as data with its words.

use crate::set_diagnostics::{SetDiagnostic, SetFix};

use crate::recipe::diagnostics::{Fault, Severity};
use crate::talkdesk::short;

/// Something to know about a row or about the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Full name of the target it is about.
    pub target: String,
    /// What it is.
    pub what: What,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A mandatory target has no row.
    MandatoryMissing,
    /// No row is a match.
    NoMatch,
    /// Users are found by something other than `userName`.
    MatchedByOther,
    /// Several rows are a match.
    SeveralMatches,
    /// Every user would get the same user name.
    SameForEverybody,
    /// A constant without text.
    EmptyConstant,
    /// Two rows write the same target.
    TwoRows,
    /// Talkdesk has no such attribute.
    Unsupported,
    /// Talkdesk writes the attribute with other capitals: so.
    Spelling(&'static str),
    /// An expression that cannot be read, with what the reader says.
    Unreadable(String),
    /// Roles or teams come from a function that makes something else than text.
    ComplexRoles,
    /// A fault that the recipe's form shows as well.
    Fault(Fault),
    /// The target takes something else than comes, in words.
    WrongType(String),
    /// An expression that works and may not give what was meant, with why.
    Caution(String),
    /// The default value is never sent.
    DefaultUnused(Unused),
    /// What evaluating the set shows.
    Evaluated(SetDiagnostic),
}

/// Why a default value is never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// There is always a value.
    AlwaysAValue,
    /// Users without a matching value are skipped before.
    Matching,
    /// It is sent on creation only, and Create is not ticked.
    NoCreation,
}

impl What {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            What::MatchedByOther
            | What::SeveralMatches
            | What::WrongType(_)
            | What::Caution(_)
            | What::DefaultUnused(_) => Severity::Warning,
            What::Fault(fault) => fault.severity(),
            What::Evaluated(diagnostic) => diagnostic.severity(),
            _ => Severity::Error,
        }
    }

    /// Whether the row itself must not go to the portal. That Talkdesk lacks
    /// the attribute is said too, but the portal takes such a row.
    pub fn holds_back(&self) -> bool {
        let is_about_row = match self {
            What::Unsupported => false,
            What::Evaluated(diagnostic) => diagnostic.is_about_row(),
            _ => true,
        };
        is_about_row && self.severity() == Severity::Error
    }

    /// What corrects it with one click, if anything does.
    pub fn fix(&self) -> Option<SetFix> {
        match self {
            What::Evaluated(diagnostic) => diagnostic.fix,
            _ => None,
        }
    }

    /// What it is, in a few words.
    pub fn headline(&self) -> &'static str {
        match self {
            What::MandatoryMissing => "Mandatory, and not mapped",
            What::NoMatch => "Entra cannot find users",
            What::MatchedByOther => "Users are found by another attribute",
            What::SeveralMatches => "Several matching attributes",
            What::SameForEverybody => "The same for everybody",
            What::EmptyConstant => "The constant is empty",
            What::TwoRows => "Two rows for one target",
            What::Unsupported => "Talkdesk does not have it",
            What::Spelling(_) => "Other capitals",
            What::Unreadable(_) => "The expression has a mistake",
            What::ComplexRoles => "Not a text",
            What::Fault(_) => "Check the entries",
            What::WrongType(_) => "Not what the target takes",
            What::Caution(_) => "Check the expression",
            What::DefaultUnused(_) => "The default value is never sent",
            What::Evaluated(diagnostic) => diagnostic.headline(),
        }
    }

    /// Why it matters and what to do.
    pub fn detail(&self) -> String {
        let text = match self {
            What::MandatoryMissing => {
                "Talkdesk refuses every user without this attribute. Choose where it comes from."
            }
            What::NoMatch => {
                "No row has “Match objects using this attribute” set to Yes. Set it for userName, with precedence 1."
            }
            What::MatchedByOther => {
                "Entra looks for users by this attribute. Talkdesk does not document which ones it can search; userName is the one that works for its connection test."
            }
            What::SeveralMatches => {
                "Entra tries matching attributes in the order of their precedence. One is enough, and userName is the safe one."
            }
            What::SameForEverybody => {
                "A constant gives every user the same e-mail address. Choose an attribute."
            }
            What::EmptyConstant => {
                "An empty text is sent as the value. Enter a name, or do not map the attribute."
            }
            What::TwoRows => "The portal takes one row for each target. Delete one of them.",
            What::Unsupported => {
                "Talkdesk’s schema has no such attribute. Delete the row here; if the portal has it, the clicks delete it there."
            }
            What::Spelling(name) => {
                return format!(
                    "Talkdesk calls it {}. Give the row that name, or delete it if there is one already.",
                    short(name)
                );
            }
            What::Unreadable(why) | What::WrongType(why) | What::Caution(why) => {
                return why.clone();
            }
            What::DefaultUnused(Unused::AlwaysAValue) => {
                "The source gives every user a value, so the default has nothing to stand in for. Remove the default, or the text that stands in already."
            }
            What::DefaultUnused(Unused::Matching) => {
                "Entra looks for users by this attribute and skips those without a value before it could send a default. Use Coalesce in the source instead."
            }
            What::DefaultUnused(Unused::NoCreation) => {
                "Entra sends a default value only when it creates a user, and Create is not ticked under Target Object Actions."
            }
            What::ComplexRoles => {
                "This function makes the complex attribute roles, which Talkdesk does not take. Use SingleAppRoleAssignment, alone or in a table."
            }
            What::Fault(fault) => return fault.message(),
            What::Evaluated(diagnostic) => return diagnostic.detail(),
        };
        text.to_owned()
    }
}
