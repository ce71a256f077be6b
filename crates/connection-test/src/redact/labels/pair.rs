//! Pairs of a name and a value as members of their own, in either order:
//! `{"value": "x", "key": "SecretToken"}`.

use super::Scanner;
use super::names::{Kind, kind};
use super::value::{self, Label, Separator, Value};

/// What was seen of a pair so far.
#[derive(Default)]
pub(super) struct Pair {
    /// Whether the name is a secret's.
    is_secret: Option<bool>,
    /// The value that came before its name: where, and how it is written.
    pending: Option<(usize, Separator)>,
}

/// The longest name that is looked at.
const MAX_NAME: usize = 64;

impl Scanner<'_> {
    pub(super) fn pair_key(&mut self, label: Label) -> usize {
        // `API key: x` and `?key=x` are no pair but a name.
        let own = self.labelled(label);
        if own != label.end {
            return own;
        }
        let Some((at, _)) = value::separator(self.text, label) else {
            return label.end;
        };
        let is_secret = self.names_secret(at);
        let pending = self.pair.pending.take();
        match pending {
            Some((value, how)) if is_secret => {
                let found = value::read(&self.text[..label.start], value, how, Kind::Word);
                if let Value::Secret(start, end) = found {
                    self.found.push((start, end));
                }
                self.pair.is_secret = None;
            }
            _ => self.pair.is_secret = Some(is_secret),
        }
        label.end
    }

    pub(super) fn pair_value(&mut self, label: Label) -> usize {
        let Some((at, separator)) = value::separator(self.text, label) else {
            return label.end;
        };
        match self.pair.is_secret.take() {
            Some(true) => match value::read(self.text, at, separator, Kind::Word) {
                Value::Secret(start, end) => {
                    self.found.push((start, end));
                    end
                }
                Value::Harmless(end) => end,
            },
            Some(false) => label.end,
            None => {
                self.pair.pending = Some((at, separator));
                label.end
            }
        }
    }

    /// Whether the text at some place is the name of a secret, in quotes or
    /// not.
    fn names_secret(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let rest = match rest.first() {
            Some(b'"' | b'\'') => &rest[1..],
            _ => rest,
        };
        let length = rest
            .iter()
            .take(MAX_NAME)
            .take_while(|b| b.is_ascii_alphanumeric() || b"-_ .".contains(b))
            .count();
        let name = rest[..length].trim_ascii();
        matches!(kind(name, b""), Some(Kind::Line | Kind::Word))
    }
}
