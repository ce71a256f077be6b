//! Names of secrets.

/// What the value of a name is when it has no quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SecretKind {
    /// All up to the end of the line.
    Line,
    /// One word, unless a sentence follows.
    Word,
    /// A secret only in the query of a URL.
    InQuery,
}

/// Only the end of a longer name counts.
const MAX_NAME: usize = 48;

/// Ends of names of secrets, without `-` and `_` and in lower case.
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

/// Names of secrets only as a whole.
const WHOLE: [&str; 5] = ["jwt", "pat", "sig", "signature", "sas"];

/// Names of secrets only in a query.
const QUERY: [&str; 2] = ["code", "key"];

/// Beginnings that make a name an error: `invalid_token: it is expired`.
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

/// `before` is the word before the name.
pub(super) fn secret_kind(word: &[u8], before: &[u8]) -> Option<SecretKind> {
    let (name, before) = (normalized(word), normalized(before));
    let is_error = |text: &str| ERRORS.iter().any(|error| text.starts_with(error));
    if is_error(&name) || is_error(&before) {
        return None;
    }
    let ends_in = |names: &[&str], text: &str| names.iter().any(|known| text.ends_with(known));
    if ends_in(&LINES, &name) {
        return Some(SecretKind::Line);
    }
    if ends_in(&WORDS, &name) || WHOLE.contains(&name.as_str()) {
        return Some(SecretKind::Word);
    }
    if name == "key" && ends_in(&WORDS, &format!("{before}key")) {
        return Some(SecretKind::Word);
    }
    QUERY
        .contains(&name.as_str())
        .then_some(SecretKind::InQuery)
}

fn normalized(word: &[u8]) -> String {
    let from = word.len().saturating_sub(MAX_NAME);
    word[from..]
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}
