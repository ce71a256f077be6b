//! Replacement patterns such as `$2-${name}`, and replacing with them.

use super::matches::{MatchedText, RegexMatches, RegexScratch};
use super::vm::StepLimitExceeded;
use crate::regex::{Regex, RegexGroup};

/// A replacement pattern, read against the groups of one [`Regex`].
///
/// `$1`, `${1}` and `${name}` stand for groups, `$$` for a dollar, `$&` for the match, `` $` `` and
/// `$'` for the text before and behind it, `$+` for the last group, `$_` for the whole text.
/// Everything else is literal, a group that does not exist included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    parts: Vec<ReplacementPart>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ReplacementPart {
    Literal(String),
    Group(RegexGroup),
    Before,
    Behind,
    Whole,
}

/// A part of the text that replacing makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplacementPiece<'t, 'r> {
    /// Taken from the text.
    Source(MatchedText<'t>),
    /// Taken from the replacement.
    Literal(&'r str),
}

impl Replacement {
    /// Reads a replacement pattern; there are no malformed ones.
    pub fn new(pattern: &str, regex: &Regex) -> Self {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = pattern;
        while let Some(dollar) = rest.find('$') {
            literal.push_str(&rest[..dollar]);
            rest = &rest[dollar..];
            let (part, length) = match special(rest, regex) {
                Some(found) => found,
                None => (ReplacementPart::Literal("$".to_owned()), 1),
            };
            rest = &rest[length..];
            match part {
                ReplacementPart::Literal(text) => literal.push_str(&text),
                part => {
                    if !literal.is_empty() {
                        parts.push(ReplacementPart::Literal(std::mem::take(&mut literal)));
                    }
                    parts.push(part);
                }
            }
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            parts.push(ReplacementPart::Literal(literal));
        }
        Self { parts }
    }
}

/// What begins with the dollar at the start of `text`, and how many bytes it takes.
fn special(text: &str, regex: &Regex) -> Option<(ReplacementPart, usize)> {
    let behind = &text[1..];
    let simple = match behind.chars().next()? {
        '$' => Some(ReplacementPart::Literal("$".to_owned())),
        '&' => Some(ReplacementPart::Group(RegexGroup::WHOLE)),
        '`' => Some(ReplacementPart::Before),
        '\'' => Some(ReplacementPart::Behind),
        '+' => Some(ReplacementPart::Group(regex.last_group())),
        '_' => Some(ReplacementPart::Whole),
        _ => None,
    };
    if let Some(part) = simple {
        return Some((part, 2));
    }
    if let Some(inner) = behind.strip_prefix('{') {
        let name = &inner[..inner.find('}')?];
        let is_number = name.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let group = if is_number {
            regex.numbered(name.parse().ok()?)?
        } else {
            regex.group(name)?
        };
        return Some((ReplacementPart::Group(group), name.len() + 3));
    }
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let group = regex.numbered(behind[..digits].parse().ok()?)?;
    Some((ReplacementPart::Group(group), digits + 1))
}

impl Regex {
    /// Replaces every match, handing the parts of the new text to `sink` in order. When nothing
    /// matches, `sink` gets nothing and the answer is false.
    ///
    /// # Errors
    ///
    /// When the budget of steps is used up.
    pub fn replace<'a>(
        &'a self,
        text: &'a str,
        replacement: &'a Replacement,
        scratch: &'a mut RegexScratch,
        steps: &'a mut u64,
        sink: impl FnMut(ReplacementPiece<'a, 'a>),
    ) -> Result<bool, StepLimitExceeded> {
        let mut pieces = PieceJoiner::new(self.matches(text, scratch, steps), sink);
        let length = pieces.matches.length();
        while pieces.matches.advance()? {
            let Some((start, end)) = pieces.matches.units(RegexGroup::WHOLE) else {
                continue;
            };
            pieces.keep_until(start);
            for part in &replacement.parts {
                match part {
                    ReplacementPart::Literal(text) => pieces.literal(text),
                    ReplacementPart::Group(group) => {
                        if let Some((from, to)) = pieces.matches.units(*group) {
                            pieces.source(from, to);
                        }
                    }
                    ReplacementPart::Before => pieces.source(0, start),
                    ReplacementPart::Behind => pieces.source(end, length),
                    ReplacementPart::Whole => pieces.source(0, length),
                }
            }
            pieces.go_on_from(end)?;
        }
        Ok(pieces.finish())
    }

    /// Replaces what `group` took in every match by `value` and keeps the rest of the match. Gives
    /// the parts to `sink` as [`Regex::replace`] does.
    ///
    /// # Errors
    ///
    /// When the budget of steps is used up.
    pub fn replace_group<'a>(
        &'a self,
        text: &'a str,
        group: RegexGroup,
        value: &'a str,
        scratch: &'a mut RegexScratch,
        steps: &'a mut u64,
        sink: impl FnMut(ReplacementPiece<'a, 'a>),
    ) -> Result<bool, StepLimitExceeded> {
        let mut pieces = PieceJoiner::new(self.matches(text, scratch, steps), sink);
        while pieces.matches.advance()? {
            let Some((start, end)) = pieces.matches.units(group) else {
                continue;
            };
            // A group inside of a look-around may lie before the match or overlap the last one.
            if start < pieces.done {
                continue;
            }
            pieces.keep_until(start);
            pieces.literal(value);
            pieces.go_on_from(end)?;
        }
        Ok(pieces.finish())
    }
}

/// Joins neighbouring parts of the text, so that a character taken apart by two matches is whole
/// again when both halves are kept.
struct PieceJoiner<'a, F> {
    matches: RegexMatches<'a>,
    sink: F,
    pending: Option<(usize, usize)>,
    /// Units handed out since they were last paid for.
    unpaid: usize,
    /// Where what was replaced last ends.
    done: usize,
    found: bool,
}

impl<'a, F: FnMut(ReplacementPiece<'a, 'a>)> PieceJoiner<'a, F> {
    const fn new(matches: RegexMatches<'a>, sink: F) -> Self {
        Self {
            matches,
            sink,
            pending: None,
            unpaid: 0,
            done: 0,
            found: false,
        }
    }

    /// Something is replaced from here on; what stands before is kept.
    fn keep_until(&mut self, start: usize) {
        self.found = true;
        self.source(self.done, start);
    }

    fn go_on_from(&mut self, end: usize) -> Result<(), StepLimitExceeded> {
        self.done = end;
        self.matches.charge(std::mem::take(&mut self.unpaid) / 64)
    }

    /// Keeps the rest of the text; false when nothing was replaced.
    fn finish(mut self) -> bool {
        if self.found {
            self.source(self.done, self.matches.length());
            self.flush();
        }
        self.found
    }

    fn source(&mut self, start: usize, end: usize) {
        if start == end {
            return;
        }
        self.unpaid += end - start;
        match &mut self.pending {
            Some((_, last)) if *last == start => *last = end,
            _ => {
                self.flush();
                self.pending = Some((start, end));
            }
        }
    }

    fn literal(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.flush();
            (self.sink)(ReplacementPiece::Literal(text));
        }
    }

    fn flush(&mut self) {
        if let Some((start, end)) = self.pending.take() {
            (self.sink)(ReplacementPiece::Source(self.matches.slice(start, end)));
        }
    }
}
