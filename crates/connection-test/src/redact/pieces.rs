//! Turns ranges of secrets into pieces of text to replace, so that JSON stays
//! JSON: only content of its strings and whole numbers are replaced.

use serde_json::{Deserializer, Value};

/// How many JSON values are looked for in a text around them.
const MAX_VALUES: usize = 8;

/// A part of a text that a mark replaces.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether the mark needs quotes.
    pub(super) is_bare: bool,
}

/// The pieces to replace, in order and apart from each other.
pub(super) fn pieces(text: &str, mut ranges: Vec<(usize, usize)>) -> Vec<Piece> {
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
    let mut pieces = Pieces {
        ranges: &ranges,
        pieces: Vec::new(),
    };
    let mut from = 0;
    for (start, end) in values {
        pieces.outside(text, from, start);
        pieces.inside(text.as_bytes(), start, end);
        from = end;
    }
    pieces.outside(text, from, text.len());
    pieces.pieces
}

/// Where a secret that begins at `start` is over at the latest: with the text
/// or number of JSON that it begins in, or where JSON begins.
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

/// The texts, without their quotes, and the numbers and names of JSON values.
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

/// Where the string, the literal or the sign that begins here is over.
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

/// Where JSON objects and lists stand that begin a text or a line.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut lines = 0;
    while let Some(start) = next_start(text, from).filter(|_| lines < MAX_VALUES) {
        lines += 1;
        let mut values = Deserializer::from_str(&text[start..]).into_iter::<Value>();
        from = match values.next() {
            Some(Ok(_)) => {
                let end = start + values.byte_offset();
                let rest = text[end..].trim_start_matches([' ', '\t']);
                // Otherwise it only looks like JSON up to there.
                if rest.is_empty() || rest.starts_with(['\r', '\n', ',']) {
                    found.push((start, end));
                }
                end
            }
            _ => start + 1,
        };
    }
    found
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

struct Pieces<'a> {
    /// The ranges that do not end before the place that was reached.
    ranges: &'a [(usize, usize)],
    pieces: Vec<Piece>,
}

impl Pieces<'_> {
    /// Adds what of the ranges is within a part of the text that is no JSON.
    fn outside(&mut self, text: &str, from: usize, to: usize) {
        while let Some((start, end)) = self.ranges.first().copied().filter(|r| r.0 < to) {
            let (start, cut) = (start.max(from), end.min(to));
            if start < cut {
                // Half an escape would make the text unreadable.
                let before = text[from..start].bytes().rev();
                let slashes = before.take_while(|byte| *byte == b'\\').count();
                self.pieces.push(Piece {
                    start: start - slashes % 2,
                    end: cut,
                    is_bare: false,
                });
            }
            if end > to {
                return;
            }
            self.ranges = &self.ranges[1..];
        }
    }

    /// Adds what of the ranges is within a value of JSON.
    fn inside(&mut self, text: &[u8], from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let end = atom_end(text, at, to);
            if text[at] == b'"' {
                self.string(text, at + 1, end - 1);
            } else if !is_structure(text[at]) && self.is_covered(at, end) {
                self.pieces.push(Piece {
                    start: at,
                    end,
                    is_bare: true,
                });
            }
            at = end;
        }
    }

    /// A string, escape by escape.
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
                match self.pieces.last_mut() {
                    Some(last) if last.end == at && at > start => last.end = end,
                    _ => self.pieces.push(Piece {
                        start: at,
                        end,
                        is_bare: false,
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
