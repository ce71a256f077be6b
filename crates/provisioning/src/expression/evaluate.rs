//! Evaluating for a page: everything that it shows, and no more than it can.

use std::borrow::Cow;

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{self, Environment, EvaluationError, IgnoredFlow, Program};
use entra_expression::{Node, functions, parse_limited, quote};

use super::{
    ExpressionError, ExpressionOutcome, ExpressionRequest, ExpressionResponse, ExpressionValue,
    TraceLine,
};

/// Values of a result that are shown.
const MAX_VALUES: usize = 100;
/// Bytes of one value that are shown.
const MAX_BYTES: usize = 20_000;
/// Parts of one value that are shown.
const MAX_PARTS: usize = 300;
const MAX_CALLS: usize = 300;
/// Characters of a value in the trace.
const MAX_SHORT: usize = 120;
/// Values of a list in the trace.
const MAX_SHORT_VALUES: usize = 5;

/// Handles the request. Whatever goes wrong is in the response.
pub fn evaluate(request: &ExpressionRequest) -> ExpressionResponse {
    let program = match Program::parse(&request.expression) {
        Ok(program) => program,
        Err(error) => {
            return ExpressionResponse {
                outcome: failed(&error),
                calls: Vec::new(),
                more_calls: 0,
                contested: Vec::new(),
            };
        }
    };
    let mut environment = Environment::seeded(Ticks::from_unix(request.now), request.seed);
    let traced = program.trace(&request.user.record(), &mut environment);
    let contested = traced.contested.iter();
    let contested = contested.map(|behavior| behavior as usize).collect();
    let more_calls = traced.calls.len().saturating_sub(MAX_CALLS);
    let parse = parse_limited(&request.expression);
    let calls = traced.calls.iter().take(MAX_CALLS);
    let calls = calls.map(|call| trace_line(call, parse.root.as_ref()));
    let calls = calls.collect();
    let outcome = match traced.outcome {
        Ok(outcome) => expression_outcome(outcome, &traced.origins),
        Err(error) => failed(&error),
    };
    ExpressionResponse {
        outcome,
        calls,
        more_calls,
        contested,
    }
}

fn failed(error: &EvaluationError) -> ExpressionOutcome {
    ExpressionOutcome::Failed(ExpressionError {
        message: error.to_string(),
        class: error.kind.class().to_owned(),
        span: error.span,
    })
}

fn expression_outcome(
    outcome: evaluate::EvaluationOutcome<'_>,
    origins: &[Vec<evaluate::ValueOrigin>],
) -> ExpressionOutcome {
    let none = Vec::new();
    let parts = |index| origins.get(index).unwrap_or(&none);
    match outcome {
        evaluate::EvaluationOutcome::Value(text) => ExpressionOutcome::One(value(text, parts(0))),
        evaluate::EvaluationOutcome::Values(texts) => {
            let more = texts.len().saturating_sub(MAX_VALUES);
            let texts = texts.into_iter().take(MAX_VALUES).enumerate();
            let values = texts.map(|(index, text)| value(text, parts(index)));
            ExpressionOutcome::Several {
                values: values.collect(),
                more,
            }
        }
        evaluate::EvaluationOutcome::Null => ExpressionOutcome::Null,
        evaluate::EvaluationOutcome::Ignored(IgnoredFlow::Attribute) => {
            ExpressionOutcome::AttributeIgnored
        }
        evaluate::EvaluationOutcome::Ignored(IgnoredFlow::Object) => {
            ExpressionOutcome::ObjectIgnored
        }
    }
}

