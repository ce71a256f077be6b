//! `[<attribute>]` was copied without filling it in.

use crate::Severity;
use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};

pub(crate) const LINT: Lint = Lint {
    code: "placeholder",
    severity: Severity::Error,
    why: "Angle brackets mark what the reader of an instruction has to fill in.",
    source: "Seen in copied expressions",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, name) in context.attributes() {
        if name.contains(['<', '>']) {
            found.add(
                span,
                format!("{name} is a placeholder; put an attribute's name here."),
                Vec::new(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn finds_placeholders_but_not_templates() {
        assert_eq!(
            underlined("placeholder", "ToLower([<attribute>])"),
            ["[<attribute>]"]
        );
        let template = r#"Replace([a], "<username>", , , , , "<username>@contoso.com")"#;
        assert!(underlined("placeholder", template).is_empty());
    }
}
