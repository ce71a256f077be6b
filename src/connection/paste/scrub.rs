//! Takes everything out of pasted text that may be a secret, before anything
//! else looks at it.
//!
//! It is better to take too much: what identifies a request or a user helps
//! little, and a token that stays helps nobody.

use crate::connection::outcome::BODY_LIMIT;
use crate::connection::redact::MARK;
use crate::connection::token::SecretToken;

/// The most pasted text that is kept, in bytes.
pub const PASTE_LIMIT: usize = BODY_LIMIT;

/// Text without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrubbed {
    /// The text, with a mark in each secret's place.
    pub text: String,
    /// Whether something was taken out.
    pub removed: bool,
    /// Whether the text was longer than [`PASTE_LIMIT`].
    pub cut: bool,
}

impl Scrubbed {
    /// What was done, in sentences; empty if the text is as it was.
    pub fn words(&self) -> String {
        let removed = "What looked like a token was removed from the text.";
        let cut = "The text was longer than 256 kB; only its beginning was kept.";
        match (self.removed, self.cut) {
            (true, true) => format!("{removed} {cut}"),
            (true, false) => removed.to_owned(),
            (false, true) => cut.to_owned(),
            (false, false) => String::new(),
        }
    }
}

/// Names that are followed by a secret, in lower case. Ending in these letters
/// is enough: `x-api-key`, `SCIM_TOKEN`.
const NAMES: [&str; 12] = [
    "authorization",
    "cookie",
    "access_token",
    "refresh_token",
    "id_token",
    "client_secret",
    "secrettoken",
    "scim_token",
    "secret token",
    "api-key",
    "apikey",
    "password",
];

/// Schemes of authorization, which may stay.
const SCHEMES: [&str; 4] = ["bearer", "basic", "negotiate", "digest"];

/// The shortest run of letters and digits that is taken for a token. A GUID
/// has 36 characters.
const LONG_RUN: usize = 40;

/// Removes the token in the page's field, and whatever else looks like one.
pub fn scrub(text: &str, token: &SecretToken) -> Scrubbed {
    let cut = text.len() > PASTE_LIMIT;
    let whole = &text[..text.floor_char_boundary(PASTE_LIMIT)];
    let mut clean = token.redact(whole);
    for rule in [
        without_named,
        without_key_values,
        without_jwts,
        without_long_runs,
    ] {
        clean = rule(&clean);
    }
    Scrubbed {
        removed: clean != whole,
        text: clean,
        cut,
    }
}

/// Replaces what follows one of [`NAMES`] and a colon or an equals sign, up to
/// the end of the line or of the quotes that it stands in.
fn without_named(text: &str) -> String {
    let mut text = text.to_owned();
    for name in NAMES {
        text = without_one(&text, name);
    }
    text
}

fn without_one(text: &str, name: &str) -> String {
    let low = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let mut at = 0;
    while let Some(after) = low[at..].find(name).map(|found| at + found + name.len()) {
        at = after;
        if let Some((start, end)) = value_after(&low, after) {
            out.push_str(&text[from..start]);
            out.push_str(&marked(&text[start..end]));
            (from, at) = (end, end);
        }
    }
    out.push_str(&text[from..]);
    out
}

/// The value that stands after a name: `: v`, `=v`, `": "v"`, `' = 'v'`.
fn value_after(low: &str, after: usize) -> Option<(usize, usize)> {
    let rest = &low[after..];
    let unquoted = rest.trim_start_matches(['"', '\'', '\\', ' ', '\t']);
    let value = unquoted.strip_prefix([':', '='])?;
    let value = value.trim_start_matches([' ', '\t']);
    let opened = value.trim_start_matches('\\');
    let quote = opened.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = match quote {
        Some(quote) => &opened[quote.len_utf8()..],
        None => value,
    };
    let end = match quote {
        Some(quote) => inner.find([quote, '\n', '\r']),
        // The name is a member of JSON, the value a number or null.
        None if rest.starts_with(['"', '\\']) => inner.find([',', '}', ']', '\n', '\r']),
        // In `-H "Authorization: Bearer x"` the quotes stand round the name.
        None => inner.find(['"', '\'', '\n', '\r']),
    };
    let length = end.unwrap_or(inner.len());
    let start = low.len() - inner.len();
    (length > 0).then_some((start, start + length))
}

/// A mark, after the scheme if there is one. What is marked or empty already,
/// or a variable's name and not its value, stays.
fn marked(value: &str) -> String {
    let core = value.trim();
    let (scheme, secret) = match core.split_once(char::is_whitespace) {
        Some((word, rest)) if SCHEMES.iter().any(|known| word.eq_ignore_ascii_case(known)) => {
            (Some(word), rest.trim_start())
        }
        _ => (None, core),
    };
    let harmless = secret.starts_with(MARK)
        || secret.starts_with('$')
        || secret.starts_with('%')
        || matches!(secret, "" | "null" | "," | "{" | "[");
    match scheme {
        _ if harmless => value.to_owned(),
        Some(scheme) => format!("{scheme} {MARK}"),
        None => MARK.to_owned(),
    }
}

