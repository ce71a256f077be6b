//! A name that nobody knows.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{Fix, Severity, Span, TextEdit, functions, suggest};

pub(crate) const LINT: Lint = Lint {
    code: "unknown-function",
    severity: Severity::Error,
    why: "The service refuses names that are not in its list.",
    source: REFERENCE,
    run,
};

/// Names from other languages and what they are called here.
const FOREIGN: &[(&str, &str)] = &[
    ("if", "IIF"),
    ("iff", "IIF"),
    ("concat", "Join"),
    ("concatenate", "Join"),
    ("substring", "Mid"),
    ("substr", "Mid"),
    ("lower", "ToLower"),
    ("upper", "ToUpper"),
    ("proper", "PCase"),
    ("isblank", "IsNullOrEmpty"),
    ("today", "Now"),
    ("lookup", "Switch"),
    ("case", "Switch"),
    ("ifnull", "Coalesce"),
    ("indexof", "InStr"),
    ("newguid", "Guid"),
];

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls() {
        let lower = call.name.to_lowercase();
        if functions::find_any_case(&call.name).is_some() {
            continue;
        }
        if ["and", "or", "xor"].contains(&lower.as_str()) {
            // Where comparisons stand inside, the parser has spoken.
            if !call.has_errors {
                let message = format!(
                    "There is no function {}: nest one IIF in another.",
                    call.name
                );
                found.add(call.name_span, message, Vec::new());
            }
            continue;
        }
        let foreign = FOREIGN.iter().find(|(name, _)| *name == lower);
        let few = found.diagnostics.len() < suggest::MAX_SUGGESTIONS;
        let names = functions::documented()
            .filter(|_| few)
            .map(|info| info.name);
        let near = suggest::nearest(&call.name, names);
        match (near, foreign) {
            (Some(near), _) => found.add(
                call.name_span,
                format!("There is no function {}. Did you mean {near}?", call.name),
                vec![Fix::replace(format!("Write {near}"), call.name_span, near)],
            ),
            (None, Some((_, here))) => {
                let mut fix = Fix::replace(format!("Write {here}"), call.name_span, *here);
                // Join begins with a separator, which joining in other languages has not.
                if *here == "Join" && call.arg(0).is_some() {
                    fix.edits.push(TextEdit {
                        span: Span::at(call.open.end),
                        replacement: "\"\", ".to_owned(),
                    });
                }
                let message = format!("There is no function {}. Here it may be {here}.", call.name);
                found.add(call.name_span, message, vec![fix]);
            }
            (None, None) => found.add(
                call.name_span,
                format!("There is no function {}.", call.name),
                Vec::new(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn suggests_what_was_meant() {
        assert_eq!(
            fixed("unknown-function", "Apend([a], \"x\")"),
            "Append([a], \"x\")"
        );
        assert_eq!(fixed("unknown-function", "Today()"), "Now()");
        assert_eq!(
            fixed("unknown-function", "Concat([a], [b])"),
            "Join(\"\", [a], [b])"
        );
        assert_eq!(
            underlined("unknown-function", "Frobnicate([a])"),
            ["Frobnicate"]
        );
        assert!(underlined("unknown-function", "Trim([a])").is_empty());
        assert!(underlined("unknown-function", "LCase([a])").is_empty());
    }
}
