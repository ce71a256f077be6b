//! Conditions and choices. Only the branch that is taken is evaluated.

use std::cmp::Ordering;

use super::Flow;
use super::compile::{CallPart, Comparison, Op};
use super::error::{Stop, Wanted};
use super::ready::Ready;
use super::run::{Evaluated, Run, type_error};
use super::value::{Text, Value};
use crate::contested::Contested;
use crate::{Operator, Span};
use dotnet_text::boolean;

impl<'v> Run<'_, 'v> {
    pub(super) fn predicate(
        &mut self,
        call: &'v CallPart,
        holds: impl FnOnce(&Value<'v>) -> bool,
    ) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        Ok(Value::Boolean(holds(&value)))
    }

    /// The text True, in any case, gives False; everything else gives True.
    pub(super) fn not(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let is_true = match self.arg(call, 0)? {
            Value::Boolean(value) => value,
            Value::Text(text) => text.text.eq_ignore_ascii_case("true"),
            _ => false,
        };
        Ok(Value::Boolean(!is_true))
    }

    pub(super) fn coalesce(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        for index in 0..call.args.len() {
            let value = self.arg(call, index)?;
            if !value.is_null() {
                if index + 1 < call.args.len()
                    && matches!(&value, Value::Text(text) if text.text.is_empty())
                {
                    self.environment.contest(Contested::CoalesceOfEmpty);
                }
                return Ok(value);
            }
        }
        Ok(Value::Null)
    }

    pub(super) fn ignore_if_empty(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        if value.is_null_or_empty() {
            return Err(Stop::Ignored(Flow::Attribute));
        }
        Ok(value)
    }

    /// Keys are compared exactly; the key `""` fits an empty source and null.
    pub(super) fn switch(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        if let Some(Ready::Choice(choice)) = &call.ready
            && !self.traced()
        {
            let chosen = match self.ready_arg(call, 0) {
                Some(source) => choice.chosen(source),
                None => choice.chosen(&self.text_arg(call, 0)?.unwrap_or_default().text),
            };
            return self.arg(call, chosen);
        }
        let source = self.text_arg(call, 0)?.unwrap_or_default();
        let mut index = 2;
        while index + 1 < call.args.len() {
            if self.is_key(call, index, &source)? {
                return self.arg(call, index + 1);
            }
            index += 2;
        }
        self.arg(call, 1)
    }

    fn is_key(&mut self, call: &'v CallPart, index: usize, source: &Text<'v>) -> Evaluated<bool> {
        let key = self.text_arg(call, index)?.unwrap_or_default();
        Ok(source.text == key.text)
    }

    /// A condition on null or empty values is evaluated naturally: null compares as the empty
    /// text. Microsoft's reference calls that unsupported, and ships such mappings.
    pub(super) fn iif(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let condition = self.arg(call, 0)?;
        let holds = !condition.is_null_or_empty() && Self::truth(&condition, Self::span(call, 0))?;
        self.arg(call, if holds { 1 } else { 2 })
    }

    /// Visual Basic's conversion: `True`, `False`, or a number that is zero or not.
    pub(super) fn truth(value: &Value<'v>, span: Span) -> Evaluated<bool> {
        match value {
            Value::Boolean(value) => Ok(*value),
            Value::Integer(value) => Ok(*value != 0),
            Value::Text(text) => {
                let text = text.text.as_ref();
                boolean::to_boolean(text)
                    .ok_or_else(|| type_error(Wanted::TruthValue, Some(text), span))
            }
            Value::Null | Value::Date(_) | Value::Many(_) => {
                Err(type_error(Wanted::TruthValue, None, span))
            }
        }
    }

    /// Equality is of texts; order is of numbers when both sides are whole numbers, and otherwise
    /// of texts, unit by unit.
    pub(super) fn compare(&mut self, comparison: &'v Comparison) -> Evaluated<bool> {
        let left = self.side(&comparison.left)?;
        let right = self.side(&comparison.right)?;
        Ok(match comparison.operator {
            Operator::Equal => left.text == right.text,
            Operator::NotEqual => left.text != right.text,
            Operator::Greater => order(&left, &right) == Ordering::Greater,
            Operator::GreaterOrEqual => order(&left, &right) != Ordering::Less,
            Operator::Less => order(&left, &right) == Ordering::Less,
            Operator::LessOrEqual => order(&left, &right) != Ordering::Greater,
        })
    }

    fn side(&mut self, part: &'v super::compile::Part) -> Evaluated<Text<'v>> {
        let value = match &part.op {
            Op::Text(text) => return Ok(Text::borrowed(text)),
            _ => self.eval(part)?,
        };
        if value.is_null() {
            self.environment.contest(Contested::CompareNull);
        }
        Ok(self.text(value, part.span)?.unwrap_or_default())
    }
}

fn order(left: &Text<'_>, right: &Text<'_>) -> Ordering {
    match (left.text.parse::<i64>(), right.text.parse::<i64>()) {
        (Ok(left), Ok(right)) => left.cmp(&right),
        // .NET's ordinal comparison is by UTF-16 units, which differs from UTF-8 order only above
        // the surrogates.
        _ => left.text.encode_utf16().cmp(right.text.encode_utf16()),
    }
}
