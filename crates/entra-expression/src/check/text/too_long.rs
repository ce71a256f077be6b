//! An expression can have 10,000 characters.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::{MAX_CHARACTERS, Severity, Span, too_long};

pub(crate) const LINT: Lint = Lint {
    code: "too-long",
    severity: Severity::Error,
    why: "The service takes expressions of at most 10,000 characters.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    if let Some(characters) = too_long(context.text) {
        found.add(
            Span::new(0, context.text.len()),
            format!(
                "The expression has {characters} characters; at most {MAX_CHARACTERS} are allowed."
            ),
            Vec::new(),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::underlined;

    #[test]
    fn counts_characters_not_bytes() {
        let of = |count: usize| format!("\"{}\"", "ä".repeat(count - 2));
        assert!(underlined("too-long", &of(10_000)).is_empty());
        assert_eq!(underlined("too-long", &of(10_001)).len(), 1);
    }
}
