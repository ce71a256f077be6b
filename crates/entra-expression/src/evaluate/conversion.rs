//! Conversions between kinds of values.

use super::compile::CallPart;
use super::run::{Evaluated, Run};
use super::value::Value;
use crate::Span;
use crate::contested::Contested;
use dotnet_text::encoding;

impl<'v> Run<'_, 'v> {
    pub(super) fn bit_and(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let left = self.integer_arg(call, 0)?;
        let right = self.integer_arg(call, 1)?;
        Ok(Value::Integer(left & right))
    }

    /// Visual Basic's conversion; a comparison is already a truth value.
    pub(super) fn boolean_call(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        if value.is_null() {
            self.environment.contest(Contested::CBoolOfNull);
            return Ok(Value::Null);
        }
        let truth = Self::truth(&value, Self::span(call, 0))?;
        Ok(Value::Boolean(truth))
    }

    /// `CStr`: text as it is printed, null stays null.
    pub(super) fn text_call(&mut self, call: &'v CallPart) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |_, text| Ok(text))
    }

    pub(super) fn base64(&mut self, call: &'v CallPart, span: Span) -> Evaluated<Value<'v>> {
        self.encode(call, span, encoding::base64_utf16)
    }

    pub(super) fn utf8_hex(&mut self, call: &'v CallPart, span: Span) -> Evaluated<Value<'v>> {
        self.encode(call, span, encoding::hex_utf8)
    }

    fn encode(
        &mut self,
        call: &'v CallPart,
        span: Span,
        encode: fn(&str) -> String,
    ) -> Evaluated<Value<'v>> {
        let value = self.arg(call, 0)?;
        self.map(value, Self::span(call, 0), |run, text| {
            let mut out = run.builder(0);
            out.push(&run.made(encode(&text.text), span));
            run.built(out, span)
        })
    }
}
