//! Lints of single arguments.

use super::arity;
use super::context::{LintContext, LintDiagnostics};
use crate::functions::{self, Presence, ValueType};
use crate::{Fix, Keyword, Node, NodeKind, Span, quote};

/// `Join([givenName], " ", [surname])`: the separator comes first.
pub(super) fn join_separator_is_attribute(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Join") {
        let Some(first) = call.arg(0) else { continue };
        let NodeKind::Attribute(name) = &first.kind else {
            continue;
        };
        let is_separator = |node: &&Node| {
            let text = node.as_text();
            call.args.len() > 2 && text.is_some_and(|text| text.chars().count() <= 3)
        };
        let swap = call.arg(1).filter(is_separator).map(|second| {
            let swapped = format!("{}, {}", context.source(second), context.source(first));
            Fix::replace(
                "Put the separator first",
                first.span.to(second.span),
                swapped,
            )
        });
        let start = Span::at(first.span.start);
        let insert = Fix::replace("Add an empty separator", start, "\"\", ");
        let message = format!("[{name}] is where Join expects its separator.");
        found.add(first.span, message, swap.into_iter().chain([insert]));
    }
}

/// A keyword where it means nothing.
pub(super) fn keyword_position(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let NodeKind::Keyword(keyword) = entry.node.kind else {
            continue;
        };
        let compares = matches!(keyword, Keyword::BinaryCompare | Keyword::TextCompare);
        if let Some((call, index)) = entry.parent {
            let fits = match call.name.as_str() {
                "InStr" => compares && index == 3,
                "IIF" => !compares && matches!(index, 1 | 2),
                _ => false,
            };
            // Of arguments in the wrong places arity has spoken.
            if fits || call.has_errors || arity::is_wrong(call) {
                continue;
            }
        }
        // One comma short: InStr's optional start was forgotten with its place.
        let fix = match entry.parent {
            Some((call, 2)) if compares && call.name == "InStr" && call.args.len() == 3 => {
                let before = Span::at(entry.node.span.start);
                Some(Fix::replace("Leave the start empty", before, ", "))
            }
            _ => None,
        };
        let message = format!("{} means nothing here.", keyword.word());
        found.add(entry.node.span, message, fix);
    }
}

/// Lengths that RandomString cannot give.
pub(super) fn randomstring_range(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call) in context.calls_of("RandomString") {
        // Of arguments in the wrong places arity has spoken.
        if arity::is_wrong(call) {
            continue;
        }
        let number = |index| call.arg(index)?.as_integer();
        let numbers: Vec<i64> = (0..5).filter_map(number).collect();
        let Some(length) = number(0) else { continue };
        let minimums = numbers.iter().skip(1);
        let least = minimums.fold(0_i64, |sum, n| sum.saturating_add(*n));
        let message = if numbers.iter().any(|number| *number < 0) {
            "RandomString doesn’t accept negative numbers.".to_owned()
        } else if length > 256 {
            format!("RandomString makes at most 256 characters, not {length}.")
        } else if numbers.len() == 5 && least > length {
            format!("The minimums don’t fit into {length} characters.")
        } else {
            continue;
        };
        found.add(node.span, message, None);
    }
}

/// `Split("A, B", ",")` keeps the blank before B.
pub(super) fn split_keeps_blank(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Split") {
        let (Some(source), Some(delimiter)) = (call.arg(0), call.arg(1)) else {
            continue;
        };
        let (Some(text), Some(mark)) = (source.as_text(), delimiter.as_text()) else {
            continue;
        };
        // Only where a blank is seen: most lists are written without.
        let with_blank = format!("{mark} ");
        if !mark.ends_with(' ') && text.contains(&with_blank) {
            let fix = Fix::replace("Split at the space too", delimiter.span, quote(&with_blank));
            let message = "The space after the delimiter stays in the values.";
            found.add(source.span, message, [fix]);
        }
    }
}

/// Places are counted from 1.
pub(super) fn start_below_one(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let index = match info.name {
            "Mid" | "Item" => 1,
            "InStr" => 2,
            _ => continue,
        };
        if let Some(node) = call.arg(index)
            && let Some(number @ ..1) = node.as_integer()
        {
            let message = format!("{} counts from 1, not {number}.", info.name);
            found.add(node.span, message, [Fix::write("1", node.span)]);
        }
    }
}

