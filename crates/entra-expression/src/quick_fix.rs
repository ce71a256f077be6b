//! Which finding a key means, and where the cursor goes when it is fixed.

use crate::{CheckOptions, Diagnostic, Fix, Severity, check, parse_limited};

/// Fixes that are applied at once at most.
const MAX_FIXES: usize = 60;

/// The first finding at a cursor (a byte) that has a fix, else the first one
/// of all that has one.
pub fn at(found: &[Diagnostic], byte: usize) -> Option<&Fix> {
    let here = found.iter().filter(|finding| finding.span.touches(byte));
    let all = here.chain(found);
    all.flat_map(|finding| &finding.fixes).next()
}

/// The finding behind a cursor, or before it; round at the ends.
pub fn next(found: &[Diagnostic], byte: usize, back: bool) -> Option<&Diagnostic> {
    if back {
        let before = found.iter().rev().find(|finding| finding.span.start < byte);
        before.or(found.last())
    } else {
        let behind = found.iter().find(|finding| finding.span.start > byte);
        behind.or(found.first())
    }
}

/// The text with the first fix of every diagnostic that has one. A fix may solve others or bring
/// new ones, so each is applied to what the one before left.
pub fn fix_all(text: &str, options: &CheckOptions) -> String {
    let mut text = text.to_owned();
    let mut found = check(&parse_limited(&text), options);
    for _ in 0..MAX_FIXES {
        let fixes = found.iter().flat_map(|found| found.fixes.first());
        let better = fixes
            .map(|fix| fix.apply(&text))
            .map(|fixed| (check(&parse_limited(&fixed), options), fixed))
            .find(|(after, _)| after.len() < found.len());
        let Some((after, fixed)) = better else {
            break;
        };
        (found, text) = (after, fixed);
    }
    text
}

/// The byte behind the first replacement, once all are made.
pub fn cursor(fix: &Fix) -> usize {
    let first = fix.edits.first();
    first.map_or(0, |edit| edit.span.start + edit.replacement.len())
}

/// The findings in a few words, for a status line; nothing when there are none.
pub fn brief(found: &[Diagnostic]) -> Option<String> {
    let worst = found.iter().max_by_key(|finding| finding.severity)?;
    let count = |severity| {
        found
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let part = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts = [
        part(count(Severity::Error), "error"),
        part(count(Severity::Warning), "warning"),
        part(count(Severity::Info), "remark"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(format!("{}: {}", parts.join(", "), worst.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CheckOptions, check, parse};

    #[test]
    fn the_finding_at_the_cursor_is_fixed_first() {
        let text = "toLower(Append([a], tolower([b])))";
        let found = check(&parse(text), &CheckOptions::default());
        assert!(found.len() >= 2, "{found:?}");
        let fixed = |byte| at(&found, byte).map(|fix| fix.apply(text));
        assert_eq!(
            fixed(22).as_deref(),
            Some("toLower(Append([a], ToLower([b])))")
        );
        assert_eq!(
            fixed(10).as_deref(),
            Some("ToLower(Append([a], tolower([b])))")
        );
        assert_eq!(cursor(at(&found, 22).unwrap()), 27);
        let start = |byte, back| next(&found, byte, back).map(|finding| finding.span.start);
        assert_eq!(start(0, false), Some(20));
        assert_eq!(start(20, false), Some(0));
        assert_eq!(start(0, true), Some(20));
        assert_eq!(at(&[], 0), None);
    }

    #[test]
    fn all_are_fixed_at_once() {
        let options = CheckOptions::default();
        let fixed = |text: &str| fix_all(text, &options);
        assert_eq!(
            fixed("tolower(Append([a], toupper([b])"),
            "ToLower(Append([a], ToUpper([b])))"
        );
        assert_eq!(fixed("ToLower([a])"), "ToLower([a])");
        assert_eq!(fixed(""), "");
    }

    #[test]
    fn findings_in_a_few_words() {
        let brief_of = |text: &str| brief(&check(&parse(text), &CheckOptions::default()));
        assert_eq!(brief_of("ToLower([a])"), None);
        assert!(brief_of("tolower([a])").unwrap().starts_with("1 error: "));
    }
}
