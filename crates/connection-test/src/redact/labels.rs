//! Finds secrets that nobody knows by what stands before them: `Bearer`,
//! `X-Auth-Token:`, `client_secret=`, `-Password`, `https://user:`.

mod names;
mod pair;
mod plain;
mod value;

use super::decoded::Decoded;
use super::escapes::{Tail, unescaped};
use names::{Kind, kind};
use pair::Pair;
use value::{Label, Separator, Value};

/// How many layers of escapes are undone around a label.
const MAX_LAYERS: u32 = 2;

/// A shorter value of a name such as `code` in a query is none of a secret.
const MIN_IN_QUERY: usize = 16;

/// Which labels count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Only the word Bearer. A service's answer has to stay what it is.
    Bearer,
    /// All.
    All,
}

/// Adds the ranges of `text` that are secrets by their labels, and with
/// [`Which::All`] those that look like tokens.
pub(super) fn find(text: &str, which: Which, ranges: &mut Vec<(usize, usize)>) {
    let mut text = Decoded::of(text);
    for layer in 0..=MAX_LAYERS {
        let mut scanner = Scanner::new(&text.bytes, which);
        scanner.run();
        if which == Which::All {
            super::shapes::find(&text.bytes, &mut scanner.found);
        }
        ranges.extend(scanner.found.iter().map(|(s, e)| text.source(*s, *e)));
        match unescaped(&text, Tail::Kept) {
            Some(inner) if layer < MAX_LAYERS => text = inner,
            _ => return,
        }
    }
}

/// Reads a text from left to right. What it looks ahead at and does not skip
/// is of bounded length, so it is linear.
struct Scanner<'a> {
    text: &'a [u8],
    which: Which,
    pair: Pair,
    /// The word before this one.
    previous: (usize, usize),
    found: Vec<(usize, usize)>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a [u8], which: Which) -> Scanner<'a> {
        Scanner {
            text,
            which,
            pair: Pair::default(),
            previous: (0, 0),
            found: Vec::new(),
        }
    }

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
            if self.which == Which::All {
                match byte {
                    b'{' | b'}' | b'<' => self.pair = Pair::default(),
                    b':' if self.text[at..].starts_with(b"://") => self.credentials(at + 3),
                    _ => {}
                }
            }
            at += 1;
        }
    }

    /// Looks at one word, and says where to go on.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let dashes = self.text[start..end]
            .iter()
            .take_while(|byte| **byte == b'-')
            .count();
        let label = Label {
            start: start + dashes,
            end,
            is_flag: dashes > 0,
        };
        let word = self.text[label.start..end].to_ascii_lowercase();
        if word == b"bearer"
            && let Some(next) = self.bearer(end)
        {
            return next;
        }
        if self.which == Which::Bearer {
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

    /// What follows a name that may be a secret's.
    fn labelled(&mut self, label: Label) -> usize {
        let before = self.previous_word(label.start);
        match kind(&self.text[label.start..label.end], before) {
            Some(kind) => self.take_value(label, kind),
            None => label.end,
        }
    }

    fn take_value(&mut self, label: Label, kind: Kind) -> usize {
        let Some((at, separator)) = value::separator(self.text, label) else {
            return label.end;
        };
        let in_query = matches!(self.before(label.start), Some(b'?' | b'&'));
        if kind == Kind::InQuery && !(in_query && separator == Separator::Assigned) {
            return label.end;
        }
        let mut next = at;
        // A member of JSON may be a list of texts.
        let mut element = match self.text.get(at) {
            Some(b'[') if separator == Separator::Member => value::skip_space(self.text, at + 1),
            _ => at,
        };
        loop {
            match value::read(self.text, element, separator, kind) {
                Value::Harmless(end) => return end.max(next),
                Value::Secret(start, end) => {
                    if kind != Kind::InQuery || end - start >= MIN_IN_QUERY {
                        self.found.push((start, end));
                    }
                    next = end;
                }
            }
            match value::next_element(self.text, next) {
                Some(following) if element > at => element = following,
                _ => return next,
            }
        }
    }

    fn before(&self, at: usize) -> Option<u8> {
        self.text.get(at.checked_sub(1)?).copied()
    }

    /// The word before, if nothing but a blank is between.
    fn previous_word(&self, at: usize) -> &'a [u8] {
        let (start, end) = self.previous;
        if end + 1 == at && self.text[end] == b' ' {
            &self.text[start..end]
        } else {
            b""
        }
    }

    /// The token after the word Bearer.
    fn bearer(&mut self, end: usize) -> Option<usize> {
        match value::bearer(self.text, end)? {
            Value::Harmless(end) => Some(end),
            Value::Secret(start, end) => {
                self.found.push((start, end));
                Some(end)
            }
        }
    }

    /// Name and password in base64 after the word Basic.
    fn basic(&mut self, end: usize) -> usize {
        const MIN_BASIC: usize = 8;
        let start = value::skip_blanks(self.text, end);
        let digits = self.text[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
            .count();
        let word = &self.text[start..start + digits];
        if start == end || digits < MIN_BASIC || plain::is_plain(word) {
            return end;
        }
        self.found.push((start, start + digits));
        start + digits
    }

    /// The password in `-u name:password`.
    fn user_option(&mut self, end: usize) -> usize {
        let start = value::skip_blanks(self.text, end);
        if start == end {
            return end;
        }
        let (start, end) = value::argument(self.text, start);
        let colon = self.text[start..end].iter().position(|byte| *byte == b':');
        if let Some(colon) = colon {
            self.mark(start + colon + 1, end);
        }
        end
    }

    /// What a command is given, with the name of its parameter or without.
    fn argument(&mut self, end: usize) -> usize {
        let mut start = value::skip_blanks(self.text, end);
        let name = self.text.get(start..start + 7).unwrap_or_default();
        if name.eq_ignore_ascii_case(b"-string") {
            start = value::skip_blanks(self.text, start + 7);
        }
        if start == end || self.text.get(start) == Some(&b'-') {
            return end;
        }
        let (start, end) = value::argument(self.text, start);
        self.mark(start, end);
        end
    }

    /// Name and password before the host of an address.
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
        if start < end && plain::harmless(self.text, start).is_none() {
            self.found.push((start, end));
        }
    }
}
