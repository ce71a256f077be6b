//! Lints of dates and their formats.

use std::ops::Range;

use super::context::{LintContext, LintDiagnostics};
use crate::functions::DATE_TIME_STYLES;
use crate::{CallNode, Fix, Node, Span, quote};

/// `" yyyy-MM-dd"`: a blank inside the quotation marks of a date format.
pub(super) fn format_stray_space(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, format) in formats(context) {
        let trimmed = format.trim();
        if trimmed.len() < format.len() {
            let fix = Fix::replace("Remove the spaces", span, quote(trimmed));
            found.add(span, "The date format starts or ends with a space.", [fix]);
        }
    }
}

/// The formats of `FormatDateTime` that are constants.
fn formats<'a>(context: &LintContext<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let calls = context.calls_of("FormatDateTime");
    let nodes = calls
        .flat_map(|(_, call)| [call.arg(2), call.arg(3)])
        .flatten();
    nodes.filter_map(|node| Some((node.span, node.as_text()?)))
}

/// `"yyyy-mm-dd"`: small `mm` is minutes.
pub(super) fn minutes_for_months(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (span, format) in formats(context) {
        let Some(fixed_text) = with_months(format) else {
            continue;
        };
        let (message, label) = match (format.contains("mm"), fixed_text.contains("mm")) {
            (true, false) => ("mm means minutes. MM is the month.", "Use MM"),
            (false, _) => ("MM means the month. mm is minutes.", "Use mm"),
            (true, true) => ("MM is the month, and mm is minutes.", "Swap them"),
        };
        let fix = Fix::replace(label, span, quote(&fixed_text));
        found.add(span, message, [fix]);
    }
}

/// The format with months and minutes in the places where they are certainly meant; nothing when
/// they are there already.
fn with_months(format: &str) -> Option<String> {
    let letters = letters(format);
    let neighbours = |index: usize| {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        [before, after].map(|run| run.map_or(' ', |(letter, _)| *letter))
    };
    // Behind hours stand minutes.
    let as_minutes = |index: usize| matches!(neighbours(index), ['h' | 'H', _]);
    let months = letters.iter().enumerate();
    let has_month = months
        .clone()
        .any(|(index, (letter, _))| *letter == 'M' && !as_minutes(index));
    let mut fixed_text = format.to_owned();
    for (index, (letter, position)) in months {
        let capital = match (letter, neighbours(index)) {
            ('M', _) if position.len() <= 2 && as_minutes(index) => false,
            // Between years and days stand months.
            ('m', ['h' | 'H', _] | [_, 's']) => continue,
            ('m', ['y' | 'd', _] | [_, 'y' | 'd']) if !has_month => true,
            _ => continue,
        };
        let right = if capital { "M" } else { "m" };
        fixed_text.replace_range(position.clone(), &right.repeat(position.len()));
    }
    (fixed_text != format).then_some(fixed_text)
}

/// Runs of one letter with their places. Quoted and escaped letters are none.
fn letters(format: &str) -> Vec<(char, Range<usize>)> {
    let mut runs: Vec<(char, Range<usize>)> = Vec::new();
    let mut chars = format.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '\'' | '"' => {
                chars.by_ref().find(|(_, end)| *end == c);
            }
            letter if letter.is_ascii_alphabetic() => match runs.last_mut() {
                Some((last, position)) if *last == letter && position.end == at => {
                    position.end = at + 1
                }
                _ => runs.push((letter, at..at + 1)),
            },
            _ => {}
        }
    }
    // The T of ISO 8601 is no letter of a format.
    runs.retain(|(letter, _)| *letter != 'T');
    runs
}

/// `FormatDateTime([a], "yyyyMMdd", , "yyyy-MM-dd")`: the input format in the place of the styles.
pub(super) fn date_styles(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        let styles = call.arg(1).and_then(|arg| Some((arg, arg.as_text()?)));
        if let Some((value, text)) = styles.filter(|_| are_styles_wrong(call)) {
            let message = format!("\"{text}\" isn’t one of the DateTimeStyles.");
            found.add(value.span, message, styles_fix(context, call, value));
        }
    }
}

/// Whether the second of four arguments is a text that names no styles. With three arguments it is
/// the older form's input format: see arity.
pub(super) fn are_styles_wrong(call: &CallNode) -> bool {
    let known = |name: &str| DATE_TIME_STYLES.contains(&name.trim());
    let text = call.arg(1).and_then(Node::as_text);
    call.args.len() == 4
        && text.is_some_and(|text| !text.trim().is_empty() && !text.split(',').all(known))
}

/// The input format goes into its place when that is free, and so does an output format behind it.
fn styles_fix(context: &LintContext<'_>, call: &CallNode, styles: &Node) -> Option<Fix> {
    let [_, _, input, output] = &call.args[..] else {
        return None;
    };
    let text = context.source(styles);
    let (positions, formats) = match (&input.value, &output.value) {
        (None, Some(_)) => (styles.span.to(input.slot), format!(", {text}")),
        (Some(input), None) => (
            styles.span.to(output.slot),
            format!(", {text}, {}", context.source(input)),
        ),
        _ => return None,
    };
    Some(Fix::replace(
        "Leave the second argument empty",
        positions,
        formats,
    ))
}

/// The form in which dates are printed.
const PRINTED: &str = "M/d/yyyy h:mm:ss tt";

