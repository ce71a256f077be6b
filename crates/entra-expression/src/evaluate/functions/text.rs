//! Text functions.

use std::borrow::Cow;

use crate::Keyword;
use crate::contested::Contested;
use crate::evaluate::error::{ExpectedValue, RangeErrorKind};
use crate::evaluate::evaluator::{CallResult, ExpressionEvaluator, range_error, type_error};
use crate::evaluate::program::{CompiledCall, Operation};
use crate::evaluate::value::{RuntimeValue, TracedText};
use dotnet_text::case::{self, Culture};
use dotnet_text::utf16;

impl<'v> ExpressionEvaluator<'_, 'v> {
    /// A null source gives null, a null suffix adds nothing.
    pub(crate) fn append(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        if source.is_null() {
            self.environment.contest(Contested::AppendToNull);
        }
        let Some(suffix) = self.text_arg(call, 1)? else {
            return Ok(source);
        };
        self.map(source, Self::span(call, 0), |run, text| {
            let mut out = run.builder(text.text.len() + suffix.text.len());
            out.push(&text);
            out.push(&suffix);
            run.built(out, call.span)
        })
    }

    /// Nulls and empty texts are skipped; when all are, the result is empty, not null.
    pub(crate) fn join(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let separator = self.text_arg(call, 0)?.unwrap_or_default();
        let mut out = self.builder(0);
        let mut first = true;
        let mut add = |text: TracedText<'v>| {
            if text.text.is_empty() {
                return;
            }
            if std::mem::take(&mut first) {
                return out.begin(text);
            }
            out.push(&separator);
            out.push(&text);
        };
        for index in 1..call.args.len() {
            if let Some(text) = self.fast_arg(call, index) {
                add(TracedText::borrowed(text));
                continue;
            }
            match self.arg(call, index)? {
                RuntimeValue::Many(many) => {
                    many.into_texts(self.traced())
                        .into_iter()
                        .for_each(&mut add);
                }
                value => {
                    if let Some(text) = self.text(value, Self::span(call, index))? {
                        add(text);
                    }
                }
            }
        }
        Ok(RuntimeValue::Text(self.built(out, call.span)?))
    }

    /// Null gives the empty text, a negative length the whole text: Microsoft says both.
    pub(crate) fn left(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let length = self.integer_arg(call, 1)?;
        if source.is_null() {
            return Ok(RuntimeValue::Text(TracedText::default()));
        }
        self.map(source, Self::span(call, 0), |_, text| {
            if length < 0 {
                return Ok(text);
            }
            Ok(units(&text, 0, length))
        })
    }

    pub(crate) fn mid(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let start = self.integer_arg(call, 1)?;
        let length = self.integer_arg(call, 2)?;
        if start < 1 {
            self.environment.contest(Contested::MidBelowOne);
            let kind = RangeErrorKind::Position(start);
            return Err(range_error(kind, Self::span(call, 1)));
        }
        if source.is_null() {
            self.environment.contest(Contested::MidOfNull);
        }
        if length < 0 {
            let kind = RangeErrorKind::Length(length);
            return Err(range_error(kind, Self::span(call, 2)));
        }
        self.map(source, Self::span(call, 0), |run, text| {
            let part = units(&text, start - 1, length);
            // An empty part of a text that begins inside of it was asked for.
            if part.text.is_empty() && length > 0 && is_beyond(&text.text, start) {
                run.environment.contest(Contested::MidBeyondEnd);
            }
            Ok(part)
        })
    }

    pub(crate) fn in_str(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let text = self.text_arg(call, 0)?;
        let wanted = self.text_arg(call, 1)?.unwrap_or_default();
        let start = match call.given(2) {
            None => 1,
            Some(_) => self.integer_arg(call, 2)?,
        };
        let compare = call.given(3);
        let ignore_case = match compare.map(|part| &part.op) {
            None | Some(Operation::Keyword(Keyword::BinaryCompare)) => false,
            Some(Operation::Keyword(Keyword::TextCompare)) => true,
            Some(_) => match self.text_arg(call, 3)?.unwrap_or_default().text.as_ref() {
                "" | "0" | "vbBinaryCompare" => false,
                "1" | "vbTextCompare" => true,
                other => {
                    let span = Self::span(call, 3);
                    return Err(type_error(ExpectedValue::Compare, Some(other), span));
                }
            },
        };
        if start < 1 {
            let kind = RangeErrorKind::Position(start);
            return Err(range_error(kind, Self::span(call, 2)));
        }
        let Some(text) = text else {
            return Ok(RuntimeValue::Integer(0));
        };
        if start > 1 && is_beyond(&text.text, start) {
            self.environment.contest(Contested::InStrBeyondEnd);
        }
        let found = position(&text.text, &wanted.text, start, ignore_case);
        Ok(RuntimeValue::Integer(found))
    }

    /// Takes U+0020 away, and no other white space.
    pub(crate) fn strip_spaces(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        self.map(source, Self::span(call, 0), |run, mut text| {
            if !text.text.contains(' ') {
                return Ok(text);
            }
            if !run.traced()
                && let Cow::Owned(owned) = &mut text.text
            {
                owned.retain(|c| c != ' ');
                return Ok(text);
            }
            let mut out = run.builder(text.text.len());
            let mut at = 0;
            for word in text.text.split(' ') {
                out.push_part(&text, at..at + word.len());
                at += word.len() + 1;
            }
            run.built(out, call.span)
        })
    }

    /// White space goes at both ends of each value, as `String.Trim` of .NET takes it away.
    /// Microsoft's cloud sync expression reference, Trim.
    pub(crate) fn trim(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        self.map(source, Self::span(call, 0), |_, text| {
            let start = text.text.len() - text.text.trim_start().len();
            let end = text.text.trim_end().len().max(start);
            if end - start == text.text.len() {
                return Ok(text);
            }
            Ok(text.part(start..end))
        })
    }

    /// Neighbouring delimiters count as one; a word that is not there is empty, and so is the word
    /// of a missing value: Microsoft's cloud sync expression reference, Word.
    pub(crate) fn word(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let number = self.integer_arg(call, 1)?;
        let delimiters = self.text_arg(call, 2)?.unwrap_or_default();
        if source.is_null() {
            self.environment.contest(Contested::WordOfNull);
            return Ok(RuntimeValue::Text(TracedText::default()));
        }
        self.map(source, Self::span(call, 0), |_, text| {
            let Ok(index) = usize::try_from(number - 1) else {
                return Ok(TracedText::default());
            };
            if delimiters.text.is_empty() {
                return Ok(TracedText::default());
            }
            let words = text.text.split(|c| delimiters.text.contains(c));
            let found = words.filter(|word| !word.is_empty()).nth(index);
            Ok(match found {
                None => TracedText::default(),
                Some(word) => {
                    // The word is a part of the text, so this is its place in bytes.
                    let start = word.as_ptr() as usize - text.text.as_ptr() as usize;
                    let range = start..start + word.len();
                    text.part(range)
                }
            })
        })
    }
}

