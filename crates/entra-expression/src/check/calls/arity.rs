//! Too many arguments, too few, or a required one left empty.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::check::dates::date_styles;
use crate::functions::{FunctionInfo, Param, Presence};
use crate::syntax::node::{CallNode, Node};
use crate::{Fix, Severity, Span, TextEdit};

pub(crate) const LINT: Lint = Lint {
    code: "arity",
    severity: Severity::Error,
    why: "Arguments are known by their place, so each required one has to stand in its own.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call, info) in context.known_calls() {
        let count = call.args.len();
        let least = info.min_args();
        if count < least {
            // An odd Switch has a lint of its own that says which argument was forgotten.
            if info.name == "Switch" && count >= 3 {
                continue;
            }
            let message = format!(
                "{} takes {}, not {count}: {}.",
                info.name,
                arguments(info),
                info.signature()
            );
            found.add(node.span, message, too_few_fixes(call));
        } else if info.max_args().is_some_and(|most| count > most) {
            let message = format!(
                "{} takes {}, not {count}: {}.",
                info.name,
                arguments(info),
                info.signature()
            );
            found.add(node.span, message, too_many_fixes(context, node, call));
        } else if let Some((index, param)) = omitted(call, info) {
            // An odd Switch has a lint of its own.
            if info.name == "Switch" && !count.is_multiple_of(2) {
                continue;
            }
            // A FormatDateTime with its formats one place too early has a lint of its own.
            if info.name == "FormatDateTime" && date_styles::are_wrong(call) {
                continue;
            }
            let message = match index < info.params.len() {
                true => format!("{} needs its argument {}.", info.name, param.name),
                false => format!(
                    "{} needs a value in every place: argument {} is empty.",
                    info.name,
                    index + 1
                ),
            };
            found.add(node.span, message, omitted_fixes(call, info, index));
        }
    }
}

/// Whether arguments are too few, too many or left out, so that the others may stand in places
/// that are not theirs.
pub(crate) fn is_wrong(call: &CallNode, info: &FunctionInfo) -> bool {
    let count = call.args.len();
    let too_many = info.max_args().is_some_and(|most| count > most);
    count < info.min_args() || too_many || omitted(call, info).is_some()
}

/// The first empty place of a required parameter, repeats included: the evaluator wants them all.
fn omitted(call: &CallNode, info: &FunctionInfo) -> Option<(usize, &'static Param)> {
    let empty = call.args.iter().enumerate();
    let mut empty = empty.filter(|(_, arg)| arg.value.is_none());
    empty.find_map(|(index, _)| {
        let param = info.param(index)?;
        (param.presence == Presence::Required).then_some((index, param))
    })
}

/// Empty places among repeats are commas too many, or values of Switch that were meant empty.
fn omitted_fixes(call: &CallNode, info: &FunctionInfo, index: usize) -> Vec<Fix> {
    let first = info.params.len() - info.repeats;
    let empty = call.args.iter().enumerate();
    let empty = empty.filter(|(at, arg)| *at >= first && arg.value.is_none());
    if index < first {
        return Vec::new();
    }
    let (label, edits): (_, Vec<TextEdit>) = match info.repeats {
        1 if call.args.len() - empty.clone().count() >= info.min_args() => {
            let begin = call.args.iter().position(|arg| arg.value.is_some());
            let edits = empty.map(|(at, arg)| TextEdit {
                span: match begin.is_some_and(|begin| begin < at) {
                    true => Span::new(arg.slot.start.saturating_sub(1), arg.slot.end),
                    false => Span::new(arg.slot.start, arg.slot.end + 1),
                },
                replacement: String::new(),
            });
            ("Remove what is empty", edits.collect())
        }
        2 if empty.clone().all(|(at, _)| (at - first) % 2 == 1) => {
            let edits = empty.map(|(_, arg)| TextEdit {
                span: arg.slot,
                replacement: " \"\"".to_owned(),
            });
            ("Send an empty text", edits.collect())
        }
        _ => return Vec::new(),
    };
    vec![Fix {
        label: label.to_owned(),
        edits,
    }]
}

/// "two arguments", "1 to 2 arguments", "at least 2 arguments".
fn arguments(info: &FunctionInfo) -> String {
    let least = info.min_args();
    let plural = |count| if count == 1 { "argument" } else { "arguments" };
    match info.max_args() {
        None => format!("at least {least} {}", plural(least)),
        Some(0) => "no arguments".to_owned(),
        Some(most) if most == least => format!("{most} {}", plural(most)),
        Some(most) => format!("{least} to {most} arguments"),
    }
}

