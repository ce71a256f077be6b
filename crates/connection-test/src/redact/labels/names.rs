//! The names that secrets have.

/// How the value of a name is written when it is in no quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Up to the end of the line.
    Line,
    /// One word, unless a sentence follows.
    Word,
    /// Only in the query of an address.
    InQuery,
}

/// No name of a secret is longer. Of longer ones the end is looked at.
const MAX_NAME: usize = 48;

/// What names of secrets end in, without `-` and `_` and in lower case.
const LINES: [&str; 6] = [
    "authorization",
    "cookie",
    "password",
    "passwd",
    "passphrase",
    "pwd",
];
const WORDS: [&str; 19] = [
    "token",
    "bearer",
    "secret",
    "apikey",
    "accesskey",
    "accountkey",
    "authkey",
    "functionskey",
    "functionkey",
    "masterkey",
    "privatekey",
    "secretkey",
    "sharedkey",
    "signingkey",
    "subscriptionkey",
    "secrettext",
    "secretvalue",
    "tokenvalue",
    "sessionid",
];

/// Names that are a secret's only as a whole.
const WHOLE: [&str; 5] = ["jwt", "pat", "sig", "signature", "sas"];

/// Names that are a secret's in a query.
const QUERY: [&str; 2] = ["code", "key"];

/// What makes an error of a name: `invalid_token: it is expired`.
const ERRORS: [&str; 14] = [
    "bad",
    "empty",
    "expired",
    "illegal",
    "incorrect",
    "invalid",
    "malformed",
    "missing",
    "notoken",
    "revoked",
    "unexpected",
    "unknown",
    "unsupported",
    "wrong",
];

/// Which kind of a secret's name a word is, if it is one. `before` is the word
/// before it.
pub(super) fn kind(word: &[u8], before: &[u8]) -> Option<Kind> {
    let (name, before) = (normalized(word), normalized(before));
    let is_error = |text: &str| ERRORS.iter().any(|error| text.starts_with(error));
    if is_error(&name) || is_error(&before) {
        return None;
    }
    let ends_in = |names: &[&str], text: &str| names.iter().any(|known| text.ends_with(known));
    if ends_in(&LINES, &name) {
        return Some(Kind::Line);
    }
    if ends_in(&WORDS, &name) || WHOLE.contains(&name.as_str()) {
        return Some(Kind::Word);
    }
    if name == "key" && ends_in(&WORDS, &format!("{before}key")) {
        return Some(Kind::Word);
    }
    QUERY.contains(&name.as_str()).then_some(Kind::InQuery)
}

fn normalized(word: &[u8]) -> String {
    let from = word.len().saturating_sub(MAX_NAME);
    word[from..]
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}
