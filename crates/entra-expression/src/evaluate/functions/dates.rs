//! Dates. A date is printed `M/d/yyyy h:mm:ss tt` in UTC and has whole seconds.

use crate::Span;
use crate::contested::Contested;
use crate::evaluate::error::{EvaluationErrorKind, ExpectedValue, Interruption, RangeErrorKind};
use crate::evaluate::evaluator::{
    CallResult, Evaluated, ExpressionEvaluator, integer, range_error, shown, type_error,
};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::RuntimeValue;
use dotnet_text::date::{self, DateError, DateInterval, DateTimeKind, DateTimeStyles, Ticks};

impl<'v> ExpressionEvaluator<'_, 'v> {
    /// The argument as a date, whatever form its text has; null is none.
    fn date_arg(&mut self, call: &'v CompiledCall, index: usize) -> Evaluated<Ticks> {
        let value = self.arg(call, index)?;
        self.date(value, Self::span(call, index))
    }

    fn date(&mut self, value: RuntimeValue<'v>, span: Span) -> Evaluated<Ticks> {
        match value {
            RuntimeValue::Date(date) => Ok(date),
            value => {
                if value.is_null() {
                    self.environment.contest(Contested::DateOfNull);
                }
                let text = self.text(value, span)?.unwrap_or_default();
                let now = self.environment.now;
                date::parse(&text.text, now).map_err(|_| text_error(&text.text, span))
            }
        }
    }

    pub(crate) fn date_call(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        Ok(RuntimeValue::Date(self.date_arg(call, 0)?.whole_seconds()))
    }

    fn interval_arg(&mut self, call: &'v CompiledCall, index: usize) -> Evaluated<DateInterval> {
        let code = self.text_arg(call, index)?.unwrap_or_default();
        DateInterval::named(&code.text)
            .ok_or_else(|| range_error(RangeErrorKind::Interval, Self::span(call, index)))
    }

    pub(crate) fn date_add(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let interval = self.interval_arg(call, 0)?;
        let count = self.integer_arg(call, 1)?;
        let start = self.date_arg(call, 2)?.whole_seconds();
        match date::add(start, interval, count) {
            Some(date) => Ok(RuntimeValue::Date(date)),
            None => Err(range_error(RangeErrorKind::Date, call.span)),
        }
    }

    pub(crate) fn date_diff(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let interval = self.interval_arg(call, 0)?;
        let from = self.date_arg(call, 1)?;
        let to = self.date_arg(call, 2)?;
        Ok(RuntimeValue::Integer(date::difference(interval, from, to)))
    }

    pub(crate) fn date_from_number(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        if value.is_null() {
            self.environment.contest(Contested::DateFromNumOfNull);
        }
        let number = integer(&value, Self::span(call, 0))?;
        match Ticks::from_filetime(number) {
            Some(date) => Ok(RuntimeValue::Date(date.whole_seconds())),
            None => Err(range_error(RangeErrorKind::FileTime, Self::span(call, 0))),
        }
    }

    pub(crate) fn number_from_date(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let span = Self::span(call, 0);
        let value = self.arg(call, 0)?;
        if value.is_null() {
            return Ok(RuntimeValue::Null);
        }
        match self.date(value, span)?.to_filetime() {
            Some(number) => Ok(RuntimeValue::Integer(number)),
            None => Err(range_error(RangeErrorKind::FileTime, span)),
        }
    }

    /// Without an input format the source may have any common form.
    pub(crate) fn format_date_time(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let styles = self.text_arg(call, 1)?.unwrap_or_default();
        let input = self.text_arg(call, 2)?;
        let output = self.text_arg(call, 3)?.unwrap_or_default();
        let Ok(flags) = DateTimeStyles::parse(&styles.text) else {
            let span = Self::span(call, 1);
            return Err(type_error(
                ExpectedValue::DateStyles,
                Some(&styles.text),
                span,
            ));
        };
        match &input {
            _ if source.is_null() => {}
            None => self.environment.contest(Contested::NoInputFormat),
            Some(format) if format.text.is_empty() => {
                self.environment.contest(Contested::EmptyInputFormat);
            }
            Some(_) => {}
        }
        let now = self.environment.now;
        let source_span = Self::span(call, 0);
        self.map(source, source_span, |run, text| {
            let read = match &input {
                None => date::parse(&text.text, now).map(|date| (date, DateTimeKind::Unspecified)),
                Some(format) => date::parse_exact(&text.text, &format.text, flags, now),
            };
            let (date, kind) = read.map_err(|error| match (error, &input) {
                (DateError::Format, Some(format)) => {
                    format_error(&format.text, Self::span(call, 2))
                }
                _ => text_error(&text.text, source_span),
            })?;
            let printed = date::format(date, kind, &output.text)
                .map_err(|_| format_error(&output.text, Self::span(call, 3)))?;
            let mut out = run.builder(0);
            out.push(&run.made(printed, call.span));
            run.built(out, call.span)
        })
    }
}

fn text_error(text: &str, span: Span) -> Interruption {
    EvaluationErrorKind::DateText(shown(text)).at(span).into()
}

fn format_error(format: &str, span: Span) -> Interruption {
    EvaluationErrorKind::DateFormat(shown(format))
        .at(span)
        .into()
}
