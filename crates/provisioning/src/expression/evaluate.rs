//! Evaluating for a page: everything that it shows, and no more than it can.

use std::borrow::Cow;

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{self, Environment, EvaluationError, IgnoredFlow, Program};
use entra_expression::{parse_limited, quote};

use super::trace;
use super::{
    ExpressionError, ExpressionOutcome, ExpressionRequest, ExpressionResponse, ExpressionValue,
};

/// Values of a result that are shown.
const MAX_VALUES: usize = 100;
/// Bytes of one value that are shown.
const MAX_BYTES: usize = 20_000;
/// Parts of one value that are shown.
const MAX_PARTS: usize = 300;
const MAX_STEPS: usize = 300;
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
                steps: Vec::new(),
                more_steps: 0,
                contested: Vec::new(),
            };
        }
    };
    let mut environment = Environment::seeded(Ticks::from_unix(request.now), request.seed);
    let traced = program.trace(&request.user.record(), &mut environment);
    let contested = traced.contested.iter();
    let contested = contested.map(|behavior| behavior as usize).collect();
    let parse = parse_limited(&request.expression);
    let root = parse.root.as_ref();
    let mut steps = root.map_or_else(Vec::new, |root| {
        trace::lines(root, &traced.calls, &request.user)
    });
    let more_steps = steps.len().saturating_sub(MAX_STEPS);
    steps.truncate(MAX_STEPS);
    let outcome = match traced.outcome {
        Ok(outcome) => expression_outcome(outcome, &traced.origins),
        Err(error) => failed(&error),
    };
    ExpressionResponse {
        outcome,
        steps,
        more_steps,
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

pub(super) fn short(outcome: &evaluate::EvaluationOutcome<'_>) -> String {
    match outcome {
        evaluate::EvaluationOutcome::Value(text) => short_text(text),
        evaluate::EvaluationOutcome::Values(texts) => {
            short_list(texts.len(), texts.iter().map(AsRef::as_ref))
        }
        evaluate::EvaluationOutcome::Null => "null".to_owned(),
        evaluate::EvaluationOutcome::Ignored(_) => "left out".to_owned(),
    }
}

/// A list of so many values.
pub(super) fn short_list<'t>(count: usize, values: impl Iterator<Item = &'t str>) -> String {
    let shown = values.take(MAX_SHORT_VALUES);
    let mut shown: Vec<String> = shown.map(short_text).collect();
    let more = count - shown.len();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    format!("{{{}}}", shown.join(", "))
}

pub(super) fn short_text(text: &str) -> String {
    quote(&shortened(text))
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
    use crate::expression::{TraceLine, TraceResult};
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

    /// Depth, text and result of each step.
    fn steps(expression: &str) -> Vec<(usize, String, TraceResult)> {
        let steps = run(expression).steps.into_iter();
        let step = |line: TraceLine| {
            let text = line.span.of(expression).to_owned();
            (line.depth, text, line.result)
        };
        steps.map(step).collect()
    }

    fn value(text: &str) -> TraceResult {
        TraceResult::Value(text.to_owned())
    }

    #[test]
    fn the_trace_goes_from_the_whole_to_its_parts() {
        let expression = r#"Switch([surname], "none", "Æble", Append(ToUpper([givenName]), "!"))"#;
        let found = steps(expression);
        let line = |depth, text: &str, result: &str| (depth, text.to_owned(), value(result));
        assert_eq!(
            found,
            [
                line(0, expression, r#""ZOË!""#),
                line(1, "[surname]", r#""Æble""#),
                line(1, r#"Append(ToUpper([givenName]), "!")"#, r#""ZOË!""#),
                line(2, "ToUpper([givenName])", r#""ZOË""#),
                line(3, "[givenName]", r#""Zoë""#),
            ]
        );
        assert_eq!(steps("[mail]"), [line(0, "[mail]", "null")]);
        assert!(steps(r#""constant""#).is_empty());
    }

    #[test]
    fn the_trace_shows_what_was_not_needed_and_what_failed() {
        let found = steps(
            r#"Switch([surname], , "x", ToLower([givenName]), "Æble", Split("1;2;3;4;5;6;7", ";"))"#,
        );
        assert_eq!(found[0].2, value(r#"{"1", "2", "3", "4", "5", 2 more}"#));
        assert_eq!(found[2].1, "ToLower([givenName])");
        assert_eq!(found[2].2, TraceResult::Skipped);
        // What is inside of it was not needed either, and is not listed.
        assert!(found[3].1.starts_with("Split"));
        let found = steps("ToLower(SingleAppRoleAssignment([appRoleAssignments]))");
        assert_eq!(found[0].2, TraceResult::Failed);
        assert_eq!(found[1].2, TraceResult::Failed);
        assert_eq!(found[2].2, value(r#"{"Team Lead", "Agent"}"#));
        let found = steps(r#"IIF([surname] = "x", "a", ToLower([mail]))"#);
        assert_eq!(found[1].1, "[surname]");
        assert_eq!(found[1].2, value(r#""Æble""#));
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
        let TraceResult::Value(first) = &response.steps[0].result else {
            panic!("it has a value");
        };
        assert!(first.ends_with("…\""));
        let many = vec![r#"ToLower("a")"#; 400].join(", ");
        let response = run(&format!(r#"Join("", {many})"#));
        assert_eq!((response.steps.len(), response.more_steps), (300, 101));
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
