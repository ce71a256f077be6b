//! The trace of an evaluation as text.

use crate::expression::{ExpressionCall, ShortValue};
use entra_expression::{Node, Parse, Span, quote};

/// One line of the trace: the call with the values it got, and its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceLine {
    pub name: String,
    /// Its arguments in parentheses.
    pub arguments: String,
    pub result: String,
    /// Whether it gave nothing because of an error.
    pub failed: bool,
    /// Where it stands in the expression.
    pub span: Span,
    /// How many calls it stands in.
    pub depth: usize,
}

pub fn step(call: &ExpressionCall, parse: &Parse) -> TraceLine {
    let span = call.span;
    let mut node = None;
    if let Some(root) = &parse.root {
        root.walk(&mut |found: &Node| {
            if found.span == span && found.as_call().is_some() {
                node = found.as_call();
            }
        });
    }
    let arguments = call
        .arguments
        .iter()
        .enumerate()
        .map(|(index, value)| match value {
            Some(value) => short(value),
            None if node.is_some_and(|node| node.arg(index).is_some()) => "…".to_owned(),
            None => String::new(),
        });
    TraceLine {
        name: call.name.clone(),
        arguments: format!("({})", arguments.collect::<Vec<_>>().join(", ")),
        result: call
            .result
            .as_ref()
            .map_or_else(|| "no value".to_owned(), short),
        failed: call.result.is_none(),
        span,
        depth: call.depth,
    }
}

fn short(value: &ShortValue) -> String {
    match value {
        ShortValue::Null => "null".to_owned(),
        ShortValue::One(text) => quote(text),
        ShortValue::Several { values, more } => {
            let mut texts: Vec<String> = values.iter().map(|text| quote(text)).collect();
            if *more > 0 {
                texts.push(format!("{more} more"));
            }
            format!("{{{}}}", texts.join(", "))
        }
        ShortValue::Ignored => "left out".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::parse;

    #[test]
    fn steps_tell_omitted_from_not_evaluated() {
        let expression = r#"Switch([a], , "x", ToLower([b]), "y", "z")"#;
        let call = ExpressionCall {
            name: "Switch".to_owned(),
            span: Span::new(0, expression.len()),
            arguments: vec![
                Some(ShortValue::One("y".to_owned())),
                None,
                Some(ShortValue::One("x".to_owned())),
                None,
                Some(ShortValue::One("y".to_owned())),
                Some(ShortValue::One("z".to_owned())),
            ],
            result: Some(ShortValue::Several {
                values: vec!["z".to_owned()],
                more: 2,
            }),
            depth: 1,
        };
        let step = step(&call, &parse(expression));
        assert_eq!(step.arguments, r#"("y", , "x", …, "y", "z")"#);
        assert_eq!(step.result, r#"{"z", 2 more}"#);
        assert!(!step.failed);
    }
}
