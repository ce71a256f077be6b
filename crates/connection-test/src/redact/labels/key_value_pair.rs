//! A name and its value as two members, in either order:
//! `{"value": "x", "key": "SecretToken"}`.

use super::Scanner;
use super::labeled_value::{self, LabelSpan, Separator};
use super::secret_names::{SecretKind, secret_kind};

/// What was scanned of a pair so far.
#[derive(Default)]
pub(super) struct KeyValuePair {
    /// Whether the name is that of a secret.
    is_secret: Option<bool>,
    /// The index and separator of a value before its name.
    pending: Option<(usize, Separator)>,
}

const MAX_NAME: usize = 64;

impl Scanner<'_> {
    pub(super) fn pair_key(&mut self, label: LabelSpan) -> usize {
        // `API key: x` and `?key=x` are a label, not a pair.
        let own = self.labelled(label);
        if own != label.end {
            return own;
        }
        let Some((at, _)) = labeled_value::separator(self.text, label) else {
            return label.end;
        };
        let is_secret = self.names_secret(at);
        let pending = self.pair.pending.take();
        match pending {
            Some((value, separator)) if is_secret => {
                let value = labeled_value::read(
                    &self.text[..label.start],
                    value,
                    separator,
                    SecretKind::Word,
                );
                self.take(value);
                self.pair.is_secret = None;
            }
            _ => self.pair.is_secret = Some(is_secret),
        }
        label.end
    }

    pub(super) fn pair_value(&mut self, label: LabelSpan) -> usize {
        let Some((at, separator)) = labeled_value::separator(self.text, label) else {
            return label.end;
        };
        match self.pair.is_secret.take() {
            Some(true) => {
                let value = labeled_value::read(self.text, at, separator, SecretKind::Word);
                self.take(value)
            }
            Some(false) => label.end,
            None => {
                self.pair.pending = Some((at, separator));
                label.end
            }
        }
    }

    /// Whether the text at `at` is the name of a secret, with or without quotes.
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
        matches!(
            secret_kind(name, b""),
            Some(SecretKind::Line | SecretKind::Word)
        )
    }
}
