//! Removes everything from pasted text that may be a secret, before anything else
//! sees it.

use crate::http::outcome::BODY_LIMIT;
use crate::redact::Redacted;
use crate::token::SecretToken;

/// In bytes.
const PASTE_LIMIT: usize = BODY_LIMIT;

/// Text without secrets. Only [`redact_paste`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedactedPaste {
    text: String,
    /// Whether something was removed.
    pub removed: bool,
    /// Whether the text was longer than [`PASTE_LIMIT`].
    pub cut: bool,
    redacted: Redacted,
}

impl RedactedPaste {
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn redacted(&self) -> Redacted {
        self.redacted
    }

    /// Removes a token that was typed after the text was pasted.
    pub fn redact_again(&self, token: &SecretToken) -> RedactedPaste {
        let again = redact_paste(&self.text, token);
        RedactedPaste {
            cut: self.cut || again.cut,
            ..again
        }
    }

    /// What was done to the text; empty if nothing was.
    pub fn notice(&self) -> String {
        let removed = "Removed what looked like a token.";
        let cut = "The text was longer than 256 kB; only its start was kept.";
        match (self.removed, self.cut) {
            (true, true) => format!("{removed} {cut}"),
            (true, false) => removed.to_owned(),
            (false, true) => cut.to_owned(),
            (false, false) => String::new(),
        }
    }
}

/// Removes the token in the page's field, tokens that were sent before, and
/// everything else that looks like a secret.
pub fn redact_paste(text: &str, token: &SecretToken) -> RedactedPaste {
    let cut = text.len() > PASTE_LIMIT;
    let start = &text[..text.floor_char_boundary(PASTE_LIMIT)];
    let (clean, redacted) = token.redactor().foreign_text(start);
    RedactedPaste {
        removed: clean != start,
        text: clean,
        cut,
        redacted,
    }
}

#[cfg(test)]
mod tests;
