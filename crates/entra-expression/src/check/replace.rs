//! Lints of `Replace` and its regular expressions.

use super::context::{LintContext, LintDiagnostics};
use crate::functions::is_replace_mode;
use crate::{CallNode, Fix, Node, Span, quote};
use dotnet_text::regex::{RegexErrorKind, RegexPattern};

/// `Replace([x], "a", "b")`: the third argument is a pattern, not the replacement.
pub(super) fn replace_no_mode(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("Replace") {
        let given = |index| call.arg(index).is_some();
        // Without a source, or with an eighth argument, arity has spoken already.
        if given(0) && call.args.len() <= 7 && !is_replace_mode(given) {
            let message =
                "These arguments don’t match any of the five documented ways to call Replace.";
            found.add(node.span, message, mode_fix(context, call));
        }
    }
}

/// Two texts behind the source were meant as what to find and what to put there.
fn mode_fix(context: &LintContext<'_>, call: &CallNode) -> Option<Fix> {
    let [_, old, new, rest @ ..] = &call.args[..] else {
        return None;
    };
    if let (None, Some(pattern), [group, rest @ ..]) = (&old.value, &new.value, rest)
        && let Some(value) = &group.value
        && rest.iter().all(|arg| arg.value.is_none())
    {
        // One comma short: what stands as the group is what to put there.
        let end = rest.last().map_or(value.span.end, |last| last.slot.end);
        let text = format!(", , {}, , ", context.source(value));
        let span = Span::new(pattern.span.end, end);
        return Some(Fix::replace("Move it to the replacement", span, text));
    }
    let (old, new) = (old.value.as_ref()?, new.value.as_ref()?);
    if rest.iter().any(|arg| arg.value.is_some()) {
        return None;
    }
    let text = format!("{}, , , {}, , ", context.source(old), context.source(new));
    let end = rest.last().map_or(new.span.end, |last| last.slot.end);
    let span = Span::new(old.span.start, end);
    Some(Fix::replace("Replace one value with the other", span, text))
}

/// A pattern that .NET does not accept.
pub(super) fn bad_regex(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, node, pattern) in patterns(context) {
        if let Err(error) = RegexPattern::parse(pattern)
            && let Some(message) = message(error.kind)
        {
            found.add(node.span, format!("{message}."), None);
        }
    }
}

/// The calls of `Replace` with a constant pattern.
fn patterns<'a>(
    context: &LintContext<'a>,
) -> impl Iterator<Item = (&'a CallNode, &'a Node, &'a str)> {
    let calls = context.calls_of("Replace");
    calls.filter_map(|(_, call)| {
        let node = call.arg(2)?;
        Some((call, node, node.as_text()?))
    })
}

/// What is wrong, as a sentence without its period; nothing where .NET takes the pattern.
const fn message(kind: RegexErrorKind) -> Option<&'static str> {
    use RegexErrorKind as Kind;
    Some(match kind {
        Kind::MissingParenthesis | Kind::UnterminatedComment => {
            "A parenthesis in the pattern is never closed"
        }
        Kind::StrayParenthesis => "The pattern closes a parenthesis that it didn’t open",
        Kind::UnterminatedClass | Kind::SubtractionNotLast => {
            "A bracket in the pattern is never closed"
        }
        Kind::NothingToRepeat => "A quantifier in the pattern (*, + or ?) has nothing before it",
        Kind::NestedQuantifier => {
            "There are two quantifiers in a row; .NET has no possessive quantifiers such as a++"
        }
        Kind::TrailingBackslash => "The pattern ends in a backslash",
        Kind::UnknownGroup | Kind::BadGroupName => {
            "The pattern has a kind of group that .NET doesn’t support"
        }
        Kind::BadCondition => "A condition in the pattern, (?(…)yes|no), is malformed",
        Kind::NumberTooLarge => "A number in the pattern is too large",
        Kind::ReversedRange => "A range in brackets runs backwards",
        Kind::UndefinedGroup => "The pattern refers to a group that doesn’t exist",
        Kind::ClassInRange => "A range in brackets ends in a class such as \\d",
        Kind::UnknownEscape | Kind::BadReference => {
            "The pattern has an escape that .NET doesn’t support. A backslash can come only before \
             letters that have a special meaning"
        }
        Kind::ShortHex | Kind::BadControl => {
            "The pattern has an escape that is too short: \\x needs two hexadecimal digits, \
             \\u four, \\c a letter"
        }
        Kind::UnknownProperty | Kind::BadProperty => {
            "The pattern names a class that .NET doesn’t support. Use a category such as \
             \\p{Lu} or a block such as \\p{IsGreek}"
        }
        Kind::ReversedQuantifier => "A quantifier's minimum is greater than its maximum",
        Kind::BalancingGroup | Kind::PosixClass | Kind::TooDeep | Kind::TooLong => return None,
    })
}

