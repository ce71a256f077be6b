//! Conditions and choices. Only the branch that is taken is evaluated.

use std::cmp::Ordering;

use crate::contested::Contested;
use crate::evaluate::IgnoredFlow;
use crate::evaluate::error::{ExpectedValue, Interruption};
use crate::evaluate::evaluator::{CallResult, Evaluated, ExpressionEvaluator, type_error};
use crate::evaluate::fast_path::FastPath;
use crate::evaluate::program::{CompiledCall, CompiledComparison, Operation, ProgramNode};
use crate::evaluate::value::{RuntimeValue, TracedText};
use crate::{ComparisonOperator, Span};
use dotnet_text::boolean;

impl<'v> ExpressionEvaluator<'_, 'v> {
    pub(crate) fn predicate(
        &mut self,
        call: &'v CompiledCall,
        holds: impl FnOnce(&RuntimeValue<'v>) -> bool,
    ) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        Ok(RuntimeValue::Boolean(holds(&value)))
    }

    /// The text True, in any case, gives False; everything else gives True.
    pub(crate) fn not(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let is_true = match self.arg(call, 0)? {
            RuntimeValue::Boolean(value) => value,
            RuntimeValue::Text(text) => text.text.eq_ignore_ascii_case("true"),
            _ => false,
        };
        Ok(RuntimeValue::Boolean(!is_true))
    }

    pub(crate) fn coalesce(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        for index in 0..call.args.len() {
            let value = self.arg(call, index)?;
            if !value.is_null() {
                if index + 1 < call.args.len()
                    && matches!(&value, RuntimeValue::Text(text) if text.text.is_empty())
                {
                    self.environment.contest(Contested::CoalesceOfEmpty);
                }
                return Ok(value);
            }
        }
        Ok(RuntimeValue::Null)
    }

    pub(crate) fn ignore_if_empty(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        if value.is_null_or_empty() {
            return Err(Interruption::Ignored(IgnoredFlow::Attribute));
        }
        Ok(value)
    }

    /// Keys are compared exactly; the key `""` fits an empty source and null.
    pub(crate) fn switch(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        if let Some(FastPath::Choice(choice)) = &call.fast_path
            && !self.traced()
        {
            let chosen = match self.fast_arg(call, 0) {
                Some(source) => choice.chosen(source),
                None => choice.chosen(&self.text_arg(call, 0)?.unwrap_or_default().text),
            };
            return self.arg(call, chosen);
        }
        let source = self.text_arg(call, 0)?.unwrap_or_default();
        let mut index = 2;
        while index + 1 < call.args.len() {
            let key = self.text_arg(call, index)?.unwrap_or_default();
            if source.text == key.text {
                return self.arg(call, index + 1);
            }
            index += 2;
        }
        self.arg(call, 1)
    }

    /// A condition on null or empty values is evaluated naturally: null compares as the empty
    /// text. Microsoft's reference calls that unsupported, and ships such mappings.
    pub(crate) fn iif(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let condition = self.arg(call, 0)?;
        let holds = !condition.is_null_or_empty() && Self::truth(&condition, Self::span(call, 0))?;
        self.arg(call, if holds { 1 } else { 2 })
    }

    /// Visual Basic's conversion: `True`, `False`, or a number that is zero or not.
    pub(crate) fn truth(value: &RuntimeValue<'v>, span: Span) -> Evaluated<bool> {
        match value {
            RuntimeValue::Boolean(value) => Ok(*value),
            RuntimeValue::Integer(value) => Ok(*value != 0),
            RuntimeValue::Text(text) => {
                let text = text.text.as_ref();
                boolean::to_boolean(text)
                    .ok_or_else(|| type_error(ExpectedValue::TruthValue, Some(text), span))
            }
            RuntimeValue::Null | RuntimeValue::Date(_) | RuntimeValue::Many(_) => {
                Err(type_error(ExpectedValue::TruthValue, None, span))
            }
        }
    }

    /// Equality is of texts; order is of numbers when both sides are whole numbers, and otherwise
    /// of texts, unit by unit.
    pub(crate) fn compare(&mut self, comparison: &'v CompiledComparison) -> Evaluated<bool> {
        let left = self.side(&comparison.left)?;
        let right = self.side(&comparison.right)?;
        Ok(match comparison.operator {
            ComparisonOperator::Equal => left.text == right.text,
            ComparisonOperator::NotEqual => left.text != right.text,
            ComparisonOperator::Greater => order(&left, &right) == Ordering::Greater,
            ComparisonOperator::GreaterOrEqual => order(&left, &right) != Ordering::Less,
            ComparisonOperator::Less => order(&left, &right) == Ordering::Less,
            ComparisonOperator::LessOrEqual => order(&left, &right) != Ordering::Greater,
        })
    }

    fn side(&mut self, part: &'v ProgramNode) -> Evaluated<TracedText<'v>> {
        let value = match &part.op {
            Operation::Text(text) => return Ok(TracedText::borrowed(text)),
            _ => self.eval(part)?,
        };
        if value.is_null() {
            self.environment.contest(Contested::CompareNull);
        }
        Ok(self.text(value, part.span)?.unwrap_or_default())
    }
}

fn order(left: &TracedText<'_>, right: &TracedText<'_>) -> Ordering {
    match (left.text.parse::<i64>(), right.text.parse::<i64>()) {
        (Ok(left), Ok(right)) => left.cmp(&right),
        // .NET's ordinal comparison is by UTF-16 units, which differs from UTF-8 order only above
        // the surrogates.
        _ => left.text.encode_utf16().cmp(right.text.encode_utf16()),
    }
}
