//! Conversions between kinds of values.

use crate::contested::Contested;
use crate::evaluate::evaluator::{CallResult, ExpressionEvaluator};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::RuntimeValue;

impl<'v> ExpressionEvaluator<'_, 'v> {
    pub(crate) fn bit_and(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let left = self.integer_arg(call, 0)?;
        let right = self.integer_arg(call, 1)?;
        Ok(RuntimeValue::Integer(left & right))
    }

    /// Visual Basic's conversion; a comparison is already a truth value.
    pub(crate) fn boolean_call(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        if value.is_null() {
            self.environment.contest(Contested::CBoolOfNull);
            return Ok(RuntimeValue::Null);
        }
        let truth = Self::truth(&value, Self::span(call, 0))?;
        Ok(RuntimeValue::Boolean(truth))
    }

    /// `CStr`: text as it is printed, null stays null.
    pub(crate) fn text_call(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |_, text| Ok(text))
    }

    pub(crate) fn encode(
        &mut self,
        call: &'v CompiledCall,
        encode: fn(&str) -> String,
    ) -> CallResult<'v> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |run, text| {
            let mut out = run.builder(0);
            out.push(&run.made(encode(&text.text), call.span));
            run.built(out, call.span)
        })
    }
}
