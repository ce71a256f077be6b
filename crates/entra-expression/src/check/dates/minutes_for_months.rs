//! `"yyyy-mm-dd"`: small `mm` is minutes.

use std::ops::Range;

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::syntax::print::quote;
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "minutes-for-months",
    severity: Severity::Warning,
    why: "In .NET date formats MM is the month and mm the minute.",
    source: "Microsoft's documentation of custom date and time format strings",
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        for format in [2, 3].into_iter().filter_map(|index| call.arg(index)) {
            let Some(text) = format.as_text() else {
                continue;
            };
            let Some(fixed_text) = with_months(text) else {
                continue;
            };
            let (message, label) = match (text.contains("mm"), fixed_text.contains("mm")) {
                (true, false) => ("mm is minutes; MM is the month.", "Write MM"),
                (false, _) => ("MM is the month; mm is minutes.", "Write mm"),
                (true, true) => ("MM is the month, and mm is minutes.", "Change them over"),
            };
            let fix = Fix::replace(label, format.span, quote(&fixed_text));
            found.add(format.span, message, vec![fix]);
        }
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

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
}