fn value(text: Cow<'_, str>, origins: &[evaluate::ValueOrigin]) -> ExpressionValue {
    let bytes = text.len();
    let mut text = text.into_owned();
    let mut end = bytes.min(MAX_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    let whole = origins.iter().filter(|origin| origin.bytes.end <= end);
    ExpressionValue {
        text,
        bytes,
        origins: whole.take(MAX_PARTS).cloned().collect(),
    }
}

fn trace_line(call: &evaluate::EvaluatedCall, root: Option<&Node>) -> TraceLine {
    let info = functions::all().find(|info| info.function == Some(call.function));
    let mut node = None;
    if let Some(root) = root {
        root.walk(&mut |found: &Node| {
            if found.span == call.span && found.as_call().is_some() {
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
    let result = call.result.as_ref();
    TraceLine {
        name: info.map_or_else(String::new, |info| info.name.to_owned()),
        arguments: format!("({})", arguments.collect::<Vec<_>>().join(", ")),
        result: result.map_or_else(|| "no value".to_owned(), short),
        failed: result.is_none(),
        span: call.span,
        depth: call.depth,
    }
}

fn short(outcome: &evaluate::EvaluationOutcome<'_>) -> String {
    match outcome {
        evaluate::EvaluationOutcome::Value(text) => quote(&shortened(text)),
        evaluate::EvaluationOutcome::Values(texts) => {
            let shown = texts.iter().take(MAX_SHORT_VALUES);
            let mut shown: Vec<String> = shown.map(|text| quote(&shortened(text))).collect();
            let more = texts.len() - shown.len();
            if more > 0 {
                shown.push(format!("{more} more"));
            }
            format!("{{{}}}", shown.join(", "))
        }
        evaluate::EvaluationOutcome::Null => "null".to_owned(),
        evaluate::EvaluationOutcome::Ignored(_) => "left out".to_owned(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_SHORT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::UserValue;
    use entra_expression::evaluate::Provenance;

    fn run(expression: &str) -> ExpressionResponse {
        let mut user = SourceUser::of(&[("givenName", "Zoë"), ("surname", "Æble")]);
        let several = UserValue::Many(vec!["Team Lead".to_owned(), "Agent".to_owned()]);
        let _ = user
            .attributes
            .insert("appRoleAssignments".to_owned(), several);
        evaluate(&ExpressionRequest {
            expression: expression.to_owned(),
            user,
            now: 1_800_000_000,
            seed: 7,
        })
    }
    use crate::user::SourceUser;

    fn one(expression: &str) -> ExpressionValue {
        match run(expression).outcome {
            ExpressionOutcome::One(value) => value,
            other => panic!("{expression}: {other:?}"),
        }
    }

    #[test]
    fn outcomes_are_returned_unchanged() {
        let cases = [
            ("[mail]", ExpressionOutcome::Null),
            (
                r#"IIF("a" = "a", IgnoreAttributeFlow, "x")"#,
                ExpressionOutcome::AttributeIgnored,
            ),
            (
                r#"IIF("a" = "a", IgnoreObjectFlow, "x")"#,
                ExpressionOutcome::ObjectIgnored,
            ),
        ];
        for (expression, outcome) in cases {
            assert_eq!(run(expression).outcome, outcome, "{expression}");
        }
        assert_eq!(one("Now()").text, "1/15/2027 8:00:00 AM");
        let several = r#"Split("Team Lead;Agent", ";")"#;
        let ExpressionOutcome::Several { values, more } = run(several).outcome else {
            panic!("it has two values");
        };
        assert_eq!((values.len(), more), (2, 0));
    }

    #[test]
    fn what_a_value_rests_on_is_returned() {
        use entra_expression::contested::Contested;
        let of = |expression: &str| run(expression).contested;
        assert_eq!(
            of(r#"Word([mail], 1, " ")"#),
            [Contested::WordOfNull as usize]
        );
        assert_eq!(of("Item([mail], 1)"), [Contested::ItemOfNull as usize]);
        assert!(of(r#"Word([givenName], 1, " ")"#).is_empty());
        assert!(of("ToLower([mail]").is_empty());
    }

    #[test]
    fn errors_have_their_span() {
        let expression = "ToLower(SingleAppRoleAssignment([appRoleAssignments]))";
        let ExpressionOutcome::Failed(failed) = run(expression).outcome else {
            panic!("two roles are an error");
        };
        assert_eq!(failed.class, "roles");
        assert!(failed.span.of(expression).starts_with("Single"));
        let ExpressionOutcome::Failed(failed) = run("ToLower([a]").outcome else {
            panic!("it is not closed");
        };
        assert_eq!(failed.class, "parse");
    }

    #[test]
    fn parts_lead_back_to_the_expression() {
        let expression = r#"Join(".", NormalizeDiacritics([givenName]), [surname])"#;
        let value = one(expression);
        assert_eq!(value.text, "Zoe.Æble");
        let values: Vec<_> = value
            .origins
            .iter()
            .map(|origin| {
                let bytes = match &origin.from {
                    Provenance::Attribute { bytes, .. } => Some(bytes.clone()),
                    _ => None,
                };
                let source = origin.from.span().of(expression);
                (&value.text[origin.bytes.clone()], source, bytes)
            })
            .collect();
        assert_eq!(
            values,
            [
                ("Zo", "[givenName]", Some(0..2)),
                ("e", "[givenName]", Some(2..4)),
                (".", "\".\"", None),
                ("Æble", "[surname]", Some(0..5)),
            ]
        );
    }

    #[test]
    fn the_trace_names_calls_arguments_and_results() {
        let response = run(r#"Switch([surname], "none", "Æble", ToUpper([givenName]))"#);
        let calls = &response.calls;
        assert_eq!(calls[0].name, "ToUpper");
        assert_eq!(calls[0].arguments, r#"("Zoë")"#);
        assert_eq!(calls[0].result, r#""ZOË""#);
        assert_eq!((calls[0].depth, calls[1].depth), (1, 0));
        assert_eq!(calls[1].arguments, r#"("Æble", …, "Æble", "ZOË")"#);
    }

    #[test]
    fn the_trace_tells_omitted_from_not_evaluated() {
        let expression = r#"Switch([surname], , "x", ToLower([givenName]), "Æble", Split("1;2;3;4;5;6;7", ";"))"#;
        let call = run(expression).calls.pop().expect("a call");
        assert_eq!(
            call.arguments,
            r#"("Æble", , "x", …, "Æble", {"1", "2", "3", "4", "5", 2 more})"#
        );
        assert_eq!(call.result, r#"{"1", "2", "3", "4", "5", 2 more}"#);
        assert!(!call.failed);
    }

    #[test]
    fn what_is_returned_is_bounded() {
        let long = format!(r#"Append("{}", "é")"#, "é".repeat(4_000));
        let nested = format!("ToUpper({})", long.replace("4", ""));
        let value = one(&nested);
        assert!(value.is_whole());
        let mut growing = r#""éé""#.to_owned();
        for _ in 0..6 {
            growing = format!(r#"Replace({growing}, "é", , , "éééééééé", , )"#);
        }
        let value = one(&growing);
        assert!(!value.is_whole() && value.text.len() <= MAX_BYTES);
        assert!(value.origins.len() <= MAX_PARTS);
        let response = run(&growing);
        assert!(response.calls[5].result.ends_with("…\""));
        let many = vec![r#"ToLower("a")"#; 400].join(", ");
        let response = run(&format!(r#"Join("", {many})"#));
        assert_eq!((response.calls.len(), response.more_calls), (300, 101));
    }

    #[test]
    fn chance_begins_at_the_seed() {
        assert_eq!(one("Guid()"), one("Guid()"));
        let mut request = ExpressionRequest {
            expression: "Guid()".to_owned(),
            user: SourceUser::default(),
            now: 0,
            seed: 1,
        };
        let first = evaluate(&request);
        request.seed = 2;
        assert_ne!(evaluate(&request), first);
    }
}
