//! `[Mail]` is not `[mail]`.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, is_plain_name};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "wrong-case-attribute",
    severity: Severity::Error,
    why: "Names of attributes are case-sensitive: the portal answers SchemaInvalid.",
    source: "Reports on Microsoft's forums",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let Some(known) = &context.options.attributes else {
        return;
    };
    for (span, name) in context.attributes() {
        if !is_plain_name(name) || known.iter().any(|known| known == name) {
            continue;
        }
        if let Some(right) = known.iter().find(|known| known.eq_ignore_ascii_case(name)) {
            found.add(
                span,
                format!("Entra calls it “{right}”; capitals matter."),
                vec![Fix::replace(
                    format!("Write [{right}]"),
                    span,
                    format!("[{right}]"),
                )],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed_with, underlined_with};

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
}
