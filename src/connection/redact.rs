//! Takes the token out of text that is shown, copied or saved.

/// What stands in the token's place.
pub const MARK: &str = "[token]";

/// A shorter piece at a cut end is no longer a secret worth a false alarm.
const SHORTEST_PIECE: usize = 6;

/// Removes `secret` from `text`, however it is written there (percent-encoded,
/// escaped for JSON or HTML, each character in its own way, and whatever the
/// case of its letters), and also whatever follows the word Bearer. A beginning
/// of the secret at the very end of the text, where a body was cut, goes as
/// well.
pub(super) fn redact(text: &str, secret: &str) -> String {
    without_bearer(&without_secret(text, secret.trim()))
}

fn without_secret(text: &str, secret: &str) -> String {
    if secret.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = match written_length(rest, secret) {
            Some(length) => {
                out.push_str(MARK);
                length
            }
            None => {
                out.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// How many bytes at the start of `text` are the secret, or a beginning of it
/// that the end of the text cuts.
fn written_length(text: &str, secret: &str) -> Option<usize> {
    let mut at = 0;
    for (nth, due) in secret.chars().enumerate() {
        let rest = &text[at..];
        match character(rest, due) {
            Some(length) => at += length,
            None if nth >= SHORTEST_PIECE && is_cut_character(rest) => return Some(text.len()),
            None => return None,
        }
    }
    Some(at)
}

/// How many bytes at the start of `text` are this character in one of the ways
/// in which services write it.
fn character(text: &str, due: char) -> Option<usize> {
    let first = text.chars().next()?;
    match first {
        '%' => percent_encoded(text, due),
        '\\' => escaped(text, due),
        '&' => entity(text, due),
        // Forms have a plus for a blank.
        '+' if due == ' ' => Some(1),
        _ => None,
    }
    .or_else(|| first.eq_ignore_ascii_case(&due).then_some(first.len_utf8()))
}

/// As an address has it: `%2B`, one for each byte.
fn percent_encoded(text: &str, due: char) -> Option<usize> {
    let mut buffer = [0; 4];
    let bytes = due.encode_utf8(&mut buffer).as_bytes();
    let mut at = 0;
    for byte in bytes {
        let digits = text.get(at..at + 3)?.strip_prefix('%')?;
        if !u8::from_str_radix(digits, 16).is_ok_and(|found| found.eq_ignore_ascii_case(byte)) {
            return None;
        }
        at += 3;
    }
    Some(at)
}

/// As JSON has it: `\"`, `\/` or `\u002B`.
fn escaped(text: &str, due: char) -> Option<usize> {
    let rest = text.strip_prefix('\\')?;
    if rest.starts_with(due) {
        return Some(1 + due.len_utf8());
    }
    let digits = rest.strip_prefix('u')?.get(..4)?;
    let found = u32::from_str_radix(digits, 16).ok()?;
    is_code(found, due).then_some(6)
}

/// As HTML has it: `&amp;`, `&#43;` or `&#x2b;`.
fn entity(text: &str, due: char) -> Option<usize> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let found = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
        None => u32::from(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return None,
        }),
    };
    is_code(found, due).then_some(end + 1)
}

fn is_code(code: u32, due: char) -> bool {
    char::from_u32(code).is_some_and(|found| found.eq_ignore_ascii_case(&due))
}

/// Whether nothing is left, or an escape that the end of the text cuts.
fn is_cut_character(rest: &str) -> bool {
    const LONGEST: usize = 6;
    rest.is_empty() || rest.len() < LONGEST && rest.starts_with(['%', '\\', '&'])
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
        // The commands of this page, pasted with what they printed.
        let variable = matches!(word, "%s" | "$token");
        let stays = parameter || plain || variable;
        out.push_str(if stays { word } else { MARK });
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
            (r#"{"t":"aB\u002Bc/d\u0022e=f%0~x"}"#, r#"{"t":"[token]"}"#),
            ("<p>aB&#43;c/d&quot;e&#x3D;f%0~x</p>", "<p>[token]</p>"),
            ("cut here: aB+c/d\"e", "cut here: [token]"),
            ("cut here: aB+c/d%2", "cut here: [token]"),
            ("not it: aB+c/d%20 and more", "not it: aB+c/d%20 and more"),
            ("aB+aB+c/d\"e=f%0~x", "aB+[token]"),
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
