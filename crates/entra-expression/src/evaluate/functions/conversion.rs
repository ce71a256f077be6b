//! Conversions between kinds of values.

use crate::Span;
use crate::contested::Contested;
use crate::evaluate::evaluator::{Evaluated, ExpressionEvaluator};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::RuntimeValue;
use dotnet_text::encoding;

impl<'v> ExpressionEvaluator<'_, 'v> {
    pub(crate) fn bit_and(&mut self, call: &'v CompiledCall) -> Evaluated<RuntimeValue<'v>> {
        let left = self.integer_arg(call, 0)?;
        let right = self.integer_arg(call, 1)?;
        Ok(RuntimeValue::Integer(left & right))
    }

    /// Visual Basic's conversion; a comparison is already a truth value.
    pub(crate) fn boolean_call(&mut self, call: &'v CompiledCall) -> Evaluated<RuntimeValue<'v>> {
        let value = self.arg(call, 0)?;
        if value.is_null() {
            self.environment.contest(Contested::CBoolOfNull);
            return Ok(RuntimeValue::Null);
        }
        let truth = Self::truth(&value, Self::span(call, 0))?;
        Ok(RuntimeValue::Boolean(truth))
    }

    /// `CStr`: text as it is printed, null stays null.
    pub(crate) fn text_call(&mut self, call: &'v CompiledCall) -> Evaluated<RuntimeValue<'v>> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |_, text| Ok(text))
    }

    pub(crate) fn base64(
        &mut self,
        call: &'v CompiledCall,
        span: Span,
    ) -> Evaluated<RuntimeValue<'v>> {
        self.encode(call, span, encoding::base64_utf16)
    }

    pub(crate) fn utf8_hex(
        &mut self,
        call: &'v CompiledCall,
        span: Span,
    ) -> Evaluated<RuntimeValue<'v>> {
        self.encode(call, span, encoding::hex_utf8)
    }

    fn encode(
        &mut self,
        call: &'v CompiledCall,
        span: Span,
        encode: fn(&str) -> String,
    ) -> Evaluated<RuntimeValue<'v>> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |run, text| {
            let mut out = run.builder(0);
            out.push(&run.made(encode(&text.text), span));
            run.built(out, span)
        })
    }
}
