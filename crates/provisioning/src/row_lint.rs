//! Why a source must not leave the app: Entra would refuse it, or stop at it.
//!
//! One rule for whatever hands rows out, a schema file or a script. It reads
//! expressions as the list of mappings reads them, and runs nothing, so that a
//! page can ask it.

use std::fmt;

use entra_expression::{CheckOptions, Diagnostic, LintTarget, Severity, check, parse_limited};
use serde::{Deserialize, Serialize};

use crate::entra::{APP_ROLES, BOOLEAN, NOT_OFFERED, known_with};
use crate::mapping::Source;

/// What is wrong with a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowLint {
    /// Its expression has an error, as a sentence.
    Expression(String),
    /// Its attribute is none, as a sentence.
    Attribute(String),
    EmptyConstant,
}

impl fmt::Display for RowLint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expression(why) => write!(f, "The expression has a mistake: {why}"),
            Self::Attribute(why) => write!(f, "The source attribute has a mistake: {why}"),
            Self::EmptyConstant => f.write_str("The constant is empty."),
        }
    }
}

impl RowLint {
    /// What to do about it, as the text of a link to the row.
    pub fn todo(&self) -> &'static str {
        match self {
            Self::Expression(_) => "Correct the expression",
            Self::Attribute(_) => "Correct the source attribute",
            Self::EmptyConstant => "Enter the constant",
        }
    }
}

/// The first error of a source, if it has one.
pub fn lint(source: &Source) -> Option<RowLint> {
    match source {
        Source::None => None,
        Source::Constant(text) => text.is_empty().then_some(RowLint::EmptyConstant),
        Source::Direct(name) if name == APP_ROLES => Some(RowLint::Attribute(
            "App roles are no plain text; only functions made for them can read them.".to_owned(),
        )),
        Source::Direct(name) => lint_expression(&format!("[{name}]")).map(RowLint::Attribute),
        Source::Expression(text) => lint_expression(text).map(RowLint::Expression),
    }
}

/// The first error of an expression, as a sentence.
pub fn lint_expression(text: &str) -> Option<String> {
    first_error(text, None)
}

/// The first error of an expression for a target, as a sentence.
pub fn first_error(text: &str, target: Option<LintTarget>) -> Option<String> {
    if text.trim().is_empty() {
        return Some("There is no expression.".to_owned());
    }
    let mut found = diagnostics(text, target, std::iter::empty()).into_iter();
    found.find(is_error).map(|found| found.message)
}

/// What is to be said of an expression in a row. `more` are attributes that may
/// exist beside those that Entra offers to everybody.
pub fn diagnostics(
    text: &str,
    target: Option<LintTarget>,
    more: impl Iterator<Item = String>,
) -> Vec<Diagnostic> {
    let options = CheckOptions {
        attributes: Some(known_with(more)),
        not_offered: NOT_OFFERED.map(str::to_owned).into(),
        boolean_attributes: BOOLEAN.map(str::to_owned).into(),
        target,
        ..CheckOptions::default()
    };
    check(&parse_limited(text), &options)
}

/// Whether a diagnostic keeps an expression from being a row.
pub fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::default_mappings::user_rows;
    use crate::entra::MAX_EXPRESSION;
    use crate::mapping::{ACTIVE_EXPRESSION, APP_ROLE_EXPRESSION};

    fn text(text: &str) -> Source {
        Source::Expression(text.to_owned())
    }

    #[test]
    fn what_entra_refuses_is_an_error_and_what_it_takes_is_none() {
        // From what the list of mappings says of the same rows.
        let faulty = [
            "",
            " ",
            "Not([x]",
            "Left([mail])",
            r#"Left([mail], "x")"#,
            r#"Switch([department], "a", "b", "c", "d")"#,
            "tolower([mail])",
            "Foo([mail])",
            "SelectUniqueValue([mail], [displayName])",
            "ToLower([Mail])",
            "PCase([ mail ])",
            "ToLower([userType])",
            // App roles raw, at any depth.
            "[appRoleAssignments]",
            r#"Join(";", [appRoleAssignments])"#,
            "Count([appRoleAssignments])",
            r#"Coalesce([appRoleAssignments], "Agent")"#,
            r#"IIF([appRoleAssignments]="x", "1", "2")"#,
            r#"ToLower(Append(Item([appRoleAssignments], 1), "x"))"#,
            "AppRoleAssignments([appRoleAssignments])",
            // Empty repeats.
            r#"Join("@", [mailNickname], "contoso.com", )"#,
            r#"Coalesce([mail], , "x")"#,
            r#"Switch([mail], , "a", "b", "c", )"#,
            r#"Switch([mail], , "a", "b", , "z")"#,
            // Other languages.
            r#"user.department -eq "Sales""#,
            "department eq 'Sales'",
            "String.toLowerCase(user.email)",
        ];
        for one in faulty {
            let found = lint(&text(one));
            assert!(matches!(found, Some(RowLint::Expression(_))), "{one}");
        }
        let long = format!("Append([mail], \"{}\")", "x".repeat(MAX_EXPRESSION));
        assert!(lint(&text(&long)).is_some());
        let sound = [
            ACTIVE_EXPRESSION,
            APP_ROLE_EXPRESSION,
            "[mail]",
            "\"Agent\"",
            "ToLower([newAttributeOfThisTenant])",
            "PCase([displayName])",
            r#"Switch([department], "Agent", "", "Guest", "Sales", "Sales Agent")"#,
            r#"Join(";", SingleAppRoleAssignment([appRoleAssignments]), "B")"#,
            "AppRoleAssignmentsComplex([appRoleAssignments])",
            "Trim([displayName])",
            r#"IIF(IsPresent([mail]), [mail], [userPrincipalName])"#,
        ];
        for one in sound {
            assert_eq!(lint(&text(one)), None, "{one}");
        }
        for row in user_rows().rows {
            assert_eq!(lint(&row.source), None, "{}", row.target);
        }
    }

    #[test]
    fn attributes_and_constants_have_errors_too() {
        let direct = |name: &str| lint(&Source::Direct(name.to_owned()));
        for name in ["", "Mail", " mail", "[mail]", "a]b", APP_ROLES] {
            let found = direct(name);
            assert!(matches!(found, Some(RowLint::Attribute(_))), "{name}");
        }
        for name in ["mail", "extension_0_x", "newAttributeOfThisTenant"] {
            assert_eq!(direct(name), None, "{name}");
        }
        let constant = |text: &str| lint(&Source::Constant(text.to_owned()));
        assert_eq!(constant(""), Some(RowLint::EmptyConstant));
        assert_eq!(constant("Agent"), None);
        assert_eq!(lint(&Source::None), None);
    }
}