/// `FormatDateTime(Now(), , "yyyy-MM-dd", …)`: date functions write another form.
pub(super) fn input_format_mismatch(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        let (Some(source), Some(format), 4) = (call.arg(0), call.arg(2), call.args.len()) else {
            continue;
        };
        let (Some(function), Some(text)) = (date_function(source), format.as_text()) else {
            continue;
        };
        // One letter is a standard format. hh fits from ten to twelve, and so every date without
        // a time, which is midnight.
        let fits = text.len() == 1
            || text == PRINTED
            || (text == "M/d/yyyy hh:mm:ss tt" && function != "Now");
        if !fits {
            let message = format!(
                "{function} returns dates in the format {PRINTED}, which this input format doesn’t match."
            );
            let label = format!("Use {PRINTED}");
            let fix = Fix::replace(label, format.span, quote(PRINTED));
            found.add(format.span, message, [fix]);
        }
    }
}

fn date_function(node: &Node) -> Option<&str> {
    let name = node.as_call()?.name.as_str();
    matches!(name, "CDate" | "DateAdd" | "DateFromNum" | "Now").then_some(name)
}

/// The intervals, each with what other languages call it.
const INTERVALS: [(&str, &[&str]); 7] = [
    ("yyyy", &["year", "years", "y", "yy"]),
    ("m", &["month", "months", "mm"]),
    ("d", &["day", "days", "dd"]),
    ("ww", &["week", "weeks", "w"]),
    ("h", &["hour", "hours", "hh"]),
    ("n", &["mi", "minute", "minutes"]),
    ("s", &["second", "seconds", "ss"]),
];

/// Intervals of DateAdd and DateDiff.
pub(super) fn bad_interval(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        if !matches!(info.name, "DateAdd" | "DateDiff") {
            continue;
        }
        let Some(node) = call.arg(0) else { continue };
        let Some(text) = node.as_text() else { continue };
        if INTERVALS.iter().any(|(own, _)| *own == text) {
            continue;
        }
        let lower = text.to_lowercase();
        let mut intervals = INTERVALS.into_iter();
        let meant = intervals.find(|(own, others)| *own == lower || others.contains(&&*lower));
        let fix = meant.map(|(own, _)| Fix::replace(format!("Use {own}"), node.span, quote(own)));
        found.add(node.span, format!("\"{text}\" isn’t an interval."), fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn trims() {
        assert_eq!(
            fixed(
                "format-stray-space",
                r#"FormatDateTime([d], , " yyyy ", "yy")"#
            ),
            r#"FormatDateTime([d], , "yyyy", "yy")"#
        );
    }

    #[test]
    fn months_are_capital() {
        let code = "minutes-for-months";
        for (wrong, right) in [
            ("yyyy-mm-dd", "yyyy-MM-dd"),
            ("mm/yyyy", "MM/yyyy"),
            ("yyyymmddHHMMss", "yyyyMMddHHmmss"),
            ("yyyy-mm-ddTHH:MM:ssZ", "yyyy-MM-ddTHH:mm:ssZ"),
            ("yyyy-MM-dd HH:MM", "yyyy-MM-dd HH:mm"),
            ("HH:MM", "HH:mm"),
        ] {
            assert_eq!(
                fixed(
                    code,
                    &format!(r#"FormatDateTime([d], , "{wrong}", "yyyy")"#)
                ),
                format!(r#"FormatDateTime([d], , "{right}", "yyyy")"#)
            );
        }
        for right in [
            "yyyy-MM-dd HH:mm",
            "HH:mm",
            "d HH:mm",
            "dd mm:ss",
            "yyyy-MM-ddTHH:mm:ss.fffZ",
            "hhmmddMMyyyy",
            "M/d/yyyy h:mm:ss tt",
            "yyyy'mm'",
            "MMMM",
            "m",
        ] {
            let text = format!(r#"FormatDateTime([d], , "{right}", "yyyy")"#);
            assert!(underlined(code, &text).is_empty(), "{right}");
        }
    }

    #[test]
    fn moves_the_format_to_its_argument() {
        let code = "date-styles";
        let right = r#"FormatDateTime([a], , "yyyyMMdd", "yyyy-MM-dd")"#;
        for wrong in [
            r#"FormatDateTime([a], "yyyyMMdd", , "yyyy-MM-dd")"#,
            r#"FormatDateTime([a], "yyyyMMdd", "yyyy-MM-dd", )"#,
        ] {
            assert_eq!(underlined(code, wrong), [r#""yyyyMMdd""#]);
            assert_eq!(fixed(code, wrong), right);
        }
        for fine in [
            right,
            r#"FormatDateTime([a], "AssumeUniversal, AdjustToUniversal", "d", "D")"#,
            r#"FormatDateTime([a], "", "d", "D")"#,
            r#"FormatDateTime([a], [styles], "d", "D")"#,
        ] {
            assert!(underlined(code, fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn knows_what_date_functions_print() {
        let code = "input-format-mismatch";
        assert_eq!(
            fixed(code, r#"FormatDateTime(Now(), , "yyyy-MM-dd", "yyyy")"#),
            r#"FormatDateTime(Now(), , "M/d/yyyy h:mm:ss tt", "yyyy")"#
        );
        assert!(underlined(code, r#"FormatDateTime([d], , "yyyy-MM-dd", "yyyy")"#).is_empty());
    }

    #[test]
    fn knows_the_seven() {
        assert_eq!(
            fixed("bad-interval", r#"DateAdd("mi", 5, Now())"#),
            r#"DateAdd("n", 5, Now())"#
        );
        assert_eq!(
            underlined("bad-interval", r#"DateAdd("q", 5, Now())"#),
            ["\"q\""]
        );
        assert!(underlined("bad-interval", r#"DateAdd("ww", 5, Now())"#).is_empty());
    }
}
