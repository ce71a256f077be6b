//! `" yyyy-MM-dd"`: a blank inside the quotation marks of a date format.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::print::quote;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "format-stray-space",
    severity: Severity::Warning,
    why: "A blank in a date format stands for a blank in the date: as input it does not fit, as \
        output it is sent.",
    source: "MicrosoftDocs/azure-docs issue 104947",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        for format in [2, 3].into_iter().filter_map(|index| call.arg(index)) {
            let Some(text) = format.as_text() else {
                continue;
            };
            let trimmed = text.trim();
            if trimmed.len() < text.len() {
                found.add(
                    format.span,
                    "The date format begins or ends with a blank.",
                    vec![Fix::replace(
                        "Remove the blanks",
                        format.span,
                        quote(trimmed),
                    )],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::fixed;

    #[test]
    fn trims() {
        assert_eq!(
            fixed(
                "format-stray-space",
                r#"FormatDateTime([d], , " yyyy ", "yy")"#
            ),
            r#"FormatDateTime([d], , "yyyy", "yy")"#
        );
    }
}
