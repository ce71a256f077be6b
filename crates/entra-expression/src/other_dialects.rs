//! Rules and filters of other languages that people paste where a mapping expression belongs:
//! rules of dynamic groups, OData filters, and Okta expressions.
//!
//! A text is recognized only when all of it is that language. What can be said here becomes an
//! expression and a scoping filter with the same meaning; what cannot is named. Nothing is invented
//! in its place.
//!
//! Sources: Microsoft's "Manage rules for dynamic membership groups" and "Use the $filter query
//! parameter", RFC 7644 section 3.4.2.2, Okta's "Expression Language overview", and Microsoft's
//! "Scoping users or groups to be provisioned with scoping filters".

mod condition;
mod dynamic_group;
mod logic;
mod names;
mod odata;
mod okta;
mod scoping;
mod token;

use crate::{Expr, too_long};

use condition::DialectCondition;
pub use scoping::{ScopingClause, ScopingFilter};

/// A language that is no mapping expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `user.department -eq "Sales"`.
    DynamicGroup,
    /// `department eq 'Sales'`, as Microsoft Graph and SCIM have it.
    Filter,
    /// `user.department == "Sales" ? "A" : "B"`.
    Okta,
}

impl Dialect {
    /// What it is called, with its article.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DynamicGroup => "a rule for a dynamic group",
            Self::Filter => "an OData filter",
            Self::Okta => "an Okta expression",
        }
    }

    /// Where the language is known from.
    pub const fn source(self) -> &'static str {
        match self {
            Self::DynamicGroup => "Microsoft's rules for dynamic membership groups",
            Self::Filter => "Microsoft Graph's $filter query parameter; RFC 7644, 3.4.2.2",
            Self::Okta => "Okta's Expression Language overview",
        }
    }
}

/// A text of another language and what it could be here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialectTranslation {
    /// Which language it is.
    pub language: Dialect,
    /// The mapping expression with the same meaning. A condition gives `True` or `False`.
    ///
    /// # Errors
    ///
    /// What has no counterpart, as a sentence without its stop.
    pub expression: Result<Expr, String>,
    /// The scoping filter with the same meaning; nothing where the text is no condition or holds
    /// what a scoping filter cannot say.
    pub scoping: Option<ScopingFilter>,
    /// Whether the text compares without regard to capitals, which scoping filters do not.
    pub ignores_case: bool,
}

impl DialectTranslation {
    /// What a rule or filter of Microsoft could be here.
    fn of_condition(language: Dialect, condition: &DialectCondition) -> Self {
        Self {
            language,
            expression: condition.choose(Expr::text("True"), Expr::text("False")),
            scoping: scoping::of(condition),
            ignores_case: true,
        }
    }
}

/// Recognizes a text that is certainly of another language. Takes linear time.
pub fn recognize(text: &str) -> Option<DialectTranslation> {
    if too_long(text).is_some() {
        return None;
    }
    let text = text.trim();
    let text = text.strip_prefix("$filter=").unwrap_or(text);
    let tokens = token::tokens(text)?;
    dynamic_group::recognize(&tokens)
        .or_else(|| okta::recognize(&tokens))
        .or_else(|| odata::recognize(&tokens))
}

#[cfg(test)]
mod tests;
