//! `Replace` in its five documented modes.

use crate::Span;
use crate::evaluate::error::{EvaluationErrorKind, Interruption, RangeErrorKind};
use crate::evaluate::evaluator::{CallResult, Evaluated, ExpressionEvaluator, range_error, shown};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::{RuntimeValue, TextBuilder, TracedText};
use dotnet_text::regex::{
    Regex, RegexGroup, RegexParseError, Replacement, ReplacementPiece, StepLimitExceeded,
};

// The places of the arguments.
const SOURCE: usize = 0;
const OLD_VALUE: usize = 1;
const PATTERN: usize = 2;
const GROUP: usize = 3;
const REPLACEMENT: usize = 4;
const ATTRIBUTE: usize = 5;
const TEMPLATE: usize = 6;

/// A pattern that was compiled with the program, or just now because it is no constant.
enum UsedPattern<'v> {
    Once(&'v Regex),
    Now(Regex),
}

impl UsedPattern<'_> {
    const fn regex(&self) -> &Regex {
        match self {
            Self::Once(regex) => regex,
            Self::Now(regex) => regex,
        }
    }
}

impl<'v> ExpressionEvaluator<'_, 'v> {
    pub(crate) fn replace(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, SOURCE)?;
        if call.given(OLD_VALUE).is_some() {
            return self.replace_text(call, source);
        }
        if call.given(ATTRIBUTE).is_some() {
            return self.extract(call, source);
        }
        if source.is_null() {
            return Ok(RuntimeValue::Null);
        }
        let Some(compiled) = self.pattern(call)? else {
            return Ok(source);
        };
        let regex = compiled.regex();
        let group = self.group(call, regex)?;
        let replacement = self.text_arg(call, REPLACEMENT)?.unwrap_or_default();
        let prepared = call.pattern.as_ref().and_then(|p| p.replacement.as_ref());
        let parsed;
        let pattern = match prepared {
            Some(prepared) => prepared,
            None => {
                parsed = Replacement::new(&replacement.text, regex);
                &parsed
            }
        };
        let source_span = Self::span(call, SOURCE);
        self.map(source, source_span, |run, text| {
            let mut out = run.builder(0);
            let sink = |piece: ReplacementPiece<'_, '_>| sink(&mut out, &text, &replacement, piece);
            let environment = &mut *run.environment;
            let (scratch, steps) = (&mut environment.scratch, &mut environment.steps);
            let found = match group {
                None => regex.replace(&text.text, pattern, scratch, steps, sink),
                Some(group) => {
                    let value = &replacement.text;
                    regex.replace_group(&text.text, group, value, scratch, steps, sink)
                }
            };
            match found {
                Ok(true) => run.built(out, call.span),
                Ok(false) => Ok(text),
                Err(StepLimitExceeded) => Err(EvaluationErrorKind::Limit.at(call.span).into()),
            }
        })
    }

    /// Old value with a replacement, or with a template that the source goes into.
    fn replace_text(&mut self, call: &'v CompiledCall, source: RuntimeValue<'v>) -> CallResult<'v> {
        if source.is_null() {
            return Ok(RuntimeValue::Null);
        }
        let old = self.text_arg(call, OLD_VALUE)?.unwrap_or_default();
        if old.text.is_empty() {
            let span = Self::span(call, OLD_VALUE);
            return Err(range_error(RangeErrorKind::EmptyText, span));
        }
        if call.given(TEMPLATE).is_some() {
            let template = self.text_arg(call, TEMPLATE)?;
            let source_span = Self::span(call, SOURCE);
            return self.map(source, source_span, |run, text| match &template {
                None => Ok(TracedText::default()),
                Some(template) => run.exchange(template, &old, &text, call.span),
            });
        }
        let replacement = self.text_arg(call, REPLACEMENT)?.unwrap_or_default();
        self.map(source, Self::span(call, SOURCE), |run, text| {
            if !text.text.contains(old.text.as_ref()) {
                return Ok(text);
            }
            run.exchange(&text, &old, &replacement, call.span)
        })
    }

    /// Every occurrence of a text exchanged for another, from left to right.
    fn exchange(
        &self,
        text: &TracedText<'v>,
        old: &TracedText<'v>,
        new: &TracedText<'v>,
        span: Span,
    ) -> Evaluated<TracedText<'v>> {
        let mut out = self.builder(text.text.len());
        let mut done = 0;
        for (at, found) in text.text.match_indices(old.text.as_ref()) {
            out.push_part(text, done..at);
            out.push(new);
            done = at + found.len();
        }
        out.push_part(text, done..text.text.len());
        self.built(out, span)
    }

    /// The source when it has a value, else what the group takes from the attribute.
    fn extract(&mut self, call: &'v CompiledCall, source: RuntimeValue<'v>) -> CallResult<'v> {
        if !source.is_null_or_empty() {
            return Ok(source);
        }
        let Some(attribute) = self.text_arg(call, ATTRIBUTE)? else {
            return Ok(RuntimeValue::Null);
        };
        let Some(compiled) = self.pattern(call)? else {
            return Ok(RuntimeValue::Null);
        };
        let regex = compiled.regex();
        let Some(group) = self.group(call, regex)? else {
            return Ok(RuntimeValue::Null);
        };
        let environment = &mut *self.environment;
        let (scratch, steps) = (&mut environment.scratch, &mut environment.steps);
        let mut matches = regex.matches(&attribute.text, scratch, steps);
        let found = matches.advance();
        let limit = |_: StepLimitExceeded| {
            Interruption::from(EvaluationErrorKind::Limit.at(Self::span(call, PATTERN)))
        };
        if !found.map_err(limit)? {
            return Ok(RuntimeValue::Null);
        }
        Ok(match matches.group(group) {
            Some(slice) => RuntimeValue::Text(attribute.part(slice.bytes)),
            None => RuntimeValue::Null,
        })
    }

    /// The regular expression; nothing when it is null.
    fn pattern(&mut self, call: &'v CompiledCall) -> Evaluated<Option<UsedPattern<'v>>> {
        let span = Self::span(call, PATTERN);
        if let Some(prepared) = &call.pattern {
            return match &prepared.regex {
                Ok(regex) => Ok(Some(UsedPattern::Once(regex))),
                Err(error) => Err(pattern_error(error.clone(), span)),
            };
        }
        let Some(text) = self.text_arg(call, PATTERN)? else {
            return Ok(None);
        };
        match Regex::new(&text.text) {
            Ok(regex) => Ok(Some(UsedPattern::Now(regex))),
            Err(error) => Err(pattern_error(error, span)),
        }
    }

    /// The group to replace alone; nothing when none is given.
    fn group(&mut self, call: &'v CompiledCall, regex: &Regex) -> Evaluated<Option<RegexGroup>> {
        let Some(name) = self.text_arg(call, GROUP)? else {
            return Ok(None);
        };
        match regex.group(&name.text) {
            Some(group) => Ok(Some(group)),
            None => {
                let kind = EvaluationErrorKind::MissingGroup(shown(&name.text));
                Err(kind.at(Self::span(call, GROUP)).into())
            }
        }
    }
}

fn pattern_error(error: RegexParseError, span: Span) -> Interruption {
    let kind = if error.kind.is_unsupported() {
        EvaluationErrorKind::UnsupportedPattern(error)
    } else {
        EvaluationErrorKind::Pattern(error)
    };
    kind.at(span).into()
}

/// Appends a part of what replacing makes, with its origin.
fn sink(
    out: &mut TextBuilder,
    source: &TracedText<'_>,
    replacement: &TracedText<'_>,
    piece: ReplacementPiece<'_, '_>,
) {
    match piece {
        ReplacementPiece::Source(slice) => match slice.text {
            std::borrow::Cow::Borrowed(_) => out.push_part(source, slice.bytes),
            std::borrow::Cow::Owned(halved) => {
                out.push_in_place_of(&halved, source, slice.bytes);
            }
        },
        ReplacementPiece::Literal(text) => {
            out.push_in_place_of(text, replacement, 0..replacement.text.len());
        }
    }
}
