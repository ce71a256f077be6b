//! What can be wrong with a mapping set, as data with its words.

use crate::set_diagnostics::{SetDiagnostic, SetFix};

use crate::recipe::diagnostics::{RecipeCode, Severity};
use crate::talkdesk::short;

/// Something to know about a row or about the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingDiagnostic {
    /// Full name of the target it is about.
    pub target: String,
    pub what: MappingCode,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappingCode {
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
    /// A diagnostic that the recipe's form shows as well.
    Recipe(RecipeCode),
    /// The target takes something else than comes, in words.
    WrongType(String),
    /// An expression that works and may not give what was meant, with why.
    Caution(String),
    /// The default value is never sent.
    DefaultUnused(UnusedDefault),
    /// What evaluating the set shows.
    Evaluated(SetDiagnostic),
}

/// Why a default value is never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnusedDefault {
    /// There is always a value.
    AlwaysAValue,
    /// Users without a matching value are skipped before.
    Matching,
    /// It is sent on creation only, and Create is not ticked.
    NoCreation,
}

impl MappingCode {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            MappingCode::MatchedByOther
            | MappingCode::SeveralMatches
            | MappingCode::WrongType(_)
            | MappingCode::Caution(_)
            | MappingCode::DefaultUnused(_) => Severity::Warning,
            MappingCode::Recipe(code) => code.severity(),
            MappingCode::Evaluated(diagnostic) => diagnostic.severity(),
            _ => Severity::Error,
        }
    }

    /// Whether the row itself must not go to the portal. That Talkdesk lacks
    /// the attribute is said too, but the portal takes such a row.
    pub fn holds_back(&self) -> bool {
        let is_about_row = match self {
            MappingCode::Unsupported => false,
            MappingCode::Evaluated(diagnostic) => diagnostic.is_about_row(),
            _ => true,
        };
        is_about_row && self.severity() == Severity::Error
    }

    /// What corrects it with one click, if anything does.
    pub fn fix(&self) -> Option<SetFix> {
        match self {
            MappingCode::Evaluated(diagnostic) => diagnostic.fix,
            _ => None,
        }
    }

    /// What it is, in a few words.
    pub fn headline(&self) -> &'static str {
        match self {
            MappingCode::MandatoryMissing => "Mandatory, and not mapped",
            MappingCode::NoMatch => "Entra cannot find users",
            MappingCode::MatchedByOther => "Users are found by another attribute",
            MappingCode::SeveralMatches => "Several matching attributes",
            MappingCode::SameForEverybody => "The same for everybody",
            MappingCode::EmptyConstant => "The constant is empty",
            MappingCode::TwoRows => "Two rows for one target",
            MappingCode::Unsupported => "Talkdesk does not have it",
            MappingCode::Spelling(_) => "Other capitals",
            MappingCode::Unreadable(_) => "The expression has a mistake",
            MappingCode::ComplexRoles => "Not a text",
            MappingCode::Recipe(_) => "Check the entries",
            MappingCode::WrongType(_) => "Not what the target takes",
            MappingCode::Caution(_) => "Check the expression",
            MappingCode::DefaultUnused(_) => "The default value is never sent",
            MappingCode::Evaluated(diagnostic) => diagnostic.headline(),
        }
    }

    /// Why it matters and what to do.
    pub fn detail(&self) -> String {
        let text = match self {
            MappingCode::MandatoryMissing => {
                "Talkdesk refuses every user without this attribute. Choose where it comes from."
            }
            MappingCode::NoMatch => {
                "No row has “Match objects using this attribute” set to Yes. Set it for userName, with precedence 1."
            }
            MappingCode::MatchedByOther => {
                "Entra looks for users by this attribute. Talkdesk does not document which ones it can search; userName is the one that works for its connection test."
            }
            MappingCode::SeveralMatches => {
                "Entra tries matching attributes in the order of their precedence. One is enough, and userName is the safe one."
            }
            MappingCode::SameForEverybody => {
                "A constant gives every user the same e-mail address. Choose an attribute."
            }
            MappingCode::EmptyConstant => {
                "An empty text is sent as the value. Enter a name, or do not map the attribute."
            }
            MappingCode::TwoRows => "The portal takes one row for each target. Delete one of them.",
            MappingCode::Unsupported => {
                "Talkdesk’s schema has no such attribute. Delete the row here; if the portal has it, the clicks delete it there."
            }
            MappingCode::Spelling(name) => {
                return format!(
                    "Talkdesk calls it {}. Give the row that name, or delete it if there is one already.",
                    short(name)
                );
            }
            MappingCode::Unreadable(why)
            | MappingCode::WrongType(why)
            | MappingCode::Caution(why) => {
                return why.clone();
            }
            MappingCode::DefaultUnused(UnusedDefault::AlwaysAValue) => {
                "The source gives every user a value, so the default has nothing to stand in for. Remove the default, or the text that stands in already."
            }
            MappingCode::DefaultUnused(UnusedDefault::Matching) => {
                "Entra looks for users by this attribute and skips those without a value before it could send a default. Use Coalesce in the source instead."
            }
            MappingCode::DefaultUnused(UnusedDefault::NoCreation) => {
                "Entra sends a default value only when it creates a user, and Create is not ticked under Target Object Actions."
            }
            MappingCode::ComplexRoles => {
                "This function makes the complex attribute roles, which Talkdesk does not take. Use SingleAppRoleAssignment, alone or in a table."
            }
            MappingCode::Recipe(code) => return code.message(),
            MappingCode::Evaluated(diagnostic) => return diagnostic.detail(),
        };
        text.to_owned()
    }
}
