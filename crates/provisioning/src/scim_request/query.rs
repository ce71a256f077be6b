//! The question by which Entra finds a user.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::EvaluatedUser;

/// A search for one user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchQuery {
    /// The filter as people read it: `userName eq "ana@contoso.com"`.
    pub filter: String,
    /// Path and query as they are sent: `/Users?filter=userName+eq+%22…`.
    pub path: String,
}

/// The question for a user, if there is a value to ask for.
pub fn match_query(applied: &EvaluatedUser<'_>) -> Option<MatchQuery> {
    let (target, value) = applied.matching()?;
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    let filter = format!("{target} eq \"{value}\"");
    let path = format!("/Users?filter={}", encoded(&filter));
    Some(MatchQuery { filter, path })
}

/// As .NET encodes queries: blanks as `+`, everything but letters, digits and
/// `-_.!*()` in percent form.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'-' | b'_' | b'.' | b'!' | b'*' | b'(' | b')' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