/// Append was meant to put more than two texts together.
fn too_many_fixes(context: &LintContext<'_>, node: &Node, call: &CallNode) -> Vec<Fix> {
    let values: Option<Vec<&str>> = call
        .args
        .iter()
        .map(|arg| Some(context.source(arg.value.as_ref()?)))
        .collect();
    match (call.name.as_str(), values) {
        (_, None) => empty_argument_fix(call),
        ("Append", Some(values)) => {
            let text = format!("Join(\"\", {})", values.join(", "));
            vec![Fix::replace("Join them", node.span, text)]
        }
        _ => Vec::new(),
    }
}

/// A comma that stands twice.
fn empty_argument_fix(call: &CallNode) -> Vec<Fix> {
    let empty = call.args.iter().skip(1).find(|arg| arg.value.is_none());
    empty
        .map(|arg| {
            let comma = Span::new(arg.slot.start - 1, arg.slot.end);
            Fix::replace("Remove the empty argument", comma, "")
        })
        .into_iter()
        .collect()
}

/// The forgotten arguments that are seen again and again.
fn too_few_fixes(call: &CallNode) -> Vec<Fix> {
    let end_of = |index: usize| call.arg(index).map(|arg| Span::at(arg.span.end));
    match (call.name.as_str(), call.args.len()) {
        ("FormatDateTime", 3) => end_of(0)
            .map(|position| Fix::replace("Add the empty second argument", position, ", "))
            .into_iter()
            .collect(),
        ("IIF", 2) => end_of(1)
            .map(|position| Fix::replace("Send nothing otherwise", position, ", "))
            .into_iter()
            .collect(),
        ("Mid", 2) => end_of(1)
            .map(|position| Fix::replace("Take everything from there", position, ", 1000"))
            .into_iter()
            .collect(),
        ("Word", 2) => end_of(1)
            .map(|position| Fix::replace("Cut at blanks", position, ", \" \""))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn counts() {
        for wrong in [
            "Append([a], \"b\", \"c\")",
            "Left([a])",
            "Now(\"UTC\")",
            "Coalesce()",
            "Join(\"-\")",
            "Append([a], )",
            "IIF([a]=\"x\", \"1\")",
            "Switch([a], \"d\")",
            "Mid([a], , 2)",
            "Join(\"@\", [a], )",
            "Join(\"@\", [a], \"b\", )",
            "Coalesce([a], , \"x\")",
            "Switch([a], , \"a\", \"b\", \"c\", )",
            "Switch([a], , \"a\", \"b\", , \"z\")",
            "Append(, \"x\")",
            "FormatDateTime([d], \"None\", \"yyyy\", )",
        ] {
            assert_eq!(underlined("arity", wrong), [wrong]);
        }
        for right in [
            "Now()",
            "PCase([a])",
            "Switch([a], , \"k\", \"v\")",
            "IIF([a]=\"x\", \"1\", )",
            "InStr([a], \"b\", , )",
        ] {
            assert!(underlined("arity", right).is_empty(), "{right}");
        }
    }

    #[test]
    fn one_comma_too_many() {
        assert_eq!(
            fixed("arity", "InStr([a],, \"i\", 1, vbTextCompare)"),
            "InStr([a], \"i\", 1, vbTextCompare)"
        );
        assert!(underlined("keyword-place", "InStr([a],, \"i\", 1, vbTextCompare)").is_empty());
        assert!(underlined("arity", "Switch([a], \"d\",, \"1\", \"x\")").is_empty());
    }

    #[test]
    fn an_empty_repeat_is_removed_or_filled() {
        for (text, fixed_text) in [
            ("Join(\"@\", [a], \"b\", )", "Join(\"@\", [a], \"b\")"),
            ("Coalesce([a], , \"x\")", "Coalesce([a], \"x\")"),
            ("Coalesce(, , [a], , \"x\", )", "Coalesce( [a], \"x\")"),
            (
                "Switch([a], , \"a\", \"b\", \"c\", )",
                "Switch([a], , \"a\", \"b\", \"c\", \"\")",
            ),
        ] {
            assert_eq!(fixed("arity", text), fixed_text);
        }
    }

    #[test]
    fn fixes_what_is_forgotten_most() {
        assert_eq!(
            fixed("arity", "FormatDateTime([d], \"yyyy\", \"MM\")"),
            "FormatDateTime([d], , \"yyyy\", \"MM\")"
        );
        assert_eq!(fixed("arity", "Mid([a], 4)"), "Mid([a], 4, 1000)");
        assert_eq!(fixed("arity", "Word([a], 1)"), "Word([a], 1, \" \")");
        assert_eq!(
            fixed("arity", "Append([a], \" \", [b])"),
            "Join(\"\", [a], \" \", [b])"
        );
        assert_eq!(
            fixed("arity", "IIF([a]=\"x\", \"1\")"),
            "IIF([a]=\"x\", \"1\", )"
        );
    }
}
