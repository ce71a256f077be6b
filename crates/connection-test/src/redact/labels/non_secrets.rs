//! What may follow a label and is not a secret.

use super::labeled_value::starts_with;
use crate::redact::MARK;

/// Values that are not secret.
const STATE_WORDS: [&str; 18] = [
    "null",
    "true",
    "false",
    "undefined",
    "none",
    "missing",
    "required",
    "expired",
    "invalid",
    "empty",
    "unknown",
    "revoked",
    "yes",
    "no",
    "optional",
    "valid",
    "wrong",
    "redacted",
];

/// Words that follow Bearer in a sentence.
const PROSE: [&str; 7] = [
    "token",
    "tokens",
    "auth",
    "authentication",
    "authorization",
    "scheme",
    "bearer",
];

/// Parameters after Bearer in a challenge (RFC 6750 section 3).
const PARAMETERS: [&str; 6] = [
    "realm=",
    "error=",
    "scope=",
    "error_description=",
    "error_uri=",
    "authorization_uri=",
];

/// Of the name of a variable or placeholder.
const MAX_VARIABLE: usize = 64;

/// Whether a sentence begins at `at` and not a value: two plain words.
pub(super) fn is_sentence(text: &[u8], at: usize) -> bool {
    const MAX_WORD: usize = 20;
    let rest = text.get(at..).unwrap_or_default();
    let letters = |text: &[u8]| {
        let letters = text.iter().take(MAX_WORD + 1);
        letters.take_while(|b| b.is_ascii_alphabetic()).count()
    };
    let first = letters(rest);
    if first == 0 || first > MAX_WORD || !is_plain(&rest[..first]) {
        return false;
    }
    let mut next = first;
    while matches!(rest.get(next), Some(b'\'' | b',' | b's')) && next < first + 2 {
        next += 1;
    }
    rest.get(next) == Some(&b' ') && letters(&rest[next + 1..]) > 0
}

/// Whether a statement about the label begins at `at`: `password: is required`,
/// `Authorization: header is missing`. A passphrase may be plain words, so only
/// verbs of such statements count, and only where they must be.
pub(super) fn is_statement(text: &[u8], at: usize) -> bool {
    const VERBS: [&str; 9] = [
        "is", "was", "must", "has", "cannot", "should", "may", "does", "can",
    ];
    const NOUNS: [&str; 4] = ["header", "value", "field", "attribute"];
    let rest = text.get(at..).unwrap_or_default();
    let mut words = rest.splitn(3, |byte| *byte == b' ');
    let (first, second) = (words.next(), words.next());
    let is = |word: Option<&[u8]>, known: &[&str]| {
        word.is_some_and(|word| known.iter().any(|known| known.as_bytes() == word))
    };
    let follows = |word: Option<&[u8]>| {
        word.and_then(|word| word.first())
            .is_some_and(u8::is_ascii_lowercase)
    };
    is(first, &VERBS) && follows(second)
        || is(first, &NOUNS) && is(second, &VERBS) && follows(words.next())
}

/// Whether a function is called at `at`: `token = readToken()`.
pub(super) fn is_call(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let name = rest.iter().take(MAX_VARIABLE);
    let name = name
        .take_while(|b| b.is_ascii_alphabetic() || **b == b'.')
        .count();
    name > 0 && rest.get(name) == Some(&b'(') && at > 0 && text[at - 1] == b' '
}

/// Letters of which at most the first is a capital: a word of a sentence.
pub(super) fn is_plain(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_alphabetic)
        && word[1..].iter().all(u8::is_ascii_lowercase)
}

/// The end of a value that cannot be a secret: a mark, a variable, a placeholder,
/// or a word such as null. Nothing if it may be one.
pub(super) fn harmless(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let ends = |length: usize| match rest.get(length) {
        None => true,
        Some(byte) => !byte.is_ascii_alphanumeric() && !b"-_+/=~.[".contains(byte),
    };
    if rest.starts_with(MARK.as_bytes()) {
        return Some(at + MARK.len());
    }
    if rest.starts_with(b"***") || rest.starts_with("…".as_bytes()) {
        return Some(at + 3);
    }
    let state = STATE_WORDS
        .iter()
        .find(|state| starts_with(rest, state) && ends(state.len()));
    if let Some(state) = state {
        return Some(at + state.len());
    }
    let name = |from: usize, also: &[u8]| {
        let letters = rest
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take(MAX_VARIABLE);
        from + letters
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b'_' || also.contains(b))
            .count()
    };
    let closed = |from: usize, also: &[u8], close: &[u8]| {
        let end = name(from, also);
        let is_closed = end > from && rest[end..].starts_with(close);
        is_closed.then_some(at + end + close.len())
    };
    match rest {
        [b'$', b'(', ..] => Some(at + 2),
        [b'$', b'{', ..] => closed(2, b":", b"}"),
        [b'$', ..] => {
            let end = name(1, b":.");
            (end > 1 && ends(end)).then_some(at + end)
        }
        [b'%', b's', ..] if ends(2) => Some(at + 2),
        [b'%', ..] => closed(1, b"", b"%"),
        [b'{', b'{', ..] => closed(2, b" .", b"}}"),
        [b'<', ..] => closed(1, b" -", b">"),
        [b'[', b'N', b'e', b't', b'.', ..] => Some(at + 1),
        _ => None,
    }
}

/// Whether a word after Bearer belongs to a sentence or to a challenge.
pub(super) fn is_bearer_prose(word: &[u8]) -> bool {
    /// A longer word is not part of a sentence.
    const MAX_WORD: usize = 11;
    if PARAMETERS.iter().any(|known| starts_with(word, known)) {
        return true;
    }
    let bare = match word.split_last() {
        Some((b'.' | b'!' | b'?' | b':', bare)) => bare,
        _ => word,
    };
    let is_word = bare.len() <= MAX_WORD && bare.iter().all(u8::is_ascii_lowercase);
    let is_prose = |known: &&str| known.as_bytes().eq_ignore_ascii_case(bare);
    is_word || PROSE.iter().any(is_prose) || !word.iter().any(u8::is_ascii_alphanumeric)
}
