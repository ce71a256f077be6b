//! A pattern that .NET does not accept.

use crate::Severity;
use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use dotnet_text::regex::{RegexErrorKind, RegexPattern};

pub(crate) const LINT: Lint = Lint {
    code: "bad-regex",
    severity: Severity::Error,
    why: "Patterns are .NET regular expressions. One that does not follow their rules fails for \
        every user.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Replace") {
        let Some(node) = call.arg(2) else { continue };
        let Some(pattern) = node.as_text() else {
            continue;
        };
        if let Err(error) = RegexPattern::parse(pattern)
            && let Some(message) = message(error.kind)
        {
            found.add(node.span, format!("{message}."), Vec::new());
        }
    }
}

/// What is wrong, as a sentence without its period; nothing where .NET takes the pattern.
const fn message(kind: RegexErrorKind) -> Option<&'static str> {
    use RegexErrorKind as Kind;
    Some(match kind {
        Kind::MissingParenthesis | Kind::UnterminatedComment => {
            "A parenthesis of the pattern is never closed"
        }
        Kind::StrayParenthesis => "The pattern closes a parenthesis that it did not open",
        Kind::UnterminatedClass | Kind::SubtractionNotLast => {
            "A bracket of the pattern is never closed"
        }
        Kind::NothingToRepeat => "A quantifier of the pattern (*, + or ?) has nothing before it",
        Kind::NestedQuantifier => {
            "Two quantifiers follow each other; .NET has no possessive ones such as a++"
        }
        Kind::TrailingBackslash => "The pattern ends in a backslash",
        Kind::UnknownGroup | Kind::BadGroupName => {
            "The pattern has a group of a kind that .NET does not know"
        }
        Kind::BadCondition => "A condition of the pattern, (?(…)yes|no), is malformed",
        Kind::NumberTooLarge => "A number in the pattern is too large",
        Kind::ReversedRange => "A range in brackets runs backwards",
        Kind::UndefinedGroup => "The pattern refers back to a group that it does not have",
        Kind::ClassInRange => "A range in brackets ends in a class such as \\d",
        Kind::UnknownEscape | Kind::BadReference => {
            "The pattern has an escape that .NET does not know; of letters, only those with a \
             meaning can follow a backslash"
        }
        Kind::ShortHex | Kind::BadControl => {
            "The pattern has an escape that is too short: \\x wants two hexadecimal digits, \
             \\u four, \\c a letter"
        }
        Kind::UnknownProperty | Kind::BadProperty => {
            "The pattern names a class that .NET does not know; there are categories such as \
             \\p{Lu} and blocks such as \\p{IsGreek}"
        }
        Kind::ReversedQuantifier => "A quantifier's least count is above its most",
        Kind::BalancingGroup | Kind::PosixClass | Kind::TooDeep | Kind::TooLong => return None,
    })
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
