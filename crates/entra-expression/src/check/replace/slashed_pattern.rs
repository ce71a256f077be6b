//! `"/@.*$/g"`: slashes round a pattern belong to other languages.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::print::quote;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "slashed-pattern",
    severity: Severity::Warning,
    why: "In .NET a pattern stands without slashes, which would have to be in the text too. Replace \
        always replaces everything that fits; (?i) at the start takes the place of the letter i.",
    source: "Microsoft's documentation of .NET regular expressions",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Replace") {
        let Some(node) = call.arg(2) else { continue };
        let Some(fixed_text) = node.as_text().and_then(without_slashes) else {
            continue;
        };
        let fix = Fix::replace("Remove the slashes", node.span, quote(&fixed_text));
        found.add(
            node.span,
            "The slashes are part of this pattern.",
            vec![fix],
        );
    }
}

/// What stands between the slashes of `/pattern/flags`.
fn without_slashes(pattern: &str) -> Option<String> {
    let (inner, flags) = pattern.strip_prefix('/')?.rsplit_once('/')?;
    // `/home/` can be meant as it stands.
    let is_plain = inner.chars().all(|c| c.is_alphanumeric() || c == '/');
    let is_flags = flags.chars().all(|c| "gimsuy".contains(c));
    if inner.is_empty() || !is_flags || is_plain && flags.is_empty() {
        return None;
    }
    let options: String = flags.chars().filter(|c| "ims".contains(*c)).collect();
    let options = match options.as_str() {
        "" => options,
        some => format!("(?{some})"),
    };
    Some(options + inner)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn takes_the_slashes_off() {
        let code = "slashed-pattern";
        for (wrong, right) in [
            ("/@.*$/", "@.*$"),
            ("/[a-z]+/gi", "(?i)[a-z]+"),
            ("/a/g", "a"),
        ] {
            assert_eq!(
                fixed(code, &format!(r#"Replace([a], , "{wrong}", , "", , )"#)),
                format!(r#"Replace([a], , "{right}", , "", , )"#)
            );
        }
        for right in ["/", "//", "/home/", "a/b", "/x", "[/]"] {
            let text = format!(r#"Replace([a], , "{right}", , "", , )"#);
            assert!(underlined(code, &text).is_empty(), "{right}");
        }
    }
}
