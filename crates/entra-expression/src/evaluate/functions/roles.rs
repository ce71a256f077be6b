//! App role assignments.

use crate::evaluate::error::EvaluationErrorKind;
use crate::evaluate::evaluator::{CallResult, ExpressionEvaluator};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::{RuntimeValue, TextBuilder, TextList, TracedText};

impl<'v> ExpressionEvaluator<'_, 'v> {
    /// One role gives its name, none gives null, two are an error.
    pub(crate) fn single_role(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let many = match self.arg(call, 0)? {
            RuntimeValue::Many(many) => many,
            single => return Ok(single),
        };
        match many.len() {
            0 => Ok(RuntimeValue::Null),
            1 => {
                let role = many.into_item(0, self.traced());
                Ok(role.map_or(RuntimeValue::Null, RuntimeValue::Text))
            }
            count => Err(EvaluationErrorKind::Roles(count).at(call.span).into()),
        }
    }

    /// Each role as the JSON object that Microsoft's documentation prints; none is primary.
    pub(crate) fn roles_complex(
        &mut self,
        call: &'v CompiledCall,
        name_key: &str,
    ) -> CallResult<'v> {
        let texts = match self.arg(call, 0)? {
            RuntimeValue::Many(many) => many.into_texts(self.traced()),
            single => Vec::from_iter(self.text(single, Self::span(call, 0))?),
        };
        if texts.is_empty() {
            return Ok(RuntimeValue::Null);
        }
        let mut roles = Vec::with_capacity(texts.len());
        for text in texts {
            let mut out = self.builder(text.text.len() * 2 + 100);
            let start = format!(
                "{{\"primary\":false,\"type\":\"WindowsAzureActiveDirectoryRole\",\"{name_key}\":\""
            );
            out.push(&self.made(start, call.span));
            push_escaped(&mut out, &text);
            out.push(&self.made("\",\"value\":\"", call.span));
            push_escaped(&mut out, &text);
            out.push(&self.made("\"}", call.span));
            roles.push(self.built(out, call.span)?);
        }
        Ok(RuntimeValue::Many(TextList::Texts(roles)))
    }
}

/// Appends a text as it stands in a JSON string.
fn push_escaped(out: &mut TextBuilder, text: &TracedText<'_>) {
    for (at, c) in text.text.char_indices() {
        let bytes = at..at + c.len_utf8();
        match c {
            '"' => out.push_in_place_of("\\\"", text, bytes),
            '\\' => out.push_in_place_of("\\\\", text, bytes),
            '\n' => out.push_in_place_of("\\n", text, bytes),
            '\r' => out.push_in_place_of("\\r", text, bytes),
            '\t' => out.push_in_place_of("\\t", text, bytes),
            c if c < ' ' => {
                let escaped = format!("\\u{:04x}", u32::from(c));
                out.push_in_place_of(&escaped, text, bytes);
            }
            _ => out.push_part(text, bytes),
        }
    }
}
