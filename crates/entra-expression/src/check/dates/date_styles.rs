//! `FormatDateTime([a], "yyyyMMdd", , "yyyy-MM-dd")`: the input format in the place of the styles.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::functions::DATE_TIME_STYLES;
use crate::{CallNode, Fix, Node, Severity, Span};

pub(crate) const LINT: Lint = Lint {
    code: "date-styles",
    severity: Severity::Error,
    why: "The second argument of FormatDateTime names DateTimeStyles such as AllowWhiteSpaces and is \
        nearly always empty; the input format is the third.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("FormatDateTime") {
        let styles = call.arg(1).and_then(|arg| Some((arg, arg.as_text()?)));
        let Some((value, text)) = styles.filter(|_| are_wrong(call)) else {
            continue;
        };
        found.add(
            value.span,
            format!("\"{text}\" is none of the DateTimeStyles."),
            fixes(context, call, value),
        );
    }
}

/// Whether the second of four arguments is a text that names no styles. With three arguments it is
/// the older form's input format: see arity.
pub(crate) fn are_wrong(call: &CallNode) -> bool {
    let known = |name: &str| DATE_TIME_STYLES.contains(&name.trim());
    let text = call.arg(1).and_then(Node::as_text);
    call.args.len() == 4
        && text.is_some_and(|text| !text.trim().is_empty() && !text.split(',').all(known))
}

/// The input format goes into its place when that is free, and so does an output format behind it.
fn fixes(context: &LintContext<'_>, call: &CallNode, styles: &Node) -> Vec<Fix> {
    let [_, _, input, output] = &call.args[..] else {
        return Vec::new();
    };
    let text = context.source(styles);
    let (positions, formats) = match (&input.value, &output.value) {
        (None, Some(_)) => (styles.span.to(input.slot), format!(", {text}")),
        (Some(input), None) => (
            styles.span.to(output.slot),
            format!(", {text}, {}", context.source(input)),
        ),
        _ => return Vec::new(),
    };
    let end = Span::new(positions.start, positions.end);
    vec![Fix::replace(
        "Leave the second argument empty",
        end,
        formats,
    )]
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
}
