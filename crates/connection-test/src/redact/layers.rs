//! Finds secrets under up to three layers of encoding.

use super::automaton::Automaton;
use super::decoded_text::DecodedText;
use super::escapes::{CutEscape, unescaped};

/// A shorter secret is not searched for, and a shorter beginning of one at a cut
/// end is not removed: both are in ordinary text as well.
const MIN_SECRET: usize = 6;

/// Two layers of a service, and the escapes of the JSON or HTML around them.
const MAX_LAYERS: u32 = 3;

/// How many of the layers may be base64 or hex.
const MAX_RADIX_LAYERS: u32 = 2;

/// Adds the ranges of `text` with one of the patterns in any encoding.
pub(super) fn find(text: &str, patterns: &Automaton, ranges: &mut Vec<(usize, usize)>) {
    let Some(shortest) = patterns.shortest else {
        return;
    };
    let mut search = Search {
        patterns,
        shortest,
        end: text.len(),
        is_reversed: false,
        ranges,
    };
    let text = DecodedText::of(text);
    search.explore(&text, 0, 0);
    search.is_reversed = true;
    search.explore(&text.folded().reversed(), MAX_LAYERS - 1, 0);
}

/// What a secret can look like after decoding.
pub(super) fn patterns(secret: &str) -> Vec<Vec<u8>> {
    let mut patterns = vec![DecodedText::of(secret).folded().bytes];
    // A secret may have parts that look like escapes and are decoded as such.
    let mut inner = unescaped(&DecodedText::of(secret), CutEscape::Keep);
    for _ in 1..MAX_LAYERS {
        if let Some(decoded) = inner {
            patterns.push(decoded.folded().bytes);
            inner = unescaped(&decoded, CutEscape::Keep);
        }
    }
    // HTML forms encode a blank as a plus sign.
    if secret.contains(' ') {
        let form = secret.replace(' ', "+");
        patterns.push(DecodedText::of(&form).folded().bytes);
    }
    let reversed: String = secret.chars().rev().collect();
    patterns.push(DecodedText::of(&reversed).folded().bytes);
    patterns.retain(|pattern| pattern.len() >= MIN_SECRET);
    patterns
}

struct Search<'a> {
    patterns: &'a Automaton,
    shortest: usize,
    end: usize,
    is_reversed: bool,
    ranges: &'a mut Vec<(usize, usize)>,
}

impl Search<'_> {
    fn explore(&mut self, text: &DecodedText, layers: u32, radix_layers: u32) {
        let folded = text.folded();
        if folded.bytes.len() < MIN_SECRET {
            return;
        }
        self.search(&folded);
        if layers == MAX_LAYERS {
            return;
        }
        // Blanks may be within escapes, or after them, where they end one.
        if let Some(inner) = unescaped(text, CutEscape::Drop) {
            self.explore(&inner, layers + 1, radix_layers);
        }
        if folded.bytes.len() < text.bytes.len()
            && let Some(inner) = unescaped(&folded, CutEscape::Drop)
        {
            self.explore(&inner, layers + 1, radix_layers);
        }
        if radix_layers == MAX_RADIX_LAYERS {
            return;
        }
        for skipped in 0..4 {
            let inner = folded.base64(skipped, self.shortest);
            self.explore(&inner, layers + 1, radix_layers + 1);
        }
        for skipped in 0..2 {
            let inner = folded.hex(skipped, self.shortest);
            self.explore(&inner, layers + 1, radix_layers + 1);
        }
    }

    fn search(&mut self, text: &DecodedText) {
        let ranges = &mut *self.ranges;
        let first = ranges.len();
        let begun = self.patterns.search(&text.bytes, &mut |start, end| {
            let (start, end) = text.source(start, end);
            match ranges[first..].last_mut() {
                // Overlapping matches are one, which limits their number.
                Some(last) if start < last.1 && last.0 < end => {
                    *last = (last.0.min(start), last.1.max(end));
                }
                _ => ranges.push((start, end)),
            }
        });
        if begun >= MIN_SECRET && !self.is_reversed {
            let (start, _) = text.source(text.bytes.len() - begun, text.bytes.len());
            ranges.push((start, self.end));
        }
    }
}
