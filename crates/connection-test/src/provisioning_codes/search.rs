//! Finds codes in text.

use crate::provisioning_codes::{PROVISIONING_CODES, ProvisioningCode};

/// How well a row matches, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeMatch {
    /// The code as the log spells it, perhaps with a name before it.
    Exact,
    /// The code in other case or with separators, or a sentence that stands for it.
    OtherSpelling,
    /// Only words of its texts.
    Keywords,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeHit {
    pub row: &'static ProvisioningCode,
    pub kind: CodeMatch,
}

const MAX_BY_KEYWORDS: usize = 5;

/// A longer text is not searched by keywords. In characters.
const MAX_QUESTION: usize = 200;

/// All rows for a text, the best matches first, then in the order of the text.
pub fn search(text: &str) -> Vec<CodeHit> {
    let exact: Vec<(usize, usize)> = split_words(text)
        .filter_map(|(at, word)| Some((row_of(word)?, at)))
        .collect();
    let best_match = |(nth, row)| {
        let exact = exact.iter().find(|(known, _)| *known == nth);
        let (kind, at) = match exact {
            Some((_, at)) => (CodeMatch::Exact, *at),
            None => (CodeMatch::OtherSpelling, other_spelling(text, row)?),
        };
        Some((at, CodeHit { row, kind }))
    };
    let rows = PROVISIONING_CODES.iter().enumerate();
    let mut found: Vec<(usize, CodeHit)> = rows.filter_map(best_match).collect();
    found.sort_by_key(|(at, hit)| (hit.kind, *at));
    if found.is_empty() && text.trim().chars().count() <= MAX_QUESTION {
        return by_keywords(text);
    }
    found.into_iter().map(|(_, hit)| hit).collect()
}

/// The rows whose code is in a text exactly, or whose sentence is.
pub fn named(text: &str) -> Vec<&'static ProvisioningCode> {
    search(text)
        .into_iter()
        .filter(|hit| {
            hit.kind == CodeMatch::Exact
                || (hit.kind == CodeMatch::OtherSpelling && has_sentence(text, hit.row))
        })
        .map(|hit| hit.row)
        .collect()
}

/// With their byte index.
fn split_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The index of the row of the longest code that a word ends with: the log may put the
/// application's name before a code. Case counts, so that `Timeout` is found in
/// `ContosoTimeout` and not in `notimeout`.
fn row_of(word: &str) -> Option<usize> {
    PROVISIONING_CODES
        .iter()
        .enumerate()
        .flat_map(|(nth, row)| row.codes.iter().map(move |code| (code, nth)))
        .filter(|(code, _)| word.ends_with(**code))
        .max_by_key(|(code, _)| code.len())
        .map(|(_, nth)| nth)
}

/// The byte index of another spelling of the row's codes, or 0 for a sentence.
fn other_spelling(text: &str, row: &ProvisioningCode) -> Option<usize> {
    let by_code = row.codes.iter().find_map(|code| {
        split_words(text).find_map(|(at, _)| spells(&text[at..], code).then_some(at))
    });
    by_code.or_else(|| has_sentence(text, row).then_some(0))
}

/// Whether a text begins with a code, in any case and with any separators, up to
/// the end of a word.
fn spells(text: &str, code: &str) -> bool {
    let mut rest = code.bytes();
    let mut next = rest.next();
    for byte in text.bytes() {
        match next {
            Some(letter) if byte.eq_ignore_ascii_case(&letter) => next = rest.next(),
            Some(_) if matches!(byte, b' ' | b'-' | b'_' | b'.') => {}
            Some(_) => return false,
            None => return !byte.is_ascii_alphanumeric(),
        }
    }
    next.is_none()
}

fn has_sentence(text: &str, row: &ProvisioningCode) -> bool {
    row.sentences.iter().any(|sentence| {
        text.char_indices().any(|(at, _)| {
            text[at..]
                .get(..sentence.len())
                .is_some_and(|part| part.eq_ignore_ascii_case(sentence))
        })
    })
}

