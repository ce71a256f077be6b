//! Functions on several values.

use crate::contested::Contested;
use crate::evaluate::error::{EvaluationErrorKind, RangeErrorKind};
use crate::evaluate::evaluator::{CallResult, ExpressionEvaluator, range_error};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::{RuntimeValue, TextList, TracedText};

impl<'v> ExpressionEvaluator<'_, 'v> {
    /// Null has no values, a single value is one.
    pub(crate) fn count(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let count = match self.arg(call, 0)? {
            RuntimeValue::Null => 0,
            RuntimeValue::Many(many) => many.len(),
            _ => 1,
        };
        Ok(RuntimeValue::Integer(
            i64::try_from(count).unwrap_or(i64::MAX),
        ))
    }

    /// The first value is 1; a single value is its own first item.
    pub(crate) fn item(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let index = self.integer_arg(call, 1)?;
        let position = index.checked_sub(1).and_then(|i| usize::try_from(i).ok());
        let (count, found) = match source {
            // Microsoft's cloud sync expression reference, Item: an index out of bounds throws an
            // error, and a missing value has no items.
            RuntimeValue::Null => {
                self.environment.contest(Contested::ItemOfNull);
                (0, None)
            }
            RuntimeValue::Many(many) => {
                let count = many.len();
                let traced = self.traced();
                let found = position.and_then(|position| many.into_item(position, traced));
                (count, found.map(RuntimeValue::Text))
            }
            single => (1, (position == Some(0)).then_some(single)),
        };
        found.ok_or_else(|| range_error(RangeErrorKind::Item { index, count }, call.span))
    }

    /// Keeps the first of equal values; case matters.
    pub(crate) fn remove_duplicates(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let many = match self.arg(call, 0)? {
            RuntimeValue::Many(many) => many,
            single => return Ok(single),
        };
        let mut distinct: Vec<TracedText<'v>> = Vec::with_capacity(many.len());
        let mut seen = std::collections::HashSet::new();
        for text in many.into_texts(self.traced()) {
            if seen.insert(text.text.clone()) {
                distinct.push(text);
            }
        }
        Ok(RuntimeValue::Many(TextList::Texts(distinct)))
    }

    /// Nothing is trimmed and empty parts are kept, as .NET does it.
    pub(crate) fn split(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let source = self.arg(call, 0)?;
        let delimiter = self.text_arg(call, 1)?.unwrap_or_default();
        if delimiter.text.is_empty() {
            let span = Self::span(call, 1);
            return Err(range_error(RangeErrorKind::EmptyText, span));
        }
        let texts = match source {
            RuntimeValue::Null => {
                self.environment.contest(Contested::SplitOfNull);
                return Ok(RuntimeValue::Null);
            }
            RuntimeValue::Many(many) => many.into_texts(self.traced()),
            single => Vec::from_iter(self.text(single, Self::span(call, 0))?),
        };
        let mut parts = Vec::new();
        for text in texts {
            let mut at = 0;
            for part in text.text.split(delimiter.text.as_ref()) {
                if part.starts_with(' ') && at > 0 {
                    self.environment.contest(Contested::SplitKeepsBlank);
                }
                parts.push(text.part(at..at + part.len()));
                at += part.len() + delimiter.text.len();
            }
        }
        Ok(RuntimeValue::Many(TextList::Texts(parts)))
    }

    /// The first candidate that is not taken; null ones are passed over.
    pub(crate) fn select_unique(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        for index in 0..call.args.len() {
            let Some(text) = self.text_arg(call, index)? else {
                continue;
            };
            let taken = &self.environment.taken;
            if !taken.iter().any(|taken| *taken == text.text) {
                return Ok(RuntimeValue::Text(text));
            }
        }
        Err(EvaluationErrorKind::NoUniqueValue.at(call.span).into())
    }
}
