//! Takes everything out of pasted text that may be a secret, before anything
//! else looks at it.

use crate::http::outcome::BODY_LIMIT;
use crate::redact::Redacted;
use crate::token::SecretToken;

/// The most pasted text that is kept, in bytes.
pub const PASTE_LIMIT: usize = BODY_LIMIT;

/// Text without secrets. Only [`scrub`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scrubbed {
    text: String,
    /// Whether something was taken out.
    pub removed: bool,
    /// Whether the text was longer than [`PASTE_LIMIT`].
    pub cut: bool,
    redacted: Redacted,
}

impl Scrubbed {
    /// The text, with a mark in each secret's place.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// That no secret is in it.
    pub fn redacted(&self) -> Redacted {
        self.redacted
    }

    /// The same text without a token that was typed since.
    pub fn again(&self, token: &SecretToken) -> Scrubbed {
        let again = scrub(&self.text, token);
        Scrubbed {
            cut: self.cut || again.cut,
            ..again
        }
    }

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

/// Removes the token in the page's field, tokens that were sent before, and
/// whatever else looks like a secret.
pub fn scrub(text: &str, token: &SecretToken) -> Scrubbed {
    let cut = text.len() > PASTE_LIMIT;
    let whole = &text[..text.floor_char_boundary(PASTE_LIMIT)];
    let (clean, redacted) = token.redactor().foreign_text(whole);
    Scrubbed {
        removed: clean != whole,
        text: clean,
        cut,
        redacted,
    }
}

#[cfg(test)]
mod tests;
