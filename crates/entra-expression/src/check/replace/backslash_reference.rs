//! `"\\1"` as a replacement: .NET refers to groups with a dollar sign.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::print::quote;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "backslash-reference",
    severity: Severity::Warning,
    why: "In a replacement, .NET writes what group 1 found as $1 or ${1}. A backslash stands for \
        itself there.",
    source: "Microsoft's documentation of substitutions in .NET regular expressions",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Replace") {
        // With the name of a group, the replacement is a plain text.
        let (Some(_), None, Some(node)) = (call.arg(2), call.arg(3), call.arg(4)) else {
            continue;
        };
        let Some(fixed_text) = node.as_text().and_then(with_dollars) else {
            continue;
        };
        let fix = Fix::replace("Write it with a dollar sign", node.span, quote(&fixed_text));
        found.add(node.span, "A backslash refers to no group here.", vec![fix]);
    }
}

/// `\1` to `\9` as `${1}` to `${9}`; nothing when there is none.
fn with_dollars(replacement: &str) -> Option<String> {
    let mut fixed = String::new();
    let mut chars = replacement.chars().peekable();
    let mut any = false;
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(digit @ '1'..='9') if c == '\\' => {
                fixed.push_str(&format!("${{{digit}}}"));
                chars.next();
                any = true;
            }
            _ => fixed.push(c),
        }
    }
    any.then_some(fixed)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn writes_dollars() {
        let code = "backslash-reference";
        assert_eq!(
            fixed(code, r#"Replace([a], , "(.*)@(.*)", , "\\1-\\2", , )"#),
            r#"Replace([a], , "(.*)@(.*)", , "${1}-${2}", , )"#
        );
        for right in [
            r#"Replace([a], , "(.*)@", , "$1", , )"#,
            r#"Replace([a], , "(.*)@", "1", "\\1", , )"#,
            r#"Replace([a], "x", , , "\\1", , )"#,
            r#"Replace([a], , "x", , "\\\\server", , )"#,
        ] {
            assert!(underlined(code, right).is_empty(), "{right}");
        }
    }
}
