//! Functions that replace letters one by one.

use std::borrow::Cow;

use crate::Span;
use crate::evaluate::error::ExpectedValue;
use crate::evaluate::evaluator::{CallResult, Evaluated, ExpressionEvaluator, type_error};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::TracedText;
use dotnet_text::case::{self, Culture};
use dotnet_text::diacritics;

impl<'v> ExpressionEvaluator<'_, 'v> {
    pub(crate) fn normalize_diacritics(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        self.map(source, Self::span(call, 0), |run, text| {
            if text.text.is_ascii() {
                return Ok(text);
            }
            if !run.traced() {
                return Ok(changed(text, diacritics::normalize));
            }
            let mut out = run.builder(text.text.len());
            let mut plain = String::new();
            for (at, c) in text.text.char_indices() {
                plain.clear();
                diacritics::push_normalized(c, &mut plain);
                out.push_in_place_of(&plain, &text, at..at + c.len_utf8());
            }
            run.built(out, call.span)
        })
    }

    pub(crate) fn pcase(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let separators = self.text_arg(call, 1)?;
        self.map(source, Self::span(call, 0), |run, text| {
            let cased = match &separators {
                None => case::to_title(&text.text),
                Some(separators) => case::to_title_between(&text.text, &separators.text),
            };
            run.recased(text, cased.into(), call.span)
        })
    }

    pub(crate) fn change_case(
        &mut self,
        call: &'v CompiledCall,
        change: fn(&str, Culture) -> Cow<'_, str>,
        change_ascii: fn(&mut str),
    ) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let name = self.text_arg(call, 1)?.unwrap_or_default();
        let Some(culture) = Culture::named(&name.text) else {
            let span = Self::span(call, 1);
            return Err(type_error(ExpectedValue::Culture, Some(&name.text), span));
        };
        self.map(source, Self::span(call, 0), |run, mut text| {
            if !run.traced() {
                if let Cow::Owned(owned) = &mut text.text
                    && owned.is_ascii()
                    && culture != Culture::Turkic
                {
                    // Nobody else sees an owned text, so it can be changed in place.
                    change_ascii(owned);
                    return Ok(text);
                }
                return Ok(changed(text, |text| change(text, culture)));
            }
            let cased = change(&text.text, culture).into_owned();
            run.recased(text, cased.into(), call.span)
        })
    }

    /// A text of which every character was replaced by one; origins go along.
    fn recased(
        &self,
        text: TracedText<'v>,
        cased: Cow<'v, str>,
        span: Span,
    ) -> Evaluated<TracedText<'v>> {
        if !self.traced() {
            return Ok(TracedText {
                text: cased,
                origins: Vec::new(),
            });
        }
        let mut out = self.builder(cased.len());
        let mut buffer = [0; 4];
        for ((at, old), new) in text.text.char_indices().zip(cased.chars()) {
            let new = new.encode_utf8(&mut buffer);
            out.push_in_place_of(new, &text, at..at + old.len_utf8());
        }
        self.built(out, span)
    }
}

/// A text after a change that borrows when nothing changes. Origins are not kept.
fn changed<'v>(text: TracedText<'v>, change: impl Fn(&str) -> Cow<'_, str>) -> TracedText<'v> {
    match change(&text.text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(new) => TracedText::owned(new),
    }
}
