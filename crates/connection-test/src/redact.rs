//! Removes secrets from text that is shown, copied or saved.
//!
//! A [`Redactor`] has the secrets. Everything from the network or the clipboard
//! passes through one before a view gets it: nothing else can make a [`Redacted`].

mod automaton;
mod decoded_text;
mod escapes;
mod labels;
mod layers;
mod redaction_ranges;
mod shapes;

use automaton::Automaton;
use labels::LabelScope;
use redaction_ranges::redaction_ranges;

/// Replaces a secret.
pub const MARK: &str = "[token]";

/// The proof that a text has passed through a [`Redactor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(Default))]
pub struct Redacted(());

/// It cannot be printed or copied, and returns none of its secrets.
pub struct Redactor(Automaton);

impl Redactor {
    /// A secret of fewer than six characters is recognized only by its label, as an
    /// unknown one is: it would be in ordinary text as well.
    pub(super) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Redactor {
        let patterns: Vec<_> = secrets.into_iter().flat_map(layers::patterns).collect();
        Redactor(Automaton::new(&patterns))
    }

    /// Removes the secrets in every encoding: percent-encoded, escaped for JSON or
    /// HTML, in base64 or hex, reversed, with blanks or invisible characters in
    /// them, and two of these on top of each other. Also removes what follows the
    /// word Bearer, and the beginning of a secret at the very end of the text,
    /// where a body was cut.
    pub fn text(&self, text: &str) -> String {
        self.redact(text, LabelScope::BearerOnly)
    }

    /// The same for the body of a response.
    pub fn response_body(&self, text: &str) -> (String, Redacted) {
        (self.text(text), Redacted(()))
    }

    /// Also removes everything else that may be a secret, by the label before it or
    /// by its form, and what repeats it elsewhere in the text. Removing too much is better: ids of requests and users help
    /// little.
    pub fn foreign_text(&self, text: &str) -> (String, Redacted) {
        (self.redact(text, LabelScope::All), Redacted(()))
    }

    fn redact(&self, text: &str, scope: LabelScope) -> String {
        let mut ranges = Vec::new();
        labels::find(text, scope, &mut ranges);
        if scope == LabelScope::All {
            // A response may repeat the token of the request above it.
            let repeated = Redactor::new(labeled_secrets(text, &ranges));
            layers::find(text, &repeated.0, &mut ranges);
        }
        layers::find(text, &self.0, &mut ranges);
        replaced(text, ranges)
    }
}

/// In bytes. A shorter value of a label may be a word of the text as well.
const MIN_REPEATED: usize = 12;

/// In bytes, and how many: each takes time in proportion to the text.
const MAX_REPEATED: usize = 4_096;
const MAX_REPEATED_SECRETS: usize = 16;

/// The secrets in ranges that cannot be words of a text.
fn labeled_secrets<'t>(text: &'t str, ranges: &[(usize, usize)]) -> Vec<&'t str> {
    let mut secrets: Vec<&str> = Vec::new();
    for (start, end) in ranges {
        let Some(secret) = text.get(*start..*end) else {
            continue;
        };
        let has = |is: fn(&u8) -> bool| secret.bytes().any(|byte| is(&byte));
        let is_usual = (MIN_REPEATED..=MAX_REPEATED).contains(&secret.len())
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_alphabetic);
        if is_usual && !secrets.contains(&secret) {
            secrets.push(secret);
        }
        if secrets.len() >= MAX_REPEATED_SECRETS {
            break;
        }
    }
    secrets
}

fn replaced(text: &str, ranges: Vec<(usize, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in redaction_ranges(text, ranges) {
        out.push_str(&text[from..range.start]);
        let quote = if range.needs_quotes { "\"" } else { "" };
        out.extend([quote, MARK, quote]);
        from = range.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests;