/// Replaces the value beside the key `SecretToken`, as Graph's bodies have it.
fn without_key_values(text: &str) -> String {
    let low = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(key) = low[from..].find("secrettoken").map(|at| at + from) {
        let after = key + "secrettoken".len();
        // The pair is one small object; another one's value is not meant.
        let near = low[after..].find('}').map_or(low.len(), |at| at + after);
        let range = low[after..near]
            .find("value")
            .and_then(|at| value_after(&low, after + at + "value".len()))
            .filter(|(_, end)| *end <= near);
        match range {
            Some((start, end)) => {
                out.push_str(&text[from..start]);
                out.push_str(&marked(&text[start..end]));
                from = end;
            }
            None => {
                out.push_str(&text[from..after]);
                from = after;
            }
        }
    }
    out.push_str(&text[from..]);
    out
}

/// Replaces JSON Web Tokens, which begin with `{"` in base64.
fn without_jwts(text: &str) -> String {
    replace_runs(
        text,
        |run| run.starts_with("eyJ") && run.len() >= 20,
        b"._-",
    )
}

/// Replaces long runs of letters and digits, which no code, name or GUID is.
fn without_long_runs(text: &str) -> String {
    let opaque = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let letters = run.bytes().filter(u8::is_ascii_alphabetic).count();
        run.len() >= LONG_RUN && digits >= 3 && letters >= 3
    };
    replace_runs(text, opaque, b"+_=-~")
}

/// Replaces the runs of letters, digits and `also` for which `meant` holds.
fn replace_runs(text: &str, meant: impl Fn(&str) -> bool, also: &[u8]) -> String {
    let inside = |c: char| c.is_ascii_alphanumeric() || (c.is_ascii() && also.contains(&(c as u8)));
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(inside) {
        let run = &rest[start..];
        let end = run.find(|c| !inside(c)).unwrap_or(run.len());
        out.push_str(&rest[..start]);
        out.push_str(if meant(&run[..end]) {
            MARK
        } else {
            &run[..end]
        });
        rest = &run[end..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        scrub(text, &SecretToken::typed("my-own-typed-token".to_owned())).text
    }

    #[test]
    fn secrets_go_wherever_they_stand() {
        let opaque = "Zk9".repeat(20);
        let cases = [
            ("x my-own-typed-token y", "x [token] y"),
            ("MY-OWN-typed-token", "[token]"),
            (
                "> Authorization: Bearer abc123",
                "> Authorization: Bearer [token]",
            ),
            (
                "Authorization: abc123\nAccept: x",
                "Authorization: [token]\nAccept: x",
            ),
            (
                "authorization : Basic dXNlcjpw",
                "authorization : Basic [token]",
            ),
            (
                "curl -H \"Authorization: abc\" url",
                "curl -H \"Authorization: [token]\" url",
            ),
            (
                "-H 'Authorization: Bearer abc' url",
                "-H 'Authorization: Bearer [token]' url",
            ),
            (
                r#"{"Authorization": "abc", "b": 1}"#,
                r#"{"Authorization": "[token]", "b": 1}"#,
            ),
            (
                r#"{"access_token":"abc","expires_in":1}"#,
                r#"{"access_token":"[token]","expires_in":1}"#,
            ),
            (
                r#"{\"access_token\":\"abc\"}"#,
                r#"{\"access_token\":\"[token]"}"#,
            ),
            ("client_secret=abc", "client_secret=[token]"),
            ("export SCIM_TOKEN='abc def'", "export SCIM_TOKEN='[token]'"),
            ("Secret token: abc", "Secret token: [token]"),
            ("Set-Cookie: sid=abc; Path=/", "Set-Cookie: [token]"),
            (
                r#"{ "key": "SecretToken", "value": "abc" }, {"key":"x","value":"y"}"#,
                r#"{ "key": "SecretToken", "value": "[token]" }, {"key":"x","value":"y"}"#,
            ),
            (
                "it said eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.abc-_x, so",
                "it said [token], so",
            ),
            (opaque.as_str(), "[token]"),
            ("Bearer abcdef0123456", "Bearer [token]"),
        ];
        for (text, due) in cases {
            assert_eq!(clean(text), due, "{text}");
            assert!(scrub(text, &SecretToken::typed("my-own-typed-token".to_owned())).removed);
            assert_eq!(clean(due), due, "what is clean stays so");
        }
    }

    #[test]
    fn what_helps_stays() {
        for text in [
            "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/scim+json\r\n\r\n{}",
            "WWW-Authenticate: Bearer realm=\"scim\", error=\"invalid_token\"",
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            "x-request-id: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "urn:ietf:params:scim:api:messages:2.0:ListResponse",
            "printf 'Authorization: Bearer %s' \"$token\" | curl -H @-",
            "Headers = @{ Authorization = \"Bearer $token\" }",
            "Secret token: ",
            "curl: (60) SSL certificate problem: unable to get local issuer certificate",
            "/Users?filter=userName+eq+%223f2504e0-4f89-41d3-9a0c-0305e82c3301%22",
            "{\"password\":null}",
            "",
        ] {
            let scrubbed = scrub(text, &SecretToken::typed(String::new()));
            assert_eq!(scrubbed.text, text);
            assert!(!scrubbed.removed && !scrubbed.cut);
        }
    }

    #[test]
    fn a_long_text_is_cut_where_a_character_ends() {
        let text = "é".repeat(PASTE_LIMIT);
        let scrubbed = scrub(&text, &SecretToken::typed(String::new()));
        assert!(scrubbed.cut && scrubbed.text.len() <= PASTE_LIMIT);
        let hostile = "authorization".repeat(20_000);
        assert!(
            scrub(&hostile, &SecretToken::typed(String::new()))
                .text
                .len()
                <= PASTE_LIMIT
        );
    }
}
