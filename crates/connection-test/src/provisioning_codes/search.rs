//! Finds codes in text. Pure; the codes themselves are Entra facts.

use crate::provisioning_codes::{PROVISIONING_CODES, ProvisioningCode};

/// How sure it is that a row is meant, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The code stands in the text as the log spells it, perhaps with a name
    /// before it.
    Exact,
    /// The code, with other case or separators, or a sentence known for it.
    Spelt,
    /// Only words of its meaning.
    Words,
}

/// One row that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The row.
    pub row: &'static ProvisioningCode,
    /// How sure it is.
    pub kind: Match,
}

/// The most rows that words alone bring up.
pub const MOST_BY_WORDS: usize = 5;

/// The longest text that is taken for a question in words, in characters.
const QUESTION: usize = 200;

/// Everything that is known about a text, the surest first, and within that
/// in the order in which it stands in the text.
pub fn search(text: &str) -> Vec<Hit> {
    let mut found = exact(text);
    for (nth, row) in PROVISIONING_CODES.iter().enumerate() {
        if found.iter().any(|(.., known)| *known == nth) {
            continue;
        }
        if let Some(at) = spelt(text, row) {
            found.push((Match::Spelt, at, nth));
        }
    }
    found.sort_unstable();
    let mut hits: Vec<Hit> = found
        .into_iter()
        .map(|(kind, _, nth)| Hit {
            row: &PROVISIONING_CODES[nth],
            kind,
        })
        .collect();
    if hits.is_empty() && text.trim().chars().count() <= QUESTION {
        hits = by_words(text);
    }
    hits
}

/// The rows whose codes stand in a text exactly, or whose sentence does.
pub fn named(text: &str) -> Vec<&'static ProvisioningCode> {
    search(text)
        .into_iter()
        .filter(|hit| hit.kind == Match::Exact || (hit.kind == Match::Spelt && said(text, hit.row)))
        .map(|hit| hit.row)
        .collect()
}

/// Words with their place in the text.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The rows of which a code stands in the text as it is, with the place of the
/// first.
fn exact(text: &str) -> Vec<(Match, usize, usize)> {
    let mut found: Vec<(Match, usize, usize)> = Vec::new();
    for (at, word) in words(text) {
        if let Some(nth) = row_of(word)
            && !found.iter().any(|(.., known)| *known == nth)
        {
            found.push((Match::Exact, at, nth));
        }
    }
    found
}

/// The row of the longest code that a word ends with: the log may put the
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

/// Where the row is meant although it is spelt in another way.
fn spelt(text: &str, row: &ProvisioningCode) -> Option<usize> {
    let by_code = row
        .codes
        .iter()
        .find_map(|code| words(text).find_map(|(at, _)| spells(&text[at..], code).then_some(at)));
    by_code.or_else(|| said(text, row).then_some(0))
}

/// Whether a text begins with a code, whatever the case and whatever stands
/// between its words, and ends it where a word ends.
fn spells(text: &str, code: &str) -> bool {
    let mut due = code.bytes();
    let mut next = due.next();
    for byte in text.bytes() {
        match next {
            Some(letter) if byte.eq_ignore_ascii_case(&letter) => next = due.next(),
            Some(_) if matches!(byte, b' ' | b'-' | b'_' | b'.') => {}
            Some(_) => return false,
            None => return !byte.is_ascii_alphanumeric(),
        }
    }
    next.is_none()
}

/// Whether one of the row's sentences stands in the text.
fn said(text: &str, row: &ProvisioningCode) -> bool {
    row.said.iter().any(|sentence| {
        text.char_indices().any(|(at, _)| {
            text[at..]
                .get(..sentence.len())
                .is_some_and(|part| part.eq_ignore_ascii_case(sentence))
        })
    })
}

/// Rows that have all words of a question, or failing that most of them.
fn by_words(question: &str) -> Vec<Hit> {
    let low = question.to_lowercase();
    let asked: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .collect();
    let mut scored: Vec<(usize, usize, &'static ProvisioningCode)> = PROVISIONING_CODES
        .iter()
        .map(|row| {
            let names = row.codes.join(" ").to_lowercase();
            let means = format!("{} {}", row.means, row.said.join(" ")).to_lowercase();
            let rest = format!("{} {}", row.cause, row.remedy).to_lowercase();
            let mut score = 0;
            let mut met = 0;
            for word in &asked {
                let weight = if names.contains(word) {
                    3
                } else if begins_a_word(&means, word) {
                    2
                } else if begins_a_word(&rest, word) {
                    1
                } else {
                    continue;
                };
                score += weight;
                met += 1;
            }
            (met, score, row)
        })
        .filter(|(met, ..)| *met > 0 && *met * 2 > asked.len())
        .collect();
    // The sort keeps the order of the table among equals.
    scored.sort_by_key(|(met, score, _)| std::cmp::Reverse((*met, *score)));
    let best = scored.first().map_or(0, |(met, ..)| *met);
    scored
        .into_iter()
        .filter(|(met, ..)| *met == best)
        .take(MOST_BY_WORDS)
        .map(|(_, _, row)| Hit {
            row,
            kind: Match::Words,
        })
        .collect()
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|one| one.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(&'static str, Match)> {
        search(text)
            .iter()
            .map(|hit| (hit.row.codes.first().copied().unwrap_or("-"), hit.kind))
            .collect()
    }

    #[test]
    fn codes_are_found_however_they_are_written() {
        use Match::*;
        let cases: [(&str, &[(&str, Match)]); 18] = [
            ("EntryConflict", &[("EntryConflict", Exact)]),
            ("ContosoEntryConflict", &[("EntryConflict", Exact)]),
            ("Conflict", &[("EntryConflict", Exact)]),
            ("entryconflict", &[("EntryConflict", Spelt)]),
            ("entry_conflict", &[("EntryConflict", Spelt)]),
            ("ENTRY-CONFLICT", &[("EntryConflict", Spelt)]),
            ("Entry conflict", &[("EntryConflict", Spelt)]),
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
                        Spelt,
                    ),
                    (
                        "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
                        Spelt,
                    ),
                ],
            ),
            ("InternalServerError", &[("InternalServerError", Exact)]),
            ("InternalError", &[("InternalError", Exact)]),
            (
                "No more than one app role assignment was expected, but this many where found: 2",
                &[("-", Spelt)],
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
    fn words_find_what_they_mean() {
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
    fn a_code_stands_before_a_vague_one() {
        let found = codes("timeout? the log says InvalidAnchor");
        assert_eq!(found[0], ("InvalidAnchor", Match::Exact));
        assert_eq!(found[1], ("Timeout", Match::Spelt));
    }

    #[test]
    fn nothing_panics_and_long_texts_end() {
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
