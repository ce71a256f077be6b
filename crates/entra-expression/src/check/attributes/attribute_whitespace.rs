//! `[ mail ]` is not `[mail]`.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "attribute-whitespace",
    severity: Severity::Error,
    why: "The blank is read as part of the attribute's name.",
    source: "Inferred: names are taken literally",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        let trimmed = name.trim();
        if trimmed.len() < name.len() && !trimmed.is_empty() {
            // With a bracket at the start, two would follow each other.
            let fix = (!trimmed.starts_with('['))
                .then(|| Fix::replace("Remove the blank", span, format!("[{trimmed}]")));
            found.add(
                span,
                "There are blanks at the beginning or the end of the name.",
                fix.into_iter().collect(),
            );
        } else if trimmed.is_empty() {
            found.add(span, "The attribute's name is missing.", Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn trims_names() {
        assert_eq!(
            fixed("attribute-whitespace", "ToLower([ mail ])"),
            "ToLower([mail])"
        );
        assert_eq!(underlined("attribute-whitespace", "ToLower([])"), ["[]"]);
    }
}
