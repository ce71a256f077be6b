//! When a source that is written by hand can become a row.
//!
//! A row is what the portal gets, so a text with an error never becomes one:
//! it waits beside the row until it is fixed.

use crate::default_mappings::{is_offered, target_type};
use crate::row_lint;
use entra_expression::{Diagnostic, LintTarget, Severity, parse_limited};

use crate::mapping::Source;
use crate::recipe::Recipe;
use crate::recipe::diagnostics;
use crate::talkdesk::short;

/// What is to be said of an expression for a target. `more` are attributes that
/// may exist beside those that Entra offers to everybody.
pub fn diagnostics(
    target: &str,
    text: &str,
    more: impl Iterator<Item = String>,
) -> Vec<Diagnostic> {
    row_lint::diagnostics(text, lint_target(target), more)
}

/// What a custom attribute takes is decided in the portal's attribute list, so
/// nothing is said of it.
fn lint_target(target: &str) -> Option<LintTarget> {
    is_offered(target).then(|| LintTarget {
        name: short(target).to_owned(),
        takes: target_type(target),
        multivalued: false,
    })
}

/// Why a source cannot become the row of a target, in a sentence.
pub fn source_error(target: &str, source: &Source) -> Option<String> {
    match source {
        Source::None | Source::Constant(_) => row_lint::lint(source).map(|lint| lint.to_string()),
        // The rules of the recipe, whose diagnostics have fixes for the form.
        Source::Direct(name) => {
            let found = diagnostics::diagnose(&Recipe::Attribute(name.clone()));
            let worst = found.iter().map(|diagnostic| &diagnostic.code);
            let mut errors = worst.filter(|code| code.severity() == Severity::Error);
            errors.next().map(|code| code.message())
        }
        Source::Expression(text) => {
            row_lint::first_error(text, lint_target(target)).or_else(|| {
                let is_sound = parse_limited(text).is_sound();
                (!is_sound).then(|| "It is no expression yet.".to_owned())
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_with_another_spelling_does_not_make_it_right() {
        let own = ["Mail", "userType", "employeeType"].map(str::to_owned);
        let codes = |text: &str| -> Vec<&str> {
            let found = diagnostics("title", text, own.clone().into_iter());
            found.iter().map(|found| found.code).collect()
        };
        assert_eq!(codes("ToUpper([Mail])"), ["wrong-case-attribute"]);
        assert_eq!(codes("ToUpper([userType])"), ["not-offered-attribute"]);
        assert!(codes("ToUpper([employeeType])").is_empty());
    }

    #[test]
    fn a_source_with_an_error_says_which() {
        let direct = |text: &str| Source::Direct(text.to_owned());
        let text = |text: &str| Source::Expression(text.to_owned());
        let cases = [
            (Source::None, None),
            (direct("mail"), None),
            (direct("newAttribute"), None),
            (direct(""), Some("attribute")),
            (direct("Mail"), Some("mail")),
            (direct("[mail]"), Some("brackets")),
            (Source::Constant("x".to_owned()), None),
            (Source::Constant(String::new()), Some("empty")),
            (text("ToUpper([mail])"), None),
            // Newer tenants have attributes that the list does not.
            (text("ToUpper([employeeType])"), None),
            (text("ToUpper([Mail])"), Some("capitals matter")),
            (text("ToUpper([userType])"), Some("not offered")),
            (text("ToUpper([mail]"), Some("close")),
            (text("toupper([mail])"), Some("ToUpper")),
            (text("ToUpper()"), Some("ToUpper")),
            (text("  "), Some("no expression")),
        ];
        for (source, expected) in cases {
            let found = source_error("title", &source);
            match expected {
                None => assert_eq!(found, None, "{source:?}"),
                Some(part) => {
                    let found = found.unwrap_or_default();
                    assert!(found.contains(part), "{source:?}: {found}");
                }
            }
        }
    }
}
