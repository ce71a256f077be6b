//! Finds entries of the reference: exactly in logs and messages, by words in the
//! search field.

use std::sync::LazyLock;

use super::{ReferenceEntry, ReferenceType, entries};

/// How well an entry matches, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceMatch {
    /// The name as it is written in a log.
    Exact,
    /// The name in other case, with separators, or in part; or a sentence.
    Name,
    /// Words of its texts.
    Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReferenceHit {
    pub entry: &'static ReferenceEntry,
    pub kind: ReferenceMatch,
}

const MAX_HITS: usize = 12;

/// In bytes. A longer query is not searched by words.
const MAX_QUERY: usize = 200;

/// The entry of a code, with a name before it or not. The longest name counts.
pub(super) fn exact(code: &str) -> Option<&'static ReferenceEntry> {
    if code.is_empty() || code.contains(char::is_whitespace) {
        return None;
    }
    let names = entries()
        .filter(|entry| entry.entry_type != ReferenceType::Sentence)
        .flat_map(|entry| entry.names().map(move |name| (entry, name)))
        .filter(|(entry, name)| match code.strip_suffix(name) {
            Some("") => true,
            // Only a code has an application's name before it.
            Some(before) => {
                entry.entry_type == ReferenceType::ErrorCode
                    && before.starts_with(|c: char| c.is_ascii_uppercase())
                    && before.chars().all(|c| c.is_ascii_alphanumeric())
            }
            None => false,
        });
    let longest = names.max_by_key(|(_, name)| name.len());
    longest.map(|(entry, _)| entry)
}

/// How many words begin within a name: `EntryConflict` has two.
fn humps(name: &str) -> usize {
    name.chars().filter(char::is_ascii_uppercase).count()
}

/// What stands before a word that is the name of a status, not a code.
const STATUS_LABELS: [&str; 4] = ["statuscode:", "status code:", "status code", "http/1.1"];

/// What stands before a code.
const CODE_LABELS: [&str; 6] = [
    "errorcode",
    "error code",
    "error code:",
    "errorcode:",
    "error:",
    "skipreason:",
];

/// The codes, reasons and names in a text. A name of one word, such as `Timeout`,
/// counts only alone or after a label, because prose has it too.
pub fn codes_in(text: &str) -> Vec<&'static ReferenceEntry> {
    let mut found: Vec<&'static ReferenceEntry> = Vec::new();
    let alone = !text.trim().contains(char::is_whitespace);
    let separator = |c: char| !c.is_ascii_alphanumeric();
    for word in text.split(separator) {
        // Each code has an uppercase letter; most words of prose end here.
        let humps = humps(word);
        if humps == 0 || word.len() < 5 {
            continue;
        }
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let before = text[..at].trim_end_matches(['"', '\'', ' ', '\t', '\r', '\n']);
        let follows = |labels: &[&str]| labels.iter().any(|label| ends_with(before, label));
        if follows(&STATUS_LABELS) {
            continue;
        }
        let Some(entry) = exact(word) else {
            continue;
        };
        let is_code = match entry.entry_type {
            ReferenceType::Sentence => false,
            // `Active` and the like are words of prose and of other fields.
            ReferenceType::JobStatus | ReferenceType::ExecutionState | ReferenceType::ScimType => {
                alone || humps > 1
            }
            _ => alone || humps > 1 || follows(&CODE_LABELS),
        };
        if is_code && !found.iter().any(|other| other.name == entry.name) {
            found.push(entry);
        }
    }
    found
}

/// Whether a text ends with a label, in any case and with quotes around it.
fn ends_with(text: &str, label: &str) -> bool {
    let text = text.as_bytes();
    let Some(start) = text.len().checked_sub(label.len()) else {
        return false;
    };
    text[start..].eq_ignore_ascii_case(label.as_bytes())
}

/// The sentences in lower case, made once.
static SENTENCES: LazyLock<Vec<(String, &'static ReferenceEntry)>> = LazyLock::new(|| {
    super::sentences::SENTENCES
        .iter()
        .flat_map(|entry| {
            entry
                .names()
                .map(move |name| (name.to_ascii_lowercase(), entry))
        })
        .collect()
});

/// The sentences in a text, in any case.
pub fn sentences_in(text: &str) -> impl Iterator<Item = &'static ReferenceEntry> {
    let low = text.to_ascii_lowercase();
    let known = SENTENCES.iter();
    known.filter_map(move |(name, entry)| low.contains(name.as_str()).then_some(*entry))
}

/// The entries for a query of the search field, the best matches first.
pub fn search(query: &str) -> Vec<ReferenceHit> {
    let query = query.trim();
    let mut hits: Vec<ReferenceHit> = Vec::new();
    let mut add = |entry, kind| {
        let known = hits.iter().any(|hit: &ReferenceHit| hit.entry == entry);
        if !known {
            hits.push(ReferenceHit { entry, kind });
        }
    };
    for entry in codes_in(query) {
        add(entry, ReferenceMatch::Exact);
    }
    for entry in sentences_in(query) {
        add(entry, ReferenceMatch::Name);
    }
    let folded = fold(query);
    if folded.len() >= 4 && query.len() <= MAX_QUERY {
        let named =
            entries().filter(|entry| entry.names().any(|name| fold(name).contains(&folded)));
        for entry in named {
            add(entry, ReferenceMatch::Name);
        }
        for entry in by_words(query) {
            add(entry, ReferenceMatch::Words);
        }
    }
    hits.truncate(MAX_HITS);
    hits
}

/// A name without separators and case.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Entries that have each word of a query in their texts, the heaviest first.
fn by_words(query: &str) -> Vec<&'static ReferenceEntry> {
    // Admins also write British English.
    let low = query.to_lowercase().replace("licence", "license");
    let words: Vec<&str> = low
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= 3)
        .collect();
    if words.is_empty() {
        return Vec::new();
    }
    let weight = |entry: &ReferenceEntry| -> Option<usize> {
        let names = entry.names().collect::<Vec<_>>().join(" ").to_lowercase();
        let info = entry.cause().map(|kind| kind.info());
        let headline = info.map_or("", |info| info.headline).to_lowercase();
        let texts = info.map_or("", |info| info.explanation).to_lowercase();
        let meaning = entry.meaning.to_lowercase();
        let each = words.iter().map(|word| match *word {
            word if names.contains(word) => Some(3),
            word if has_word(&meaning, word) || has_word(&headline, word) => Some(2),
            word if has_word(&texts, word) => Some(1),
            _ => None,
        });
        each.sum()
    };
    let mut weighed: Vec<(usize, &'static ReferenceEntry)> = entries()
        .filter_map(|entry| Some((weight(entry)?, entry)))
        .collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(_, entry)| entry).collect()
}

/// Whether a word of a text begins with another.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|other| other.starts_with(word))
}
