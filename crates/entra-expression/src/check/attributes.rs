//! Lints of the names of attributes.

use super::context::{LintContext, LintDiagnostics, is_plain_name};
use crate::{Expr, Fix, Span, parse, suggest};

/// `[ mail ]` is not `[mail]`.
pub(super) fn attribute_whitespace(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        let trimmed = name.trim();
        if trimmed.len() < name.len() && !trimmed.is_empty() {
            // With a bracket at the start, two would follow each other.
            let fix = (!trimmed.starts_with('['))
                .then(|| Fix::replace("Remove the space", span, format!("[{trimmed}]")));
            found.add(span, "The name starts or ends with a space.", fix);
        } else if trimmed.is_empty() {
            found.add(span, "The attribute's name is missing.", None);
        }
    }
}

/// `[IsPresent([country])]`: brackets are for attributes only.
pub(super) fn call_in_brackets(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        if name.contains('(') {
            let inner = name.trim();
            // Only what is a call then can stand there without brackets.
            let fixed_text = matches!(parse(inner).expr(), Some(Expr::Call { .. }));
            let fix = fixed_text.then(|| Fix::replace("Remove the brackets", span, inner));
            found.add(span, "A function doesn’t need brackets around it.", fix);
        }
    }
}

/// `[<attribute>]` was copied without filling it in.
pub(super) fn placeholder(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        if name.contains(['<', '>']) {
            let message = format!("{name} is a placeholder. Put an attribute's name here.");
            found.add(span, message, None);
        }
    }
}

/// `[Mail]` is not `[mail]`.
pub(super) fn wrong_case_attribute(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let Some(known) = &context.options.attributes else {
        return;
    };
    for (span, name) in context.attributes() {
        if !is_plain_name(name) || known.iter().any(|known| known == name) {
            continue;
        }
        if let Some(right) = known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            let fix = Fix::write(format!("[{right}]"), span);
            found.add(
                span,
                format!("The attribute is called “{right}”. Case matters."),
                [fix],
            );
        }
    }
}

/// An attribute that the source is known not to offer.
pub(super) fn not_offered_attribute(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let known = context.options.attributes.as_deref().unwrap_or_default();
    for (span, name) in context.attributes() {
        let mut not_offered = context.options.not_offered.iter();
        if !not_offered.any(|not| not.eq_ignore_ascii_case(name)) {
            continue;
        }
        let (question, fix) = did_you_mean(other_name(name, known), span);
        let message = format!("[{name}] isn’t available as a source in provisioning.{question}");
        found.add(span, message, fix);
    }
}

/// The question after what is wrong with a name, and the fix for it.
fn did_you_mean(other: Option<&str>, span: Span) -> (String, Option<Fix>) {
    other.map_or_else(Default::default, |other| {
        let fix = Fix::write(format!("[{other}]"), span);
        (format!(" Did you mean [{other}]?"), Some(fix))
    })
}

/// Names that people use for attributes, in small letters, and what Entra calls them.
const ALIASES: &[(&str, &str)] = &[
    ("upn", "userPrincipalName"),
    ("email", "mail"),
    ("emailaddress", "mail"),
    ("firstname", "givenName"),
    ("lastname", "surname"),
    ("sn", "surname"),
    ("samaccountname", "onPremisesSamAccountName"),
    ("objectid", "objectId"),
    ("phone", "telephoneNumber"),
    ("mobilephone", "mobile"),
    ("title", "jobTitle"),
];

/// An attribute that is not known to exist.
pub(super) fn unknown_attribute(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let Some(known) = &context.options.attributes else {
        return;
    };
    for (span, name) in context.attributes() {
        // Another lint says what is wrong with a name that is certainly not offered.
        let mut listed = known.iter().chain(&context.options.not_offered);
        let listed = listed.any(|known| known.eq_ignore_ascii_case(name));
        if listed || !is_plain_name(name) || name.is_empty() || is_extension(name) {
            continue;
        }
        let near = other_name(name, known).or_else(|| {
            let few = found.diagnostics.len() < suggest::MAX_SUGGESTIONS;
            suggest::nearest(name, known.iter().filter(|_| few).map(String::as_str))
        });
        let (mut question, fix) = did_you_mean(near, span);
        if fix.is_none() {
            question.push_str(" Check that your tenant has it.");
        }
        let message = format!("[{name}] isn’t a known attribute.{question}");
        found.add(span, message, fix);
    }
}

/// What Entra calls the attribute that people use another name for, where it is known.
fn other_name(name: &str, known: &[String]) -> Option<&'static str> {
    let lower = name.to_lowercase();
    ALIASES
        .iter()
        .find(|(alias, right)| *alias == lower && known.iter().any(|known| known == right))
        .map(|(_, right)| *right)
}

/// `extension_`, 32 hexadecimal digits, `_`, a name.
fn is_extension(name: &str) -> bool {
    let rest = name.strip_prefix("extension_");
    rest.and_then(|rest| rest.split_once('_'))
        .is_some_and(|(id, name)| {
            id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) && !name.is_empty()
        })
}

/// Shorter names than this are more likely a class of characters, or meant as they stand.
const SHORTEST: usize = 3;

