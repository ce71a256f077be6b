//! What the tests of the parser's recovery share.

#![allow(clippy::panic)] // A helper of tests may stop them.

use entra_expression::parse;

/// Code, underlined text, and the text after the first fix.
#[track_caller]
pub fn only(text: &str, code: &str, underlined: &str, fixed_text: &str) {
    let found = parse(text).diagnostics;
    let [diagnostic] = &found[..] else {
        panic!("{text}: {found:?}");
    };
    assert_eq!(
        (diagnostic.code, diagnostic.span.of(text)),
        (code, underlined),
        "{text}"
    );
    let fixed = diagnostic
        .fixes
        .first()
        .map(|fix| fix.apply(text))
        .unwrap_or_default();
    assert_eq!(fixed, fixed_text, "{text}");
}
