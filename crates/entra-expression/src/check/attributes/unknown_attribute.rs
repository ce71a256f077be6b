//! An attribute that is not known to exist.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, is_plain_name};
use crate::{Fix, Severity, suggest};

pub(crate) const LINT: Lint = Lint {
    code: "unknown-attribute",
    severity: Severity::Warning,
    why: "Newer tenants have attributes that the list does not, so the name may be right; one that \
        the source does not have makes the portal answer SchemaInvalid. Directory extensions are \
        written extension_<application id without dashes>_<name>.",
    source: "Reports on Microsoft's forums",
    run,
};

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

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
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
        match near {
            Some(near) => found.add(
                span,
                format!("[{name}] is not a known attribute. Did you mean [{near}]?"),
                vec![Fix::replace(
                    format!("Write [{near}]"),
                    span,
                    format!("[{near}]"),
                )],
            ),
            None => found.add(
                span,
                format!("[{name}] is not a known attribute. Check that your tenant has it."),
                Vec::new(),
            ),
        }
    }
}

/// What Entra calls the attribute that people use another name for, where it is known.
pub(crate) fn other_name(name: &str, known: &[String]) -> Option<&'static str> {
    let lower = name.to_lowercase();
    ALIASES
        .iter()
        .find(|(alias, right)| *alias == lower && known.iter().any(|known| known == right))
        .map(|(_, right)| *right)
}

/// `extension_`, 32 hexadecimal digits, `_`, a name.
fn is_extension(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("extension_") else {
        return false;
    };
    let Some((id, name)) = rest.split_once('_') else {
        return false;
    };
    id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed_with, underlined_with};
    use crate::{Severity, check, parse};

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
}
