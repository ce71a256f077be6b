//! `"[mail]"`: an attribute in quotation marks is a text.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics};
use crate::{Fix, Severity};

pub(crate) const LINT: Lint = Lint {
    code: "quoted-attribute",
    severity: Severity::Warning,
    why: "What stands between quotation marks is sent as it is, brackets included.",
    source: "Follows from the grammar",
    run,
};

/// Shorter names than this are more likely a class of characters, or meant as they stand.
const SHORTEST: usize = 3;

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for entry in context.nodes() {
        let Some(name) = entry.node.as_text().and_then(inner) else {
            continue;
        };
        // Patterns and templates of Replace have brackets of their own.
        if entry
            .parent
            .is_some_and(|(call, index)| call.name == "Replace" && index > 0)
        {
            continue;
        }
        let known = context.options.attributes.as_ref();
        if known.is_some_and(|known| !known.iter().any(|own| own == name)) {
            continue;
        }
        let fix = Fix::replace(
            "Remove the quotation marks",
            entry.node.span,
            format!("[{name}]"),
        );
        let message = format!("This is the text [{name}], not the attribute.");
        found.add(entry.node.span, message, vec![fix]);
    }
}

/// The name, when a text is a name in brackets and nothing else.
fn inner(text: &str) -> Option<&str> {
    let name = text.strip_prefix('[')?.strip_suffix(']')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (name.len() >= SHORTEST && begins && name.chars().all(is_name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::check::CheckOptions;
    use crate::check::testing::{fixed, underlined, underlined_with};

    #[test]
    fn takes_the_quotation_marks_off() {
        let code = "quoted-attribute";
        assert_eq!(fixed(code, r#"ToLower("[mail]")"#), "ToLower([mail])");
        assert_eq!(fixed(code, r#""[mail]""#), "[mail]");
        for right in [
            r#"Replace([a], , "[abc]", , "", , )"#,
            r#"Append([a], "[x]")"#,
            r#"Append([a], "[not a name]")"#,
            r#"Append([a], "x [mail]")"#,
        ] {
            assert!(underlined(code, right).is_empty(), "{right}");
        }
        let options = CheckOptions {
            attributes: Some(vec!["mail".to_owned()]),
            ..CheckOptions::default()
        };
        let text = r#"Join("", "[mail]", "[team]")"#;
        assert_eq!(underlined_with(code, text, &options), [r#""[mail]""#]);
    }
}
