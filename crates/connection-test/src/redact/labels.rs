//! Finds unknown secrets by the label before them: `Bearer`,
//! `X-Auth-Token:`, `client_secret=`, `-Password`, `https://user:`.

mod key_value_pair;
mod labeled_value;
mod non_secrets;
mod secret_names;

use super::decoded_text::DecodedText;
use super::escapes::{CutEscape, unescaped};
use key_value_pair::KeyValuePair;
use labeled_value::{LabelSpan, LabeledValue, Separator};
use secret_names::{SecretKind, secret_kind};

/// How many layers of escapes around a label are decoded.
const MAX_LAYERS: u32 = 2;

/// A shorter value of a name such as `code` in a query is not a secret.
const MIN_IN_QUERY: usize = 16;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LabelScope {
    /// A service's response must otherwise stay as it is.
    BearerOnly,
    All,
}

/// Adds the ranges of secrets by their labels, and with [`LabelScope::All`] those
/// that look like tokens.
pub(super) fn find(text: &str, scope: LabelScope, ranges: &mut Vec<(usize, usize)>) {
    let mut text = DecodedText::of(text);
    for layer in 0..=MAX_LAYERS {
        let mut scanner = Scanner {
            text: &text.bytes,
            scope,
            pair: KeyValuePair::default(),
            previous: (0, 0),
            ranges: Vec::new(),
        };
        scanner.run();
        if scope == LabelScope::All {
            super::shapes::find(&text.bytes, &mut scanner.ranges);
        }
        ranges.extend(scanner.ranges.iter().map(|(s, e)| text.source(*s, *e)));
        match unescaped(&text, CutEscape::Keep) {
            Some(inner) if layer < MAX_LAYERS => text = inner,
            _ => return,
        }
    }
}

