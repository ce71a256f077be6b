//! An attribute that the source does not offer.

use super::Lint;
use super::context::{Context, Found, is_plain_name};
use crate::{Fix, Severity, suggest};

pub(super) const LINT: Lint = Lint {
    code: "unknown-attribute",
    severity: Severity::Error,
    why: "An attribute that is not in the source's list makes the portal answer SchemaInvalid. \
        Directory extensions are written extension_<application id without dashes>_<name>.",
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

fn run(context: &Context<'_>, found: &mut Found) {
    let Some(known) = &context.options.attributes else {
        return;
    };
    for (span, name) in context.attributes() {
        let listed = known.iter().any(|known| known.eq_ignore_ascii_case(name));
        if listed || !is_plain_name(name) || name.is_empty() || is_extension(name) {
            continue;
        }
        let lower = name.to_lowercase();
        let alias = ALIASES
            .iter()
            .find(|(alias, right)| *alias == lower && known.iter().any(|known| known == right))
            .map(|(_, right)| *right);
        let near = alias.or_else(|| {
            let few = found.diagnostics.len() < suggest::MOST;
            suggest::nearest(name, known.iter().filter(|_| few).map(String::as_str))
        });
        match near {
            Some(near) => found.add(
                span,
                format!("[{name}] is not offered by the source. Did you mean [{near}]?"),
                vec![Fix::replace(
                    format!("Write [{near}]"),
                    span,
                    format!("[{near}]"),
                )],
            ),
            None => found.add(
                span,
                format!("[{name}] is not offered by the source."),
                Vec::new(),
            ),
        }
    }
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
