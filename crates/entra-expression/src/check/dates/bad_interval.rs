//! Intervals of DateAdd and DateDiff.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "bad-interval",
    severity: Severity::Error,
    why: "The intervals are yyyy, m, d, ww, h, n (minutes) and s, in small letters.",
    source: REFERENCE,
    run,
};

const INTERVALS: [&str; 7] = ["yyyy", "m", "d", "ww", "h", "n", "s"];

/// What other languages call them.
const FOREIGN: &[(&str, &str)] = &[
    ("mi", "n"),
    ("minute", "n"),
    ("minutes", "n"),
    ("day", "d"),
    ("days", "d"),
    ("dd", "d"),
    ("week", "ww"),
    ("weeks", "ww"),
    ("w", "ww"),
    ("month", "m"),
    ("months", "m"),
    ("mm", "m"),
    ("year", "yyyy"),
    ("years", "yyyy"),
    ("y", "yyyy"),
    ("yy", "yyyy"),
    ("hour", "h"),
    ("hours", "h"),
    ("hh", "h"),
    ("second", "s"),
    ("seconds", "s"),
    ("ss", "s"),
];

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call, info) in context.known_calls() {
        if !matches!(info.name, "DateAdd" | "DateDiff") {
            continue;
        }
        let Some(node) = call.arg(0) else { continue };
        let Some(text) = node.as_text() else { continue };
        if INTERVALS.contains(&text) {
            continue;
        }
        let lower = text.to_lowercase();
        let right = INTERVALS
            .into_iter()
            .find(|known| *known == lower)
            .or_else(|| {
                FOREIGN
                    .iter()
                    .find(|(name, _)| *name == lower)
                    .map(|(_, right)| *right)
            });
        let fixes = right
            .map(|right| Fix::replace(format!("Write {right}"), node.span, format!("\"{right}\"")))
            .into_iter()
            .collect();
        found.add(node.span, format!("\"{text}\" is not an interval."), fixes);
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
