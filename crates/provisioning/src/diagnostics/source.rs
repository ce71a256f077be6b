//! The rules for the source of a row: attributes, constants and expressions.
//!
//! The forms, the list of mappings, schema files and scripts all say what these
//! rules find. They run nothing, so that a page can ask them.

use entra_expression::{
    CheckOptions, Diagnostic, Fix, LintTarget, Severity, Span, TargetType, parse_limited,
};

use crate::diagnostics::{
    DiagnosticSubject, EMPTY_CONSTANT, MappingDiagnostic, RESULT_TYPE, RecipeField,
};
use crate::entra::{
    APP_ROLES, BOOLEAN, EXTENSION_PREFIX, NOT_OFFERED, SOURCE_ATTRIBUTES, SourceType, known_with,
    source_type,
};
use crate::mapping::Source;
use crate::portal::default_mappings::{is_offered, target_type};
use crate::talkdesk::{USER_NAME, short};

/// The longest attribute name that is taken.
const LONGEST_ATTRIBUTE: usize = 256;

/// What is to be said of a source for a target.
pub fn of_source(target: &str, source: &Source) -> Vec<MappingDiagnostic> {
    match source {
        Source::None => Vec::new(),
        Source::Constant(text) => constant(target, text).into_iter().collect(),
        Source::Direct(name) => direct(target, name).into_iter().collect(),
        Source::Expression(text) => expression(target, text, std::iter::empty()),
    }
}

/// The first error of a source, with which it must not leave the app: Entra
/// would refuse it, or stop at it.
pub fn first_error(target: &str, source: &Source) -> Option<MappingDiagnostic> {
    let mut found = of_source(target, source).into_iter();
    found.find(MappingDiagnostic::is_error)
}

/// What is to be said of an expression. `more` are attributes that may exist
/// beside those that Entra offers to everybody.
pub fn expression(
    target: &str,
    text: &str,
    more: impl Iterator<Item = String>,
) -> Vec<MappingDiagnostic> {
    let found = check(target, text, more).into_iter();
    let headline = |found: &Diagnostic| match found.severity {
        _ if found.code == RESULT_TYPE => WRONG_TYPE,
        Severity::Error => "The expression has an error",
        Severity::Warning | Severity::Info => "Check the expression",
    };
    let wrap = |found: Diagnostic| {
        let headline = headline(&found);
        MappingDiagnostic {
            subject: DiagnosticSubject::Expression(found.span),
            why: found.why.into(),
            fixes: found.fixes,
            ..MappingDiagnostic::new(found.severity, target, found.code, headline, found.message)
        }
    };
    found.map(wrap).collect()
}

const WRONG_TYPE: &str = "Wrong type of value";

/// The checks of the language, for Entra's attributes and a target. What a
/// custom attribute takes is decided in the portal's attribute list, so nothing
/// is said of it.
fn check(target: &str, text: &str, more: impl Iterator<Item = String>) -> Vec<Diagnostic> {
    let options = CheckOptions {
        attributes: Some(known_with(more)),
        not_offered: NOT_OFFERED.map(str::to_owned).into(),
        boolean_attributes: BOOLEAN.map(str::to_owned).into(),
        target: is_offered(target).then(|| LintTarget {
            name: short(target).to_owned(),
            takes: target_type(target),
            multivalued: false,
        }),
        ..CheckOptions::default()
    };
    entra_expression::check(&parse_limited(text), &options)
}

/// What is wrong with a constant, if anything is.
pub fn constant(target: &str, text: &str) -> Option<MappingDiagnostic> {
    let found = |severity, code, headline, message: String| {
        Some(MappingDiagnostic::new(
            severity, target, code, headline, message,
        ))
    };
    if text.is_empty() {
        return found(
            Severity::Error,
            EMPTY_CONSTANT,
            "The constant is empty",
            "Entra would send an empty value. Enter a value, or don’t map the attribute."
                .to_owned(),
        );
    }
    if target == USER_NAME {
        return found(
            Severity::Error,
            "same-for-everybody",
            "Same value for every user",
            "A constant gives every user the same email address. Choose an attribute.".to_owned(),
        );
    }
    let is_boolean = ["True", "False"].contains(&text);
    if target_type(target) == TargetType::Boolean && !is_boolean {
        let name = short(target);
        return found(
            Severity::Warning,
            RESULT_TYPE,
            WRONG_TYPE,
            format!("{name} accepts True or False, not “{text}”."),
        );
    }
    None
}