/// Scans a text once from left to right. Lookahead that is not skipped has a bounded
/// length, so the time is linear.
struct Scanner<'a> {
    text: &'a [u8],
    scope: LabelScope,
    pair: KeyValuePair,
    /// The word before the current one.
    previous: (usize, usize),
    ranges: Vec<(usize, usize)>,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(byte) = self.text.get(at) {
            let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            if is_word(byte) {
                let length = self.text[at..].iter().take_while(|b| is_word(b)).count();
                let end = at + length;
                let next = self.word(at, end);
                self.previous = (at, end);
                at = next.max(end);
                continue;
            }
            if self.scope == LabelScope::All {
                match byte {
                    b'{' | b'}' | b'<' => self.pair = KeyValuePair::default(),
                    b':' if self.text[at..].starts_with(b"://") => self.credentials(at + 3),
                    _ => {}
                }
            }
            at += 1;
        }
    }

    /// Returns where to continue after a word.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let dashes = self.text[start..end]
            .iter()
            .take_while(|byte| **byte == b'-')
            .count();
        let label = LabelSpan {
            start: start + dashes,
            end,
            is_flag: dashes > 0,
        };
        let word = self.text[label.start..end].to_ascii_lowercase();
        if word == b"bearer"
            && let Some(value) = labeled_value::bearer(self.text, end)
        {
            return self.take(value);
        }
        if self.scope == LabelScope::BearerOnly {
            return end;
        }
        match word.as_slice() {
            b"basic" => self.basic(end),
            b"u" | b"user" | b"proxy-user" if label.is_flag => self.user_option(end),
            b"convertto-securestring" => self.argument(end),
            b"name" | b"key" | b"header" | b"field" => self.pair_key(label),
            b"value" => self.pair_value(label),
            _ => self.labelled(label),
        }
    }

    fn labelled(&mut self, label: LabelSpan) -> usize {
        let before = self.previous_word(label.start);
        match secret_kind(&self.text[label.start..label.end], before) {
            Some(kind) => self.take_value(label, kind),
            None => label.end,
        }
    }

    fn take_value(&mut self, label: LabelSpan, kind: SecretKind) -> usize {
        let Some((at, separator)) = labeled_value::separator(self.text, label) else {
            return label.end;
        };
        let in_query = matches!(self.before(label.start), Some(b'?' | b'&'));
        if kind == SecretKind::InQuery && !(in_query && separator == Separator::Assigned) {
            return label.end;
        }
        let mut next = at;
        // A JSON member may be an array of strings.
        let mut element = match self.text.get(at) {
            Some(b'[') if separator == Separator::Member => {
                labeled_value::skip_space(self.text, at + 1)
            }
            _ => at,
        };
        loop {
            match labeled_value::read(self.text, element, separator, kind) {
                LabeledValue::Harmless(end) => return end.max(next),
                LabeledValue::Secret(start, end) => {
                    if kind != SecretKind::InQuery || end - start >= MIN_IN_QUERY {
                        self.ranges.push((start, end));
                    }
                    next = end;
                }
            }
            match labeled_value::next_element(self.text, next) {
                Some(following) if element > at => element = following,
                _ => return next,
            }
        }
    }

    fn before(&self, at: usize) -> Option<u8> {
        self.text.get(at.checked_sub(1)?).copied()
    }

    /// The word before, if only a blank is between.
    fn previous_word(&self, at: usize) -> &'a [u8] {
        let (start, end) = self.previous;
        if end + 1 == at && self.text[end] == b' ' {
            &self.text[start..end]
        } else {
            b""
        }
    }

    /// Adds a value if it is secret, and returns where it ends.
    fn take(&mut self, value: LabeledValue) -> usize {
        match value {
            LabeledValue::Harmless(end) => end,
            LabeledValue::Secret(start, end) => {
                self.ranges.push((start, end));
                end
            }
        }
    }

    /// Base64 of name and password after the word Basic.
    fn basic(&mut self, end: usize) -> usize {
        const MIN_BASIC: usize = 8;
        let start = labeled_value::skip_blanks(self.text, end);
        let digits = self.text[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
            .count();
        let word = &self.text[start..start + digits];
        if start == end || digits < MIN_BASIC || non_secrets::is_plain(word) {
            return end;
        }
        self.ranges.push((start, start + digits));
        start + digits
    }

    /// The password in `-u name:password`.
    fn user_option(&mut self, end: usize) -> usize {
        let start = labeled_value::skip_blanks(self.text, end);
        if start == end {
            return end;
        }
        let (start, end) = labeled_value::argument(self.text, start);
        let colon = self.text[start..end].iter().position(|byte| *byte == b':');
        if let Some(colon) = colon {
            self.mark(start + colon + 1, end);
        }
        end
    }

    /// The argument of a command, with or without the name of its parameter.
    fn argument(&mut self, end: usize) -> usize {
        let mut start = labeled_value::skip_blanks(self.text, end);
        let name = self.text.get(start..start + 7).unwrap_or_default();
        if name.eq_ignore_ascii_case(b"-string") {
            start = labeled_value::skip_blanks(self.text, start + 7);
        }
        if start == end || self.text.get(start) == Some(&b'-') {
            return end;
        }
        let (start, end) = labeled_value::argument(self.text, start);
        self.mark(start, end);
        end
    }

    /// Name and password before the host of a URL.
    fn credentials(&mut self, start: usize) {
        let length = self.text[start..]
            .iter()
            .take_while(|b| !b.is_ascii_whitespace() && !b"/?#\"'\\<>".contains(b))
            .count();
        let host = &self.text[start..start + length];
        let Some(at) = host.iter().rposition(|byte| *byte == b'@') else {
            return;
        };
        let colon = host[..at].iter().position(|byte| *byte == b':');
        self.mark(start + colon.map_or(0, |colon| colon + 1), start + at);
    }

    fn mark(&mut self, start: usize, end: usize) {
        if start < end && non_secrets::harmless(self.text, start).is_none() {
            self.ranges.push((start, end));
        }
    }
}
