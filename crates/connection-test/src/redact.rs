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
    /// by its form. Removing too much is better: ids of requests and users help
    /// little.
    pub fn foreign_text(&self, text: &str) -> (String, Redacted) {
        (self.redact(text, LabelScope::All), Redacted(()))
    }

    fn redact(&self, text: &str, scope: LabelScope) -> String {
        let mut ranges = Vec::new();
        layers::find(text, &self.0, &mut ranges);
        labels::find(text, scope, &mut ranges);
        replaced(text, ranges)
    }
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