/// Nothing to look for.
pub(super) fn empty_search(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        let what = match info.name {
            "Replace" => "oldValue",
            "Split" => "delimiter",
            _ => continue,
        };
        if let Some(node) = call.arg(1)
            && node.as_text() == Some("")
        {
            let message = format!("The {what} of {} is empty.", info.name);
            found.add(node.span, message, None);
        }
    }
}

/// A constant, or a function's result, that a parameter cannot take.
pub(super) fn wrong_type(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        // Of arguments in the wrong places arity has spoken.
        if arity::is_wrong(call) {
            continue;
        }
        for (index, arg) in call.args.iter().enumerate() {
            let (Some(value), Some(param)) = (&arg.value, info.param(index)) else {
                continue;
            };
            if !matches!(param.takes, ValueType::Integer | ValueType::FileTime) {
                continue;
            }
            let Some(what) = not_a_number(value) else {
                continue;
            };
            let optional = match param.presence {
                Presence::Optional => "optional ",
                _ => "",
            };
            let message = format!(
                "{} needs a whole number as its {optional}{}, not {what}.",
                info.name, param.name
            );
            found.add(value.span, message, None);
        }
    }
}

/// What a value certainly is, when it is certainly no whole number.
fn not_a_number(value: &Node) -> Option<String> {
    match &value.kind {
        NodeKind::Text(text) => {
            let number = text.trim().parse::<i64>();
            number.is_err().then(|| format!("\"{text}\""))
        }
        NodeKind::Call(call) => match functions::find(&call.name)?.returns {
            ValueType::Boolean => Some("True or False".to_owned()),
            ValueType::DateTime => Some("a date".to_owned()),
            ValueType::List => Some("several values".to_owned()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn moves_or_adds_the_separator() {
        let code = "join-separator-is-attribute";
        assert_eq!(
            fixed(code, "Join([a], \" \", [b])"),
            "Join(\" \", [a], [b])"
        );
        assert_eq!(fixed(code, "Join([a], [b])"), "Join(\"\", [a], [b])");
    }

    #[test]
    fn keywords_have_their_positions() {
        let code = "keyword-place";
        assert!(underlined(code, r#"IIF([a]="x", [b], IgnoreAttributeFlow)"#).is_empty());
        assert!(underlined(code, r#"InStr([a], "b", , vbTextCompare)"#).is_empty());
        assert_eq!(
            underlined(code, r#"Switch([a], IgnoreAttributeFlow, "x", "1")"#),
            ["IgnoreAttributeFlow"]
        );
        assert_eq!(
            fixed(code, r#"InStr([a], "b", vbTextCompare)"#),
            r#"InStr([a], "b", , vbTextCompare)"#
        );
    }

    #[test]
    fn adds_up() {
        let code = "randomstring-range";
        assert_eq!(underlined(code, "RandomString(300,1,1,1,1)").len(), 1);
        assert_eq!(underlined(code, "RandomString(5,3,2,2,0)").len(), 1);
        assert!(underlined(code, "RandomString(6,3,0,0,3)").is_empty());
    }

    #[test]
    fn sees_blanks() {
        let code = "split-keeps-blank";
        assert_eq!(
            fixed(code, r#"Split("A, B", ",")"#),
            r#"Split("A, B", ", ")"#
        );
        assert!(underlined(code, r#"Split([a], ",")"#).is_empty());
    }

    #[test]
    fn counts_from_one() {
        assert_eq!(fixed("start-below-one", "Mid([a], 0, 3)"), "Mid([a], 1, 3)");
        assert_eq!(fixed("start-below-one", "Item([a], \"0\")"), "Item([a], 1)");
        assert!(underlined("start-below-one", "Left([a], 0)").is_empty());
    }

    #[test]
    fn finds_empty_texts() {
        assert_eq!(underlined("empty-search", r#"Split([a], "")"#), ["\"\""]);
        assert!(underlined("empty-search", r#"Join("", [a])"#).is_empty());
    }

    #[test]
    fn numbers_may_be_quoted() {
        assert_eq!(underlined("wrong-type", r#"Mid([a], "x", 3)"#), ["\"x\""]);
        assert_eq!(underlined("wrong-type", r#"BitAnd("&HF", 7)"#), ["\"&HF\""]);
        assert_eq!(
            underlined("wrong-type", r#"Left([a], IsPresent([b]))"#),
            ["IsPresent([b])"]
        );
        assert!(underlined("wrong-type", r#"Mid([a], "1", [n])"#).is_empty());
    }
}
