//! Takes secrets out of text that is shown, copied or saved.
//!
//! A [`Redactor`] knows the secrets and is the only way from what the network
//! or the clipboard gave to what a view may have: nothing else can make a
//! [`Redacted`].

mod automaton;
mod decoded;
mod escapes;
mod labels;
mod layers;
mod pieces;
mod shapes;

use crate::http::outcome::{Answer, Body};
use automaton::Automaton;
use labels::Which;
use pieces::pieces;

/// What stands in a secret's place.
pub const MARK: &str = "[token]";

/// The proof that a text has gone through a [`Redactor`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Redacted(());

/// An answer as it came. Nothing can be done with it but to redact it.
pub struct RawAnswer {
    /// HTTP status.
    pub status: u16,
    /// The headers that the app uses.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
    /// From asking to the end of the body, in milliseconds.
    pub ms: u32,
}

/// Secrets that must not stand in any text. It cannot be printed or copied,
/// and gives none of them back.
pub struct Redactor(Automaton);

impl Redactor {
    /// Looks for these secrets. One of fewer than six characters is looked for
    /// only by its label, as any foreign one: it would be found everywhere.
    pub(super) fn new<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Redactor {
        let patterns: Vec<_> = secrets.into_iter().flat_map(layers::patterns).collect();
        Redactor(Automaton::new(&patterns))
    }

    /// The answer without secrets in any of its texts.
    pub fn answer(&self, raw: RawAnswer) -> Answer {
        let headers = raw.headers.into_iter();
        Answer {
            status: raw.status,
            headers: headers
                .map(|(name, value)| (name, self.text(&value)))
                .collect(),
            body: Body {
                text: self.text(&raw.body.text),
                ..raw.body
            },
            ms: raw.ms,
            throttled: 0,
            redacted: Redacted(()),
        }
    }

    /// Removes the secrets from `text`, however they are written there:
    /// percent-encoded, escaped for JSON or HTML, in base64 or hex, backwards,
    /// with blanks or invisible characters in them, and two of these on each
    /// other; also whatever follows the word Bearer. A beginning of a secret at
    /// the very end of the text, where a body was cut, goes as well.
    pub fn text(&self, text: &str) -> String {
        self.without(text, Which::Bearer)
    }

    /// The same, and without everything else that may be a secret, by what
    /// stands before it or by its looks. It is better to take too much: what
    /// identifies a request or a user helps little.
    pub fn foreign_text(&self, text: &str) -> (String, Redacted) {
        (self.without(text, Which::All), Redacted(()))
    }

    fn without(&self, text: &str, which: Which) -> String {
        let mut ranges = Vec::new();
        layers::find(text, &self.0, &mut ranges);
        labels::find(text, which, &mut ranges);
        replaced(text, ranges)
    }
}

/// The text with a mark in place of each range.
fn replaced(text: &str, ranges: Vec<(usize, usize)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for piece in pieces(text, ranges) {
        out.push_str(&text[from..piece.start]);
        let quote = if piece.is_bare { "\"" } else { "" };
        out.extend([quote, MARK, quote]);
        from = piece.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests;
