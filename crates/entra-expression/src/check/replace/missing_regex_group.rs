//! The group that Replace is told to replace is not in the pattern.

use crate::check::Lint;
use crate::check::context::{LintContext, LintDiagnostics, REFERENCE};
use crate::syntax::print::quote;
use crate::{Fix, Severity};
use dotnet_text::regex::RegexPattern;

pub(crate) const LINT: Lint = Lint {
    code: "missing-regex-group",
    severity: Severity::Error,
    why: "A group is written (?<name>…) in the pattern; its name is case-sensitive.",
    source: REFERENCE,
    run,
};

fn run(context: &LintContext<'_>, found: &mut LintDiagnostics) {
    for (_, call) in context.calls_of("Replace") {
        let (Some(written), Some(group)) = (call.arg(2), call.arg(3)) else {
            continue;
        };
        let (Some(text), Some(name)) = (written.as_text(), group.as_text()) else {
            continue;
        };
        let Ok(pattern) = RegexPattern::parse(text) else {
            continue;
        };
        // Without anything to put there, the group is a replacement in the wrong place.
        if call.arg(4).is_none() && call.arg(5).is_none() {
            continue;
        }
        // An empty name is one that was left out by writing "".
        if name.is_empty() || pattern.has_group(name) {
            continue;
        }
        let names: Vec<&str> = pattern.group_names().collect();
        let fixes = names
            .iter()
            .find(|known| known.eq_ignore_ascii_case(name))
            .or(match &names[..] {
                [only] => Some(only),
                _ => None,
            })
            .map(|known| Fix::replace(format!("Write {known}"), group.span, quote(known)))
            .into_iter()
            .collect();
        found.add(
            group.span,
            format!("The pattern has no group \"{name}\"."),
            fixes,
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn compares_names_with_case() {
        let code = "missing-regex-group";
        assert_eq!(
            fixed(
                code,
                r#"Replace([a], , "(?<Suffix>@.*)", "suffix", "", , )"#
            ),
            r#"Replace([a], , "(?<Suffix>@.*)", "Suffix", "", , )"#
        );
        // .NET finds a group by its number only where it has no name.
        assert!(underlined(code, r#"Replace([a], , "(x)(?<n>y)", "1", "", , )"#).is_empty());
        let by_number = r#"Replace([a], , "(x)(?<n>y)", "2", "", , )"#;
        assert_eq!(
            fixed(code, by_number),
            r#"Replace([a], , "(x)(?<n>y)", "n", "", , )"#
        );
    }
}