/// `"[mail]"`: an attribute in quotation marks is a text.
pub(super) fn quoted_attribute(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let Some(name) = entry.node.as_text().and_then(inner) else {
            continue;
        };
        // Patterns and templates of Replace have brackets of their own.
        let parent = entry.parent;
        let in_replace = parent.is_some_and(|(call, index)| call.name == "Replace" && index > 0);
        let known = context.options.attributes.as_ref();
        if in_replace || known.is_some_and(|known| !known.iter().any(|own| own == name)) {
            continue;
        }
        let attribute = format!("[{name}]");
        let fix = Fix::replace("Remove the quotation marks", entry.node.span, attribute);
        let message = format!("In quotes, [{name}] is text and not the attribute.");
        found.add(entry.node.span, message, [fix]);
    }
}

/// The name, when a text is a name in brackets and nothing else.
fn inner(text: &str) -> Option<&str> {
    let name = text.strip_prefix('[')?.strip_suffix(']')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (name.len() >= SHORTEST && begins && name.chars().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, fixed_with, underlined, underlined_with};
    use crate::check::{CheckOptions, check};
    use crate::{Severity, parse};

    #[test]
    fn trims_names() {
        assert_eq!(
            fixed("attribute-whitespace", "ToLower([ mail ])"),
            "ToLower([mail])"
        );
        assert_eq!(underlined("attribute-whitespace", "ToLower([])"), ["[]"]);
    }

    #[test]
    fn takes_the_brackets_off() {
        assert_eq!(
            fixed("call-in-brackets", "IIF([IsPresent([c])], [c], \"x\")"),
            "IIF(IsPresent([c]), [c], \"x\")"
        );
    }

    #[test]
    fn offers_nothing_that_would_not_be_a_call() {
        let found = check(&parse("Trim([a(b])"), &CheckOptions::default());
        let own = found.iter().find(|one| one.code == "call-in-brackets");
        assert!(own.is_some_and(|one| one.fixes.is_empty()), "{found:?}");
    }

    #[test]
    fn finds_placeholders_but_not_templates() {
        assert_eq!(
            underlined("placeholder", "ToLower([<attribute>])"),
            ["[<attribute>]"]
        );
        let template = r#"Replace([a], "<username>", , , , , "<username>@contoso.com")"#;
        assert!(underlined("placeholder", template).is_empty());
    }

    #[test]
    fn knows_the_right_case_from_the_list() {
        let options = CheckOptions {
            attributes: Some(vec!["mail".to_owned(), "IsSoftDeleted".to_owned()]),
            ..CheckOptions::default()
        };
        let fixed = fixed_with("wrong-case-attribute", "Not([isSoftDeleted])", &options);
        assert_eq!(fixed, "Not([IsSoftDeleted])");
        assert!(underlined_with("wrong-case-attribute", "Not([other])", &options).is_empty());
    }

    #[test]
    fn a_name_that_is_not_offered_is_found_whatever_its_capitals() {
        let code = "not-offered-attribute";
        let mut options = CheckOptions {
            not_offered: vec!["userType".to_owned(), "SamAccountName".to_owned()],
            ..CheckOptions::default()
        };
        for text in ["Not([userType])", "Not([UserType])"] {
            assert_eq!(underlined_with(code, text, &options).len(), 1, "{text}");
        }
        assert!(underlined_with(code, "Not([mail])", &options).is_empty());
        options.attributes = Some(vec!["onPremisesSamAccountName".to_owned()]);
        assert_eq!(
            fixed_with(code, "Not([sAMAccountName])", &options),
            "Not([onPremisesSamAccountName])"
        );
    }

    #[test]
    fn a_name_that_newer_tenants_may_have_is_no_error() {
        let options = CheckOptions {
            attributes: Some(vec!["mail".to_owned()]),
            not_offered: vec!["userType".to_owned()],
            ..CheckOptions::default()
        };
        for text in ["Not([employeeHireDate])", "Not([extension_12_team])"] {
            let found = check(&parse(text), &options);
            let found: Vec<_> = found.iter().map(|d| (d.code, d.severity)).collect();
            assert_eq!(found, [("unknown-attribute", Severity::Warning)], "{text}");
        }
        let certain = underlined_with("unknown-attribute", "Not([userType])", &options);
        assert!(certain.is_empty());
    }

    #[test]
    fn looks_names_up() {
        let options = CheckOptions {
            attributes: Some(vec!["userPrincipalName".to_owned(), "surname".to_owned()]),
            ..CheckOptions::default()
        };
        let code = "unknown-attribute";
        assert_eq!(
            fixed_with(code, "Not([surename])", &options),
            "Not([surname])"
        );
        assert_eq!(
            fixed_with(code, "Not([upn])", &options),
            "Not([userPrincipalName])"
        );
        assert_eq!(
            underlined_with(code, "Not([userType])", &options),
            ["[userType]"]
        );
        let extension = "Not([extension_0123456789abcdef0123456789ABCDEF_team])";
        assert!(underlined_with(code, extension, &options).is_empty());
    }

    #[test]
    fn takes_the_quotation_marks_off() {
        let code = "quoted-attribute";
        assert_eq!(fixed(code, r#"ToLower("[mail]")"#), "ToLower([mail])");
        assert_eq!(fixed(code, r#""[mail]""#), "[mail]");
        for right in [
            r#"Replace([a], , "[abc]", , "", , )"#,
            r#"Append([a], "[x]")"#,
            r#"Append([a], "[not a name]")"#,
            r#"Append([a], "x [mail]")"#,
        ] {
            assert!(underlined(code, right).is_empty(), "{right}");
        }
        let options = CheckOptions {
            attributes: Some(vec!["mail".to_owned()]),
            ..CheckOptions::default()
        };
        let text = r#"Join("", "[mail]", "[team]")"#;
        assert_eq!(underlined_with(code, text, &options), [r#""[mail]""#]);
    }
}
