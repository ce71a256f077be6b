//! Too many arguments, too few, or a required one left empty.

use super::context::{LintContext, LintDiagnostics};
use super::dates;
use crate::functions::{self, FunctionInfo, Param, Presence};
use crate::{ArgNode, CallNode, Fix, Node, Span, TextEdit};

pub(super) fn arity(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (node, call, info) in context.known_calls() {
        let count = call.args.len();
        let (too_few, too_many) = wrong_count(call, info);
        if too_few || too_many {
            // An odd Switch has a lint of its own that says which argument was forgotten.
            if info.name == "Switch" && count >= 3 {
                continue;
            }
            let (takes, signature) = (arguments(info), info.signature());
            let message = format!("{} accepts {takes}, not {count}: {signature}.", info.name);
            let fix = match too_few {
                true => too_few_fix(call),
                false => too_many_fix(context, node, call),
            };
            found.add(node.span, message, fix);
        } else if let Some((index, param)) = omitted(call, info) {
            // An odd Switch has a lint of its own.
            if info.name == "Switch" && !count.is_multiple_of(2) {
                continue;
            }
            // A FormatDateTime with its formats one place too early has a lint of its own.
            if info.name == "FormatDateTime" && dates::are_styles_wrong(call) {
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
            found.add(node.span, message, omitted_fix(call, info, index));
        }
    }
}

/// Whether arguments are too few, too many or left out, so that the others may stand in places
/// that are not theirs.
pub(super) fn is_wrong(call: &CallNode) -> bool {
    functions::find(&call.name).is_some_and(|info| {
        wrong_count(call, info) != (false, false) || omitted(call, info).is_some()
    })
}

/// Whether there are too few arguments, and whether there are too many.
fn wrong_count(call: &CallNode, info: &FunctionInfo) -> (bool, bool) {
    let count = call.args.len();
    let too_many = info.max_args().is_some_and(|most| count > most);
    (count < info.min_args(), too_many)
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
fn omitted_fix(call: &CallNode, info: &FunctionInfo, index: usize) -> Option<Fix> {
    let first = info.params.len() - info.repeats;
    let empty = call.args.iter().enumerate();
    let empty = empty.filter(|(at, arg)| *at >= first && arg.value.is_none());
    if index < first {
        return None;
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
            ("Remove empty arguments", edits.collect())
        }
        2 if empty.clone().all(|(at, _)| (at - first) % 2 == 1) => {
            let edits = empty.map(|(_, arg)| TextEdit::new(arg.slot, " \"\""));
            ("Send an empty value", edits.collect())
        }
        _ => return None,
    };
    Some(Fix::new(label, edits))
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
fn too_many_fix(context: &LintContext<'_>, node: &Node, call: &CallNode) -> Option<Fix> {
    let values = call
        .args
        .iter()
        .map(|arg| Some(context.source(arg.value.as_ref()?)));
    match (call.name.as_str(), values.collect::<Option<Vec<&str>>>()) {
        (_, None) => call.args.iter().skip(1).find_map(empty_argument_fix),
        ("Append", Some(values)) => {
            let text = format!("Join(\"\", {})", values.join(", "));
            Some(Fix::replace("Join them", node.span, text))
        }
        _ => None,
    }
}

/// A comma that stands twice: the one before an empty argument that is not the first.
pub(super) fn empty_argument_fix(arg: &ArgNode) -> Option<Fix> {
    let empty = arg.value.is_none();
    empty.then(|| {
        let comma = Span::new(arg.slot.start - 1, arg.slot.end);
        Fix::replace("Remove the empty argument", comma, "")
    })
}

/// The forgotten arguments that are seen again and again.
fn too_few_fix(call: &CallNode) -> Option<Fix> {
    let (before, label, inserted) = match (call.name.as_str(), call.args.len()) {
        ("FormatDateTime", 3) => (0, "Add the empty second argument", ", "),
        ("IIF", 2) => (1, "Send nothing otherwise", ", "),
        ("Mid", 2) => (1, "Take everything from there", ", 1000"),
        ("Word", 2) => (1, "Split at spaces", ", \" \""),
        _ => return None,
    };
    let end = Span::at(call.arg(before)?.span.end);
    Some(Fix::replace(label, end, inserted))
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