/// `length` UTF-16 units from `start`, counted from 0; what lies past the end is left out.
fn units<'v>(text: &TracedText<'v>, start: i64, length: i64) -> TracedText<'v> {
    let bound = |value: i64| usize::try_from(value).unwrap_or(usize::MAX);
    let (start, end) = (bound(start), bound(start.saturating_add(length)));
    let (cut, bytes) = utf16::slice(&text.text, start..end);
    match cut {
        Cow::Borrowed(_) => text.part(bytes),
        // Half a character became U+FFFD, whose bytes stand for no bytes of the source.
        Cow::Owned(halved) => TracedText::owned(halved),
    }
}

/// Whether a position, counted from 1, lies behind the last UTF-16 unit of a text.
fn is_beyond(text: &str, start: i64) -> bool {
    usize::try_from(start).is_ok_and(|start| start > text.len() || start > utf16::length(text))
}

/// The position of a text, 1 for the first unit, 0 when it is not there.
fn position(text: &str, wanted: &str, start: i64, ignore_case: bool) -> i64 {
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    // Visual Basic finds the empty text directly behind the end too.
    if text.is_empty() || start > utf16::length(text) + 1 {
        return 0;
    }
    let (text, wanted) = if ignore_case {
        // .NET compares capitals, one for each character, so positions stay.
        let culture = Culture::Invariant;
        (
            case::to_upper(text, culture),
            case::to_upper(wanted, culture),
        )
    } else {
        (Cow::Borrowed(text), Cow::Borrowed(wanted))
    };
    let unit = |byte: usize| i64::try_from(utf16::unit_of(&text, byte) + 1).unwrap_or(i64::MAX);
    if wanted.is_empty() {
        return i64::try_from(start).unwrap_or(i64::MAX);
    }
    let (_, from) = utf16::slice(&text, start - 1..usize::MAX);
    let mut from = from.start;
    // From the second half of a pair on, the character is not there any more.
    if utf16::unit_of(&text, from) + 1 < start {
        from += text[from..].chars().next().map_or(0, char::len_utf8);
    }
    let found = text[from..].find(wanted.as_ref());
    found.map_or(0, |found| unit(from + found))
}
