//! `[IsPresent([country])]`: brackets are for attributes only.

use super::Lint;
use super::context::{Context, Found, REFERENCE};
use crate::{Fix, Severity};

pub(super) const LINT: Lint = Lint {
    code: "call-in-brackets",
    severity: Severity::Error,
    why: "What stands in brackets is read as the name of an attribute, parentheses included.",
    source: REFERENCE,
    run,
};

fn run(context: &Context<'_>, found: &mut Found) {
    for (span, name) in context.attributes() {
        if name.contains('(') {
            found.add(
                span,
                "A function stands without brackets round it.",
                vec![Fix::replace("Remove the brackets", span, name.trim())],
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::fixed;

    #[test]
    fn takes_the_brackets_off() {
        assert_eq!(
            fixed("call-in-brackets", "IIF([IsPresent([c])], [c], \"x\")"),
            "IIF(IsPresent([c]), [c], \"x\")"
        );
    }
}