/// What is wrong with an attribute whose value is sent as it is.
pub fn direct(target: &str, name: &str) -> Option<MappingDiagnostic> {
    attribute(target, name, RecipeField::Attribute).or_else(|| wrong_type(target, name))
}

/// What is wrong with the name of a source attribute in a field, and with taking
/// one text from it.
pub fn attribute(target: &str, name: &str, field: RecipeField) -> Option<MappingDiagnostic> {
    let found = name_error(target, name)
        .or_else(|| {
            let several = source_type(name) == Some(SourceType::Several);
            several.then(|| wrong_type(target, name)).flatten()
        })
        .or_else(|| extension_form(target, name))?;
    Some(MappingDiagnostic {
        subject: DiagnosticSubject::Field(field),
        ..found
    })
}

/// The first thing for which Entra refuses a name.
fn name_error(target: &str, name: &str) -> Option<MappingDiagnostic> {
    if name != APP_ROLES && SOURCE_ATTRIBUTES.contains(&name) {
        return None;
    }
    let error = |code, message: String| {
        let headline = "The source attribute has an error";
        Some(MappingDiagnostic::new(
            Severity::Error,
            target,
            code,
            headline,
            message,
        ))
    };
    let trimmed = name.trim();
    if trimmed.is_empty() {
        return error("no-attribute", "Enter the name of an attribute.".to_owned());
    }
    if trimmed.starts_with('[') && trimmed.ends_with(']') {
        let message =
            "Enter the name without brackets. Brackets are only for expressions.".to_owned();
        let inner = trimmed.trim_matches(['[', ']']);
        return error("attribute-in-brackets", message).map(|found| MappingDiagnostic {
            fixes: vec![use_instead(name, inner)],
            ..found
        });
    }
    let is_part = |found: char| found.is_ascii_alphanumeric() || "_.-".contains(found);
    if let Some(found) = trimmed.chars().find(|found| !is_part(*found)) {
        return error(
            "attribute-character",
            format!(
                "An attribute name can’t contain “{found}”. Use letters, digits, “_”, “.” and “-”."
            ),
        );
    }
    if !trimmed.starts_with(|first: char| first.is_ascii_alphabetic()) {
        let message = "Start the attribute name with a letter.";
        return error("attribute-first-letter", message.to_owned());
    }
    if name.len() > LONGEST_ATTRIBUTE {
        let message = "No attribute name is this long.";
        return error("attribute-too-long", message.to_owned());
    }
    let text = format!("[{name}]");
    let found = check(target, &text, std::iter::empty());
    let found = found
        .into_iter()
        .find(|one| one.severity == Severity::Error)?;
    // A fix that writes another expression is none for a field with a name.
    let fixes = found.fixes.iter().filter_map(|fix| {
        let fixed = fix.apply(&text);
        let inner = fixed.strip_prefix('[')?.strip_suffix(']')?;
        Some(use_instead(name, inner))
    });
    let fixes = fixes.collect();
    let message = format!("{} {}", found.message, found.why);
    error(found.code, message).map(|own| MappingDiagnostic { fixes, ..own })
}

fn use_instead(name: &str, other: &str) -> Fix {
    Fix::replace(format!("Use {other}"), Span::new(0, name.len()), other)
}

/// A target that takes something else than an attribute holds.
fn wrong_type(target: &str, name: &str) -> Option<MappingDiagnostic> {
    let holds = source_type(name).filter(|_| is_offered(target))?;
    let (fits, takes) = match target_type(target) {
        TargetType::Boolean => (SourceType::Boolean, "True or False"),
        TargetType::Reference => (SourceType::Reference, "another user"),
        TargetType::String => (SourceType::Text, "one value"),
        _ => return None,
    };
    let name_of_target = short(target);
    let held = holds.description();
    (holds != fits).then(|| {
        MappingDiagnostic::new(
            Severity::Warning,
            target,
            RESULT_TYPE,
            WRONG_TYPE,
            format!("{name_of_target} accepts {takes}, but {name} holds {held}."),
        )
    })
}

