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
        mut sink: impl FnMut(ReplacementPiece<'a, 'a>),
    ) -> Result<bool, StepLimitExceeded> {
        let mut matches = self.matches(text, scratch, steps);
        let mut pieces = PieceJoiner::default();
        let mut done = 0;
        let mut found = false;
        while matches.advance()? {
            found = true;
            let Some((start, end)) = matches.units(RegexGroup::WHOLE) else {
                continue;
            };
            pieces.source(&matches, done, start, &mut sink);
            for part in &replacement.parts {
                match part {
                    ReplacementPart::Literal(text) => pieces.literal(&matches, text, &mut sink),
                    ReplacementPart::Group(group) => {
                        if let Some((from, to)) = matches.units(*group) {
                            pieces.source(&matches, from, to, &mut sink);
                        }
                    }
                    ReplacementPart::Before => pieces.source(&matches, 0, start, &mut sink),
                    ReplacementPart::Behind => {
                        pieces.source(&matches, end, matches.length(), &mut sink)
                    }
                    ReplacementPart::Whole => {
                        pieces.source(&matches, 0, matches.length(), &mut sink)
                    }
                }
            }
            done = end;
            matches.charge(std::mem::take(&mut pieces.unpaid) / 64)?;
        }
        if found {
            pieces.source(&matches, done, matches.length(), &mut sink);
            pieces.flush(&matches, &mut sink);
        }
        Ok(found)
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
        mut sink: impl FnMut(ReplacementPiece<'a, 'a>),
    ) -> Result<bool, StepLimitExceeded> {
        let mut matches = self.matches(text, scratch, steps);
        let mut pieces = PieceJoiner::default();
        let mut done = 0;
        let mut found = false;
        while matches.advance()? {
            let Some((start, end)) = matches.units(group) else {
                continue;
            };
            // A group inside of a look-around may lie before the match or overlap the last one.
            if start < done {
                continue;
            }
            found = true;
            pieces.source(&matches, done, start, &mut sink);
            pieces.literal(&matches, value, &mut sink);
            done = end;
            matches.charge(std::mem::take(&mut pieces.unpaid) / 64)?;
        }
        if found {
            pieces.source(&matches, done, matches.length(), &mut sink);
            pieces.flush(&matches, &mut sink);
        }
        Ok(found)
    }
}

/// Joins neighbouring parts of the text, so that a character taken apart by two matches is whole
/// again when both halves are kept.
#[derive(Default)]
struct PieceJoiner {
    pending: Option<(usize, usize)>,
    /// Units handed out since they were last paid for.
    unpaid: usize,
}

impl PieceJoiner {
    fn source<'a>(
        &mut self,
        matches: &RegexMatches<'a>,
        start: usize,
        end: usize,
        sink: &mut impl FnMut(ReplacementPiece<'a, 'a>),
    ) {
        if start == end {
            return;
        }
        self.unpaid += end - start;
        match &mut self.pending {
            Some((_, last)) if *last == start => *last = end,
            _ => {
                self.flush(matches, sink);
                self.pending = Some((start, end));
            }
        }
    }

    fn literal<'a>(
        &mut self,
        matches: &RegexMatches<'a>,
        text: &'a str,
        sink: &mut impl FnMut(ReplacementPiece<'a, 'a>),
    ) {
        if !text.is_empty() {
            self.flush(matches, sink);
            sink(ReplacementPiece::Literal(text));
        }
    }

    fn flush<'a>(
        &mut self,
        matches: &RegexMatches<'a>,
        sink: &mut impl FnMut(ReplacementPiece<'a, 'a>),
    ) {
        if let Some((start, end)) = self.pending.take() {
            sink(ReplacementPiece::Source(matches.slice(start, end)));
        }
    }
}
