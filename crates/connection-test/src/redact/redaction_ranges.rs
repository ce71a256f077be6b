//! Limits the ranges of secrets so that JSON stays JSON after the replacement: only
//! the content of strings and whole numbers are replaced.

use serde_json::{Deserializer, Value};

/// How many JSON values are recognized within a text.
const MAX_VALUES: usize = 8;

#[derive(Clone, Copy)]
pub(super) struct RedactionRange {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it replaces a JSON literal other than a string.
    pub(super) needs_quotes: bool,
}

/// The ranges to replace, in order and without overlap.
pub(super) fn redaction_ranges(text: &str, mut ranges: Vec<(usize, usize)>) -> Vec<RedactionRange> {
    if ranges.is_empty() {
        return Vec::new();
    }
    let values = values(text);
    let atoms = atoms(text.as_bytes(), &values);
    for (start, end) in &mut ranges {
        *start = text.floor_char_boundary(*start);
        *end = text
            .ceil_char_boundary(*end)
            .min(limit(*start, &values, &atoms));
    }
    ranges.sort_unstable();
    ranges.dedup_by(|later, earlier| {
        let overlap = later.0 < earlier.1;
        if overlap {
            earlier.1 = earlier.1.max(later.1);
        }
        overlap
    });
    let mut redactions = Collector {
        ranges: &ranges,
        redactions: Vec::new(),
    };
    let mut from = 0;
    for (start, end) in values {
        redactions.outside(text, from, start);
        redactions.inside(text.as_bytes(), start, end);
        from = end;
    }
    redactions.outside(text, from, text.len());
    redactions.redactions
}

/// The last possible end of a secret that begins at `start`: the end of the JSON
/// literal that it begins in, or the start of the next JSON value.
fn limit(start: usize, values: &[(usize, usize)], atoms: &[(usize, usize)]) -> usize {
    let next = |of: &[(usize, usize)]| {
        let next = of.partition_point(|(_, end)| *end <= start);
        of.get(next).copied().unwrap_or((usize::MAX, usize::MAX))
    };
    match next(values) {
        (begin, _) if start < begin => begin,
        (_, end) => next(atoms).1.min(end),
    }
}

/// The literals of JSON values, strings without their quotes.
fn atoms(text: &[u8], values: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut atoms = Vec::new();
    for (from, to) in values {
        let mut at = *from;
        while at < *to {
            let end = atom_end(text, at, *to);
            let quotes = usize::from(text[at] == b'"');
            if end > at + 1 || quotes == 0 && !is_structure(text[at]) {
                atoms.push((at + quotes, end - quotes));
            }
            at = end;
        }
    }
    atoms
}

fn is_structure(byte: u8) -> bool {
    b"{}[],:".contains(&byte) || byte.is_ascii_whitespace()
}

/// The end of the literal or structural character at `at`.
fn atom_end(text: &[u8], at: usize, to: usize) -> usize {
    if text[at] != b'"' {
        let rest = text[at + 1..to].iter();
        let literal = rest.take_while(|byte| !is_structure(**byte)).count();
        return at + 1 + if is_structure(text[at]) { 0 } else { literal };
    }
    let mut end = at + 1;
    while end < to && text[end] != b'"' {
        end += if text[end] == b'\\' { 2 } else { 1 };
    }
    (end + 1).min(to)
}

/// The JSON objects and arrays that begin the text or a line.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut from = 0;
    let mut lines = 0;
    while let Some(start) = next_start(text, from).filter(|_| lines < MAX_VALUES) {
        lines += 1;
        let mut values = Deserializer::from_str(&text[start..]).into_iter::<Value>();
        from = match values.next() {
            Some(Ok(_)) => {
                let end = start + values.byte_offset();
                let rest = text[end..].trim_start_matches([' ', '\t']);
                // Otherwise only the beginning looks like JSON.
                if rest.is_empty() || rest.starts_with(['\r', '\n', ',']) {
                    ranges.push((start, end));
                }
                end
            }
            _ => start + 1,
        };
    }
    ranges
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let opens = |at: usize| text[at..].starts_with(['{', '[']);
    if from == 0 {
        let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
        if opens(start) {
            return Some(start);
        }
    }
    let breaks = text[from..].match_indices('\n');
    breaks.map(|(at, _)| from + at + 1).find(|at| opens(*at))
}

struct Collector<'a> {
    /// The remaining ranges.
    ranges: &'a [(usize, usize)],
    redactions: Vec<RedactionRange>,
}

impl Collector<'_> {
    /// Adds the parts of the ranges within text that is not JSON.
    fn outside(&mut self, text: &str, from: usize, to: usize) {
        while let Some((start, end)) = self.ranges.first().copied().filter(|r| r.0 < to) {
            let (start, cut) = (start.max(from), end.min(to));
            if start < cut {
                // Half an escape would make the text invalid.
                let before = text[from..start].bytes().rev();
                let slashes = before.take_while(|byte| *byte == b'\\').count();
                self.redactions.push(RedactionRange {
                    start: start - slashes % 2,
                    end: cut,
                    needs_quotes: false,
                });
            }
            if end > to {
                return;
            }
            self.ranges = &self.ranges[1..];
        }
    }

    /// Adds the parts of the ranges within a JSON value.
    fn inside(&mut self, text: &[u8], from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let end = atom_end(text, at, to);
            if text[at] == b'"' {
                self.string(text, at + 1, end - 1);
            } else if !is_structure(text[at]) && self.is_covered(at, end) {
                self.redactions.push(RedactionRange {
                    start: at,
                    end,
                    needs_quotes: true,
                });
            }
            at = end;
        }
    }

    /// Escape by escape.
    fn string(&mut self, text: &[u8], start: usize, to: usize) {
        let mut at = start;
        while at < to {
            let length = match (text[at], text.get(at + 1)) {
                (b'\\', Some(b'u')) => 6,
                (b'\\', _) => 2,
                _ => 1,
            };
            let end = (at + length).min(to);
            if self.is_covered(at, end) {
                match self.redactions.last_mut() {
                    Some(last) if last.end == at && at > start => last.end = end,
                    _ => self.redactions.push(RedactionRange {
                        start: at,
                        end,
                        needs_quotes: false,
                    }),
                }
            }
            at = end;
        }
    }

    fn is_covered(&mut self, start: usize, end: usize) -> bool {
        while self.ranges.first().is_some_and(|range| range.1 <= start) {
            self.ranges = &self.ranges[1..];
        }
        self.ranges.first().is_some_and(|range| range.0 < end)
    }
}