/// A directory extension that is not named `extension_<32 hexadecimal digits>_<name>`.
fn extension_form(target: &str, name: &str) -> Option<MappingDiagnostic> {
    let begins = name.get(..EXTENSION_PREFIX.len())?;
    if !begins.eq_ignore_ascii_case(EXTENSION_PREFIX) || is_extension_name(name) {
        return None;
    }
    let without_dashes = name.replace('-', "");
    let fix = is_extension_name(&without_dashes).then(|| {
        let label = "Remove the dashes from the application ID";
        Fix::replace(label, Span::new(0, name.len()), &without_dashes)
    });
    Some(MappingDiagnostic {
        fixes: fix.into_iter().collect(),
        ..MappingDiagnostic::new(
            Severity::Warning,
            target,
            "extension-form",
            "Check the source attribute",
            "A directory extension is named extension_, then the application ID without dashes (32 digits), then _ and its name.",
        )
    })
}

fn is_extension_name(name: &str) -> bool {
    name.strip_prefix(EXTENSION_PREFIX)
        .and_then(|rest| rest.split_once('_'))
        .is_some_and(|(id, own)| {
            id.len() == 32 && id.chars().all(|digit| digit.is_ascii_hexdigit()) && !own.is_empty()
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entra::MAX_EXPRESSION;
    use crate::mapping::{ACTIVE_EXPRESSION, APP_ROLE_EXPRESSION};
    use crate::portal::default_mappings::user_rows;

    fn lint(source: &Source) -> Option<MappingDiagnostic> {
        first_error("title", source)
    }

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
            let found = lint(&text(one)).map(|found| found.subject);
            assert!(
                matches!(found, Some(DiagnosticSubject::Expression(_))),
                "{one}"
            );
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
            let found = direct(name).and_then(|found| found.field());
            assert_eq!(found, Some(RecipeField::Attribute), "{name}");
        }
        for name in ["mail", "extension_0_x", "newAttributeOfThisTenant"] {
            assert_eq!(direct(name), None, "{name}");
        }
        let constant = |text: &str| lint(&Source::Constant(text.to_owned()));
        assert_eq!(constant("").expect("an error").code, "empty-constant");
        assert_eq!(constant("Agent"), None);
        assert_eq!(lint(&Source::None), None);
    }

    #[test]
    fn a_user_with_another_spelling_does_not_make_it_right() {
        let own = ["Mail", "userType", "employeeType"].map(str::to_owned);
        let codes = |text: &str| -> Vec<_> {
            let found = expression("title", text, own.clone().into_iter());
            found.into_iter().map(|found| found.code).collect()
        };
        assert_eq!(codes("ToUpper([Mail])"), ["wrong-case-attribute"]);
        assert_eq!(codes("ToUpper([userType])"), ["not-offered-attribute"]);
        assert!(codes("ToUpper([employeeType])").is_empty());
    }

    #[test]
    fn a_source_with_an_error_says_which() {
        let direct = |text: &str| Source::Direct(text.to_owned());
        let text = |text: &str| Source::Expression(text.to_owned());
        let cases = [
            (Source::None, None),
            (direct("mail"), None),
            (direct("newAttribute"), None),
            (direct(""), Some("attribute")),
            (direct("Mail"), Some("mail")),
            (direct("[mail]"), Some("brackets")),
            (Source::Constant("x".to_owned()), None),
            (Source::Constant(String::new()), Some("empty")),
            (text("ToUpper([mail])"), None),
            // Newer tenants have attributes that the list does not.
            (text("ToUpper([employeeType])"), None),
            (text("ToUpper([Mail])"), Some("Case matters")),
            (text("ToUpper([userType])"), Some("isn’t available")),
            (text("ToUpper([mail]"), Some("close")),
            (text("toupper([mail])"), Some("ToUpper")),
            (text("ToUpper()"), Some("ToUpper")),
            (text("  "), Some("no expression")),
        ];
        for (source, expected) in cases {
            let found = first_error("title", &source).map(|found| found.message);
            match expected {
                None => assert_eq!(found, None, "{source:?}"),
                Some(part) => {
                    let found = found.unwrap_or_default();
                    assert!(found.contains(part), "{source:?}: {found}");
                }
            }
        }
    }
}