/// Rows with all words of a question, or else with most of them.
fn by_keywords(question: &str) -> Vec<CodeHit> {
    // Admins also write British English.
    let low = question.to_lowercase().replace("licence", "license");
    let keywords: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .collect();
    let mut scored: Vec<(usize, usize, &'static ProvisioningCode)> = PROVISIONING_CODES
        .iter()
        .map(|row| {
            let names = row.codes.join(" ").to_lowercase();
            let means = format!("{} {}", row.means, row.sentences.join(" ")).to_lowercase();
            let rest = format!("{} {}", row.cause, row.remedy).to_lowercase();
            let weight = |word: &&str| -> usize {
                match *word {
                    word if names.contains(word) => 3,
                    word if has_word_prefix(&means, word) => 2,
                    word if has_word_prefix(&rest, word) => 1,
                    _ => 0,
                }
            };
            let weights = keywords.iter().map(weight);
            let matched = weights.clone().filter(|weight| *weight > 0).count();
            (matched, weights.sum(), row)
        })
        .filter(|(matched, ..)| *matched > 0 && *matched * 2 > keywords.len())
        .collect();
    // The sort keeps the order of the table among equals.
    scored.sort_by_key(|(matched, score, _)| std::cmp::Reverse((*matched, *score)));
    let best = scored.first().map_or(0, |(matched, ..)| *matched);
    scored
        .into_iter()
        .filter(|(matched, ..)| *matched == best)
        .take(MAX_BY_KEYWORDS)
        .map(|(_, _, row)| CodeHit {
            row,
            kind: CodeMatch::Keywords,
        })
        .collect()
}

fn has_word_prefix(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|one| one.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&'static str, CodeMatch)> {
        search(text)
            .iter()
            .map(|hit| (hit.row.codes.first().copied().unwrap_or("-"), hit.kind))
            .collect()
    }

    #[test]
    fn codes_in_every_spelling() {
        use CodeMatch::*;
        let cases: [(&str, &[(&str, CodeMatch)]); 18] = [
            ("EntryConflict", &[("EntryConflict", Exact)]),
            ("ContosoEntryConflict", &[("EntryConflict", Exact)]),
            ("Conflict", &[("EntryConflict", Exact)]),
            ("entryconflict", &[("EntryConflict", OtherSpelling)]),
            ("entry_conflict", &[("EntryConflict", OtherSpelling)]),
            ("ENTRY-CONFLICT", &[("EntryConflict", OtherSpelling)]),
            ("Entry conflict", &[("EntryConflict", OtherSpelling)]),
            (
                "2026-11-23T20:01Z Failure ImportSkipped for ana@example.com",
                &[("ImportSkipped", Exact)],
            ),
            (
                "ErrorCode: DuplicateTargetEntries; then InvalidAnchor",
                &[("DuplicateTargetEntries", Exact), ("InvalidAnchor", Exact)],
            ),
            (
                "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
                &[(
                    "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
                    Exact,
                )],
            ),
            (
                "you appear to have entered invalid credentials.",
                &[
                    (
                        "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
                        OtherSpelling,
                    ),
                    (
                        "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
                        OtherSpelling,
                    ),
                ],
            ),
            ("InternalServerError", &[("InternalServerError", Exact)]),
            ("InternalError", &[("InternalError", Exact)]),
            (
                "No more than one app role assignment was expected, but this many where found: 2",
                &[("-", OtherSpelling)],
            ),
            ("notimeout", &[]),
            ("", &[]),
            ("  \n", &[]),
            ("qwertz", &[]),
        ];
        for (text, due) in cases {
            assert_eq!(codes(text), due, "{text:?}");
        }
    }

    #[test]
    fn keywords() {
        let cases = [
            ("licence", "LicenseLimitExceeded"),
            ("no license left", "LicenseLimitExceeded"),
            ("quarantine", "EncounteredQuarantineException"),
            ("app role", "-"),
            ("required value empty", "MandatoryFieldsMissing"),
        ];
        for (text, due) in cases {
            let found = codes(text);
            assert_eq!(
                found.first().map(|hit| hit.0),
                Some(due),
                "{text}: {found:?}"
            );
        }
    }

    #[test]
    fn an_exact_code_comes_first() {
        let found = codes("timeout? the log says InvalidAnchor");
        assert_eq!(found[0], ("InvalidAnchor", CodeMatch::Exact));
        assert_eq!(found[1], ("Timeout", CodeMatch::OtherSpelling));
    }

    #[test]
    fn no_text_panics() {
        let long = "Entry é ".repeat(30_000);
        assert_eq!(search(&long), []);
        for text in [
            "\u{feff}",
            "é",
            "…EntryConflict…",
            "\0",
            "🦀 Entry Conflict",
        ] {
            let _ = search(text);
        }
        assert_eq!(codes("🦀…EntryConflict…").len(), 1);
    }
}
