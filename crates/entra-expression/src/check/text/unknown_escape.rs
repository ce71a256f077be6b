//! `"\d"`: a backslash of a pattern is written twice.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, NodeKind, Severity, Span, TextEdit};

pub(crate) const LINT: Lint = Lint {
    code: "unknown-escape",
    severity: Severity::Warning,
    why: "Only \\\\ and \\\" are escapes. Microsoft's own pages have others, such as \\+ and \\,; \
        here the backslash is then kept. Written twice it is certain, and the value is the same.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let span = entry.node.span;
        let written = context.source(entry.node);
        // Only texts in proper quotation marks; the parser has spoken about the others.
        if !matches!(entry.node.kind, NodeKind::Text(_)) || !written.starts_with('"') {
            continue;
        }
        let mut edits = Vec::new();
        let mut first: Option<(Span, String)> = None;
        let mut chars = written.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, next)) = chars.next() else { break };
            if matches!(next, '\\' | '"') {
                continue;
            }
            let start = span.start + at;
            edits.push(TextEdit {
                span: Span::at(start),
                replacement: "\\".to_owned(),
            });
            first.get_or_insert_with(|| {
                (
                    Span::new(start, start + 1 + next.len_utf8()),
                    format!("\\{next}"),
                )
            });
        }
        if let Some((position, escape)) = first {
            let message = match edits.len() {
                1 => format!("{escape} is not an escape; write the backslash twice."),
                more => {
                    format!("{escape} is not an escape; write the backslash twice. ({more} places)")
                }
            };
            let fix = Fix {
                label: "Write the backslash twice".to_owned(),
                edits,
            };
            found.add(position, message, vec![fix]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn doubles_the_backslash() {
        assert_eq!(underlined("unknown-escape", r#"Join("\n", [a])"#), [r"\n"]);
        assert_eq!(
            fixed("unknown-escape", r#"Replace([a], , "\d\\s\w", , "", , )"#),
            r#"Replace([a], , "\\d\\s\\w", , "", , )"#
        );
        assert!(underlined("unknown-escape", r#"Append([a], "C:\\temp \"x\"")"#).is_empty());
    }
}