/// `"/@.*$/g"`: slashes round a pattern belong to other languages.
pub(super) fn slashed_pattern(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, node, pattern) in patterns(context) {
        if let Some(fixed_text) = without_slashes(pattern) {
            let fix = Fix::replace("Remove the slashes", node.span, quote(&fixed_text));
            found.add(node.span, "The slashes are part of this pattern.", [fix]);
        }
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

/// The group that Replace is told to replace is not in the pattern.
pub(super) fn missing_regex_group(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (call, _, pattern) in patterns(context) {
        let Some(group) = call.arg(3) else { continue };
        let Some(name) = group.as_text() else {
            continue;
        };
        let Ok(pattern) = RegexPattern::parse(pattern) else {
            continue;
        };
        // Without anything to put there, the group is a replacement in the wrong place.
        if call.arg(4).is_none() && call.arg(5).is_none() {
            continue;
        }
        // An empty name is one that was left out by writing "".
        if name.is_empty() || pattern.has_group(name) {
            continue;
        }
        let names: Vec<&str> = pattern.group_names().collect();
        let only = names.first().filter(|_| names.len() == 1);
        let mut known = names.iter();
        let meant = known
            .find(|known| known.eq_ignore_ascii_case(name))
            .or(only);
        let fix = meant.map(|known| Fix::replace(format!("Use {known}"), group.span, quote(known)));
        let message = format!("The pattern has no group \"{name}\".");
        found.add(group.span, message, fix);
    }
}

/// `"\\1"` as a replacement: .NET refers to groups with a dollar sign.
pub(super) fn backslash_reference(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Replace") {
        // With the name of a group, the replacement is a plain text.
        let (Some(_), None, Some(node)) = (call.arg(2), call.arg(3), call.arg(4)) else {
            continue;
        };
        if let Some(fixed_text) = node.as_text().and_then(with_dollars) {
            let fix = Fix::replace("Use a dollar sign", node.span, quote(&fixed_text));
            found.add(
                node.span,
                "A backslash doesn’t refer to a group here.",
                [fix],
            );
        }
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
    fn knows_the_five_ways() {
        let code = "replace-no-mode";
        for good in [
            r#"Replace([a], "x", , , "y", , )"#,
            r#"Replace([a], "x", , , "y")"#,
            r#"Replace([a], "x", , , , , "x@y")"#,
            r#"Replace([a], , "x", , "y", , )"#,
            r#"Replace([a], , "(?<g>x)", "g", "y", , )"#,
            r#"Replace([a], , "(?<g>x)", "g", , [b], )"#,
        ] {
            assert!(underlined(code, good).is_empty(), "{good}");
        }
        assert_eq!(
            fixed(code, r#"Replace([a], "x", "y")"#),
            r#"Replace([a], "x", , , "y", , )"#
        );
        assert_eq!(
            fixed(code, r#"Replace([a], "x", "y", , , , )"#),
            r#"Replace([a], "x", , , "y", , )"#
        );
        assert_eq!(
            fixed(code, r#"Replace([a], , "x", "y", , )"#),
            r#"Replace([a], , "x", , "y", , )"#
        );
        assert!(underlined("missing-regex-group", r#"Replace([a], , "x", "y", , )"#).is_empty());
        assert_eq!(underlined(code, r#"Replace([a], "x")"#).len(), 1);
    }

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

    #[test]
    fn compares_names_with_case() {
        let code = "missing-regex-group";
        assert_eq!(
            fixed(
                code,
                r#"Replace([a], , "(?<Suffix>@.*)", "suffix", "", , )"#
            ),
            r#"Replace([a], , "(?<Suffix>@.*)", "Suffix", "", , )"#
        );
        // .NET finds a group by its number only where it has no name.
        assert!(underlined(code, r#"Replace([a], , "(x)(?<n>y)", "1", "", , )"#).is_empty());
        let by_number = r#"Replace([a], , "(x)(?<n>y)", "2", "", , )"#;
        assert_eq!(
            fixed(code, by_number),
            r#"Replace([a], , "(x)(?<n>y)", "n", "", , )"#
        );
    }

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
