//! Takes the token out of text that is shown, copied or saved.

/// What stands in the token's place.
pub const MARK: &str = "[token]";

/// A shorter piece at a cut end is no longer a secret worth a false alarm.
const SHORTEST_PIECE: usize = 6;

/// Removes `secret` from `text` as it is, percent-encoded and JSON-escaped,
/// whatever the case of its letters, and also whatever follows the word
/// Bearer. A beginning of the secret at the very end of the text, where a body
/// was cut, goes as well.
pub(super) fn redact(text: &str, secret: &str) -> String {
    let mut text = text.to_owned();
    for form in written_forms(secret) {
        text = replace_any_case(&text, &form);
        text = without_cut_piece(text, &form);
    }
    without_bearer(&text)
}

/// The ways in which a service may echo the secret, the longest first so that
/// no shorter form leaves a rest behind.
fn written_forms(secret: &str) -> Vec<String> {
    let core = secret.trim();
    if core.is_empty() {
        return Vec::new();
    }
    vec![
        // Escaping only lengthens, and of two escapings the thorough one is
        // longer; that is the order here.
        percent_encoded(core, b"-_.~"),
        percent_encoded(core, b"-_.!~*'()"),
        percent_encoded(core, b"-_.!~*'()+/=:;,?@&$#[]\\^`{|}"),
        json_escaped(core).replace('/', "\\/"),
        json_escaped(core),
        secret.to_owned(),
        core.to_owned(),
    ]
}

/// Encodes all but ASCII letters, digits and the bytes of `plain`.
fn percent_encoded(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn json_escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(&quoted)
        .to_owned()
}

/// Replaces every occurrence, ASCII letters compared without case.
fn replace_any_case(text: &str, needle: &str) -> String {
    // Lower case of ASCII keeps every byte position.
    let (low, needle_low) = (text.to_ascii_lowercase(), needle.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = low[from..].find(&needle_low) {
        out.push_str(&text[from..from + at]);
        out.push_str(MARK);
        from += at + needle.len();
    }
    out.push_str(&text[from..]);
    out
}

/// Removes the longest beginning of `needle` that ends the text.
fn without_cut_piece(mut text: String, needle: &str) -> String {
    let piece = needle
        .char_indices()
        .map(|(at, _)| at)
        .rev()
        .filter(|length| *length >= SHORTEST_PIECE)
        .find(|length| text.ends_with(&needle[..*length]));
    if let Some(length) = piece {
        text.truncate(text.len() - length);
        text.push_str(MARK);
    }
    text
}

/// Replaces what follows the word Bearer, up to a blank, a quote or a comma,
/// so that even a token that is not ours is not carried on.
fn without_bearer(text: &str) -> String {
    const WORD: &str = "bearer ";
    let low = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(at) = low[from..].find(WORD) {
        let start = from + at + WORD.len();
        let rest = &text[start..];
        let end = rest
            .find(|c: char| c.is_whitespace() || "\"',;\\<>".contains(c))
            .unwrap_or(rest.len());
        out.push_str(&text[from..start]);
        // `Bearer realm="…"` and `Bearer error=…` are what a service says, not
        // what it was told, and they help. So does an ordinary sentence.
        let word = &rest[..end];
        let parameter = word.split_once('=').is_some_and(|(name, _)| {
            matches!(
                name,
                "realm" | "error" | "scope" | "error_description" | "error_uri"
            )
        });
        let plain = word.len() < 12 && word.bytes().all(|b| b.is_ascii_lowercase());
        out.push_str(if parameter || plain { word } else { MARK });
        from = start + end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn the_token_goes_in_every_written_form() {
        let secret = "aB+c/d\"e=f%0~x";
        let cases = [
            ("aB+c/d\"e=f%0~x", "[token]"),
            (
                "you sent aB+c/d\"e=f%0~x, twice: aB+c/d\"e=f%0~x",
                "you sent [token], twice: [token]",
            ),
            ("AB+C/D\"E=F%0~X", "[token]"),
            ("?t=aB%2Bc%2Fd%22e%3Df%250~x&u=1", "?t=[token]&u=1"),
            ("?t=ab%2bc%2fd%22e%3df%250~x", "?t=[token]"),
            (r#"{"t":"aB+c/d\"e=f%0~x"}"#, r#"{"t":"[token]"}"#),
            (r#"{"t":"aB+c\/d\"e=f%0~x"}"#, r#"{"t":"[token]"}"#),
            (
                "Authorization: Bearer aB+c/d\"e=f%0~x",
                "Authorization: Bearer [token]",
            ),
            ("cut here: aB+c/d\"e", "cut here: [token]"),
            ("short ends stay: aB+c", "short ends stay: aB+c"),
            ("nothing here", "nothing here"),
        ];
        for (text, due) in cases {
            assert_eq!(redact(text, secret), due, "{text}");
        }
    }

    #[test]
    fn a_foreign_token_after_bearer_goes_too() {
        let cases = [
            ("Bearer eyJhbGciOiJ", "Bearer [token]"),
            ("\"bearer 123456\"", "\"bearer [token]\""),
            (
                "Bearer realm=\"scim\", error=\"invalid_token\"",
                "Bearer realm=\"scim\", error=\"invalid_token\"",
            ),
            ("the Bearer token is invalid", "the Bearer token is invalid"),
            ("Bearer ", "Bearer "),
        ];
        for (text, due) in cases {
            assert_eq!(redact(text, "zzzzzzzz"), due, "{text}");
        }
    }

    #[test]
    fn an_empty_secret_leaves_text_alone() {
        assert_eq!(redact("plain text", "  "), "plain text");
    }

    #[test]
    fn text_outside_ascii_is_safe() {
        assert_eq!(redact("é=geheim-ß-wort.", "GEHEIM-ß-WORT"), "é=[token].");
        assert_eq!(redact("…geheim-", "geheim-ß"), "…[token]");
    }
}
