//! A keyword where it means nothing.

use crate::check::Lint;
use crate::check::calls::arity;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{CallNode, Fix, Keyword, NodeKind, Severity, Span, functions};

pub(crate) const LINT: Lint = Lint {
    code: "keyword-place",
    severity: Severity::Error,
    why: "vbBinaryCompare and vbTextCompare are for the last argument of InStr; \
        IgnoreAttributeFlow and IgnoreObjectFlow are values of IIF.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let NodeKind::Keyword(keyword) = entry.node.kind else {
            continue;
        };
        let around = entry
            .parent
            .filter(|(call, _)| !call.has_errors)
            .map(|(call, index)| (call.name.as_str(), index));
        let fits = match keyword {
            Keyword::BinaryCompare | Keyword::TextCompare => around == Some(("InStr", 3)),
            Keyword::IgnoreAttributeFlow | Keyword::IgnoreObjectFlow => {
                matches!(around, Some(("IIF", 1 | 2)))
            }
        };
        // Of arguments in the wrong places arity has spoken.
        let displaced = |call: &CallNode| {
            functions::find(&call.name).is_some_and(|info| arity::is_wrong(call, info))
        };
        let readable = entry
            .parent
            .is_none_or(|(call, _)| !call.has_errors && !displaced(call));
        if !fits && readable {
            // One comma short: InStr's optional start was forgotten with its place.
            let fix = match (keyword, entry.parent) {
                (Keyword::BinaryCompare | Keyword::TextCompare, Some((call, 2)))
                    if call.name == "InStr" && call.args.len() == 3 =>
                {
                    let before = Span::at(entry.node.span.start);
                    vec![Fix::replace("Leave the start empty", before, ", ")]
                }
                _ => Vec::new(),
            };
            let message = format!("{} means nothing here.", keyword.word());
            found.add(entry.node.span, message, fix);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

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
}
