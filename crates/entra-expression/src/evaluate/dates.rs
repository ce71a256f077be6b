//! Dates. A date is printed `M/d/yyyy h:mm:ss tt` in UTC and has whole seconds.

use super::compile::CallPart;
use super::error::{ErrorKind, RangeProblem, Stop, Wanted};
use super::run::{Evaluated, Run, integer, range_error, shown, type_error};
use super::value::Value;
use crate::Span;
use crate::contested::Contested;
use dotnet_text::date::{self, DateError, Interval, Kind, Styles, Ticks};

impl<'v> Run<'_, 'v> {
    /// The argument as a date, whatever form its text has; null is none.
    fn date_arg(&mut self, call: &'v CallPart, index: usize) -> Evaluated<Ticks> {
        let span = Self::span(call, index);
        match self.arg(call, index)? {
            Value::Date(date) => Ok(date),
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

    pub(super) fn date_call(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        Ok(Value::Date(self.date_arg(call, 0)?.whole_seconds()))
    }

    fn interval_arg(&mut self, call: &'v CallPart, index: usize) -> Evaluated<Interval> {
        let code = self.text_arg(call, index)?.unwrap_or_default();
        Interval::named(&code.text)
            .ok_or_else(|| range_error(RangeProblem::Interval, Self::span(call, index)))
    }

    pub(super) fn date_add(&mut self, call: &'v CallPart, span: Span) -> Evaluated<Value<'v>> {
        let interval = self.interval_arg(call, 0)?;
        let count = self.integer_arg(call, 1)?;
        let start = self.date_arg(call, 2)?.whole_seconds();
        match date::add(start, interval, count) {
            Some(date) => Ok(Value::Date(date)),
            None => Err(range_error(RangeProblem::Date, span)),
        }
    }

    pub(super) fn date_diff(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let interval = self.interval_arg(call, 0)?;
        let from = self.date_arg(call, 1)?;
        let to = self.date_arg(call, 2)?;
        Ok(Value::Integer(date::difference(interval, from, to)))
    }

    pub(super) fn date_from_number(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        if value.is_null() {
            self.environment.contest(Contested::DateFromNumOfNull);
        }
        let number = integer(&value, Self::span(call, 0))?;
        match Ticks::from_filetime(number) {
            Some(date) => Ok(Value::Date(date.whole_seconds())),
            None => Err(range_error(RangeProblem::FileTime, Self::span(call, 0))),
        }
    }

    pub(super) fn number_from_date(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let span = Self::span(call, 0);
        let date = match self.arg(call, 0)? {
            Value::Null => return Ok(Value::Null),
            Value::Date(date) => date,
            value => {
                let text = self.text(value, span)?.unwrap_or_default();
                let now = self.environment.now;
                date::parse(&text.text, now).map_err(|_| text_error(&text.text, span))?
            }
        };
        match date.to_filetime() {
            Some(number) => Ok(Value::Integer(number)),
            None => Err(range_error(RangeProblem::FileTime, span)),
        }
    }

    /// Without an input format the source may have any common form.
    pub(super) fn format_date_time(
        &mut self,
        call: &'v CallPart,
        span: Span,
    ) -> Evaluated<Value<'v>> {
        let source = self.arg(call, 0)?;
        let styles = self.text_arg(call, 1)?.unwrap_or_default();
        let input = self.text_arg(call, 2)?;
        let output = self.text_arg(call, 3)?.unwrap_or_default();
        let Ok(flags) = Styles::parse(&styles.text) else {
            let span = Self::span(call, 1);
            return Err(type_error(Wanted::DateStyles, Some(&styles.text), span));
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
                None => date::parse(&text.text, now).map(|date| (date, Kind::Unspecified)),
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
            out.push(&run.made(printed, span));
            run.built(out, span)
        })
    }
}

fn text_error(text: &str, span: Span) -> Stop {
    ErrorKind::DateText(shown(text)).at(span).into()
}

fn format_error(format: &str, span: Span) -> Stop {
    ErrorKind::DateFormat(shown(format)).at(span).into()
}
