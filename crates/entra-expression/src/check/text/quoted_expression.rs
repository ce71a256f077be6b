//! `"Join(…)"`: the whole expression in quotation marks is a text.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity, functions, parse};

pub(crate) const LINT: Lint = Lint {
    code: "quoted-expression",
    severity: Severity::Warning,
    why: "What stands between quotation marks is sent as it is; functions in it are not run.",
    source: "Follows from the grammar",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    let Some(root) = context.root else { return };
    let Some(text) = root.as_text() else { return };
    let known = text
        .split_once('(')
        .is_some_and(|(name, _)| functions::find(name.trim()).is_some());
    if known && parse(text).is_sound() {
        found.add(
            root.span,
            "This is a text that looks like an expression.",
            vec![Fix::replace("Remove the quotation marks", root.span, text)],
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn unquotes() {
        let code = "quoted-expression";
        assert_eq!(fixed(code, r#""ToLower([mail])""#), "ToLower([mail])");
        assert!(underlined(code, r#""Agent (night)""#).is_empty());
    }
}
