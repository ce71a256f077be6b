//! Nothing to look for.

use crate::Severity;
use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};

pub(crate) const LINT: Lint = Lint {
    code: "empty-search",
    severity: Severity::Error,
    why: "An empty text is found everywhere; .NET refuses to replace it or to cut at it.",
    source: "Inferred from .NET's String.Replace and String.Split",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let what = match info.name {
            "Replace" => "oldValue",
            "Split" => "delimiter",
            _ => continue,
        };
        if let Some(node) = call.arg(1)
            && node.as_text() == Some("")
        {
            found.add(
                node.span,
                format!("The {what} of {} is empty.", info.name),
                Vec::new(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn finds_empty_texts() {
        assert_eq!(underlined("empty-search", r#"Split([a], "")"#), ["\"\""]);
        assert!(underlined("empty-search", r#"Join("", [a])"#).is_empty());
    }
}
