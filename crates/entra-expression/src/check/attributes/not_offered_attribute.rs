//! An attribute that the source is known not to offer.

use crate::check::Lint;
use crate::check::attributes::unknown_attribute::other_name;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "not-offered-attribute",
    severity: Severity::Error,
    why: "The attribute exists in the directory, but not as a source of provisioning: the portal \
        answers SchemaInvalid.",
    source: "Reports on Microsoft's forums",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let known = context.options.attributes.as_deref().unwrap_or_default();
    for (span, name) in context.attributes() {
        let mut not_offered = context.options.not_offered.iter();
        if !not_offered.any(|not| not.eq_ignore_ascii_case(name)) {
            continue;
        }
        let message = format!("Entra does not offer [{name}] for provisioning.");
        match other_name(name, known) {
            Some(other) => found.add(
                span,
                format!("{message} Did you mean [{other}]?"),
                vec![Fix::replace(
                    format!("Write [{other}]"),
                    span,
                    format!("[{other}]"),
                )],
            ),
            None => found.add(span, message, Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed_with, underlined_with};

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
}
