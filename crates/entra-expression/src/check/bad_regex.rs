//! A pattern that .NET does not accept.

use super::Lint;
use super::context::{Context, Found, REFERENCE};
use super::regex;
use crate::Severity;

pub(super) const LINT: Lint = Lint {
    code: "bad-regex",
    severity: Severity::Error,
    why: "Patterns are .NET regular expressions. One that does not follow their rules fails for \
        every user.",
    source: REFERENCE,
    run,
};

fn run(context: &Context<'_>, found: &mut Found) {
    for (_, call) in context.calls_of("Replace") {
        let Some(node) = call.arg(2) else { continue };
        let Some(pattern) = node.as_text() else {
            continue;
        };
        if let Err(problem) = regex::scan(pattern) {
            found.add(node.span, format!("{}.", problem.words()), Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn underlines_the_pattern() {
        assert_eq!(
            underlined("bad-regex", r#"Replace([a], , "([a-z", , "", , )"#),
            [r#""([a-z""#]
        );
        assert!(
            underlined(
                "bad-regex",
                r#"Replace([a], , "(?<!x)[a-z-[aeiou]]{2,3}?", , "", , )"#
            )
            .is_empty()
        );
    }
}
