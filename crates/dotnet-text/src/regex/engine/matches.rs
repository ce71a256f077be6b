//! Going through the matches in a text.

use std::borrow::Cow;
use std::ops::Range;

use super::vm::{RegexMachine, StepLimitExceeded};
use crate::regex::{Regex, RegexGroup};

/// What matching works with; keep one and nothing is allocated anew.
#[derive(Default)]
pub struct RegexScratch {
    machine: RegexMachine,
    units: Vec<u16>,
    /// For each unit the byte at which its character begins, and the length behind the last.
    bytes: Vec<u32>,
}

impl RegexScratch {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }
}

impl std::fmt::Debug for RegexScratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchedText<'t> {
    /// The part; borrowed unless it begins or ends inside of a character.
    pub text: Cow<'t, str>,
    /// The bytes of the text it stands in.
    pub bytes: Range<usize>,
}

/// The matches of a [`Regex`] in a text.
#[derive(Debug)]
pub struct RegexMatches<'a> {
    regex: &'a Regex,
    text: &'a str,
    ascii: bool,
    scratch: &'a mut RegexScratch,
    steps: &'a mut u64,
    /// Where the last match ended, and whether the next must begin behind that place.
    previous: usize,
    bump: bool,
    /// Units in the text.
    length: usize,
}

impl<'a> RegexMatches<'a> {
    pub(crate) fn new(
        regex: &'a Regex,
        text: &'a str,
        scratch: &'a mut RegexScratch,
        steps: &'a mut u64,
    ) -> Self {
        let ascii = text.is_ascii();
        let mut length = text.len();
        if !ascii {
            scratch.units.clear();
            scratch.bytes.clear();
            for (byte, c) in text.char_indices() {
                let mut pair = [0; 2];
                let byte = u32::try_from(byte).unwrap_or(u32::MAX);
                for unit in c.encode_utf16(&mut pair) {
                    scratch.units.push(*unit);
                    scratch.bytes.push(byte);
                }
            }
            let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
            scratch.bytes.push(end);
            length = scratch.units.len();
        }
        Self {
            regex,
            text,
            ascii,
            scratch,
            steps,
            previous: 0,
            bump: false,
            length,
        }
    }

    /// Goes to the next match; false when there is none.
    ///
    /// # Errors
    ///
    /// When the budget of steps is used up.
    pub fn advance(&mut self) -> Result<bool, StepLimitExceeded> {
        // Behind an empty match the search goes on one unit further, so `.*` replaces twice.
        let from = self.previous + usize::from(self.bump);
        if from > self.length {
            return Ok(false);
        }
        let machine = &mut self.scratch.machine;
        let (code, groups) = (&self.regex.code, self.regex.groups.numbers.len());
        let found = if self.ascii {
            let text = self.text.as_bytes();
            machine.find(code, groups, text, from, self.previous, self.steps)?
        } else {
            let text = self.scratch.units.as_slice();
            machine.find(code, groups, text, from, self.previous, self.steps)?
        };
        if let (true, Some((start, end))) = (found, machine.group(0)) {
            self.previous = end;
            self.bump = start == end;
        }
        Ok(found)
    }

    /// The units of a group in this match; nothing when it did not take part.
    pub(super) fn units(&self, group: RegexGroup) -> Option<(usize, usize)> {
        self.scratch.machine.group(group.0)
    }

    pub(super) const fn length(&self) -> usize {
        self.length
    }

    /// Takes steps off the budget for work that was done with the matches.
    pub(super) fn charge(&mut self, steps: usize) -> Result<(), StepLimitExceeded> {
        *self.steps = self
            .steps
            .checked_sub(steps as u64)
            .ok_or(StepLimitExceeded)?;
        Ok(())
    }

    /// What a group took in this match; nothing when it did not take part.
    pub fn group(&self, group: RegexGroup) -> Option<MatchedText<'a>> {
        let (start, end) = self.units(group)?;
        Some(self.slice(start, end))
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> MatchedText<'a> {
        if self.ascii {
            return MatchedText {
                text: Cow::Borrowed(&self.text[start..end]),
                bytes: start..end,
            };
        }
        let RegexScratch { units, bytes, .. } = &*self.scratch;
        let inside = |at: usize| at > 0 && at < units.len() && bytes[at] == bytes[at - 1];
        let first = bytes[start] as usize;
        if !inside(start) && !inside(end) {
            let range = first..bytes[end] as usize;
            return MatchedText {
                text: Cow::Borrowed(&self.text[range.clone()]),
                bytes: range,
            };
        }
        let last = if inside(end) {
            bytes[end + 1]
        } else {
            bytes[end]
        };
        MatchedText {
            text: Cow::Owned(String::from_utf16_lossy(&units[start..end])),
            bytes: first..last as usize,
        }
    }
}
