//! The id that a service gives a user: opaque text that becomes one segment
//! of a path, so a text that could lead to another path is no id.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;
use thiserror::Error;

/// The longest id in bytes. RFC 7643 sets no limit; services use at most a few
/// hundred, and an id has to fit into an address and into a record.
pub const MAX_BYTES: usize = 1_024;

/// An id that can stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserId(String);

/// Why a value is not used as an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UserIdError {
    #[error("The service gave the user no ID.")]
    Missing,
    /// It is a number or another kind of JSON value.
    #[error("The service gave the user an ID that isn’t a string, so no request uses it.")]
    NotText,
    #[error("The service gave the user an empty ID, so no request uses it.")]
    Empty,
    /// A part of it is `.` or `..`, which addresses resolve.
    #[error(
        "The service gave the user an ID with a part that is “.” or “..”. A request with it would reach another URL, so no request uses it."
    )]
    DotSegment,
    #[error(
        "The service gave the user an ID with a control character in it, so no request uses it."
    )]
    ControlCharacter,
    /// It is longer than [`MAX_BYTES`].
    #[error("The service gave the user an ID of more than 1,024 bytes, so no request uses it.")]
    TooLong,
}

impl UserId {
    /// Reads an id. Two ids are the same only if every character is: RFC 7643
    /// section 3.1 has them case-exact.
    pub fn parse(text: &str) -> Result<UserId, UserIdError> {
        if text.is_empty() {
            Err(UserIdError::Empty)
        } else if text.len() > MAX_BYTES {
            Err(UserIdError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(UserIdError::ControlCharacter)
        } else if has_dot_segment(text) {
            Err(UserIdError::DotSegment)
        } else {
            Ok(UserId(text.to_owned()))
        }
    }

    /// An id that no service gives a user.
    pub fn nobody() -> UserId {
        UserId("scimdesk-nobody".to_owned())
    }

    /// The id of a user as a service wrote it.
    pub fn of(user: &Value) -> Result<UserId, UserIdError> {
        match user.get("id") {
            None | Some(Value::Null) => Err(UserIdError::Missing),
            Some(Value::String(text)) => UserId::parse(text),
            Some(_) => Err(UserIdError::NotText),
        }
    }

    /// The id for reading a user. RFC 7643 section 3.1 has ids as strings, but
    /// a whole number can stand in a path as well, and reading changes nothing.
    pub fn to_read(user: &Value) -> Result<UserId, UserIdError> {
        match user.get("id") {
            Some(Value::Number(number)) if number.is_i64() || number.is_u64() => {
                UserId::parse(&number.to_string())
            }
            _ => UserId::of(user),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Browsers resolve a segment of dots, in the form `%2e` too (URL Standard,
/// "double-dot URL path segment"), and no encoding prevents it. A server or a
/// proxy that decodes the path may find such a segment between slashes.
fn has_dot_segment(text: &str) -> bool {
    let low = text.to_ascii_lowercase();
    let plain = low
        .replace("%2e", ".")
        .replace("%2f", "/")
        .replace("%5c", "/");
    plain
        .split(['/', '\\'])
        .any(|part| part == "." || part == "..")
}

impl Display for UserId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_stays_in_its_segment_is_an_id() {
        let longest = "a".repeat(MAX_BYTES);
        let longer = "a".repeat(MAX_BYTES + 1);
        let cases = [
            ("7", Ok(())),
            ("5f3-…é", Ok(())),
            ("a/b", Ok(())),
            ("a?b#c%20d", Ok(())),
            ("...", Ok(())),
            (".a", Ok(())),
            ("a..b", Ok(())),
            ("a.", Ok(())),
            (longest.as_str(), Ok(())),
            (longer.as_str(), Err(UserIdError::TooLong)),
            ("", Err(UserIdError::Empty)),
            (".", Err(UserIdError::DotSegment)),
            ("..", Err(UserIdError::DotSegment)),
            ("%2e", Err(UserIdError::DotSegment)),
            (".%2E", Err(UserIdError::DotSegment)),
            ("../Groups", Err(UserIdError::DotSegment)),
            ("a/../b", Err(UserIdError::DotSegment)),
            ("a\\..", Err(UserIdError::DotSegment)),
            ("a%2f..%2fb", Err(UserIdError::DotSegment)),
            ("a\nb", Err(UserIdError::ControlCharacter)),
            ("\t", Err(UserIdError::ControlCharacter)),
            ("a\u{0}", Err(UserIdError::ControlCharacter)),
            ("\u{85}", Err(UserIdError::ControlCharacter)),
        ];
        for (text, due) in cases {
            assert_eq!(UserId::parse(text).map(|_| ()), due, "{text:.40?}");
        }
    }

    #[test]
    fn an_id_is_a_text() {
        let cases = [
            (json!({"id": "7"}), Ok("7")),
            (json!({"id": 7}), Err(UserIdError::NotText)),
            (json!({"id": true}), Err(UserIdError::NotText)),
            (json!({"id": ["7"]}), Err(UserIdError::NotText)),
            (json!({"id": null}), Err(UserIdError::Missing)),
            (json!({"ID": "7"}), Err(UserIdError::Missing)),
            (json!([]), Err(UserIdError::Missing)),
        ];
        for (user, due) in cases {
            let id = UserId::of(&user);
            assert_eq!(id.as_ref().map(UserId::as_str), due.as_ref().copied());
        }
    }

    #[test]
    fn a_whole_number_is_an_id_for_reading_only() {
        let cases = [
            (json!({"id": "7"}), Ok("7")),
            (json!({"id": 251}), Ok("251")),
            (json!({"id": -3}), Ok("-3")),
            (json!({"id": 7.5}), Err(UserIdError::NotText)),
            (json!({"id": 1e30}), Err(UserIdError::NotText)),
            (json!({"id": true}), Err(UserIdError::NotText)),
            (json!({"id": ["7"]}), Err(UserIdError::NotText)),
            (json!({"id": "."}), Err(UserIdError::DotSegment)),
            (json!({}), Err(UserIdError::Missing)),
        ];
        for (user, due) in cases {
            let id = UserId::to_read(&user);
            assert_eq!(id.as_ref().map(UserId::as_str), due.as_ref().copied());
        }
    }
}
