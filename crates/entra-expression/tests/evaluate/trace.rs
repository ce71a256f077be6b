//! What a traced run tells.

use std::collections::HashMap;

use entra_expression::evaluate::{
    AttributeValue, Environment, EvaluationOutcome, EvaluationTrace, Program, Provenance,
};
use entra_expression::{Function, functions};

fn trace(expression: &str, attributes: &[(&str, &str)]) -> EvaluationTrace {
    let program = Program::parse(expression).unwrap();
    let user: HashMap<String, AttributeValue> = attributes
        .iter()
        .map(|(name, value)| ((*name).to_owned(), AttributeValue::from(*value)))
        .collect();
    program.trace(&user, &mut Environment::default())
}

/// The parts of the only value, each with the text in the expression it comes from.
fn parts(expression: &str, attributes: &[(&str, &str)]) -> Vec<(String, String)> {
    let traced = trace(expression, attributes);
    let Ok(EvaluationOutcome::Value(text)) = &traced.outcome else {
        panic!("{:?}", traced.outcome);
    };
    traced.origins[0]
        .iter()
        .map(|origin| {
            let (span, bytes) = match &origin.from {
                Provenance::Attribute { span, bytes, .. }
                | Provenance::Constant { span, bytes } => (*span, format!("{bytes:?}")),
                Provenance::Call { span } => (*span, String::new()),
            };
            let from = format!("{} {bytes}", span.of(expression));
            (
                text[origin.bytes.clone()].to_owned(),
                from.trim().to_owned(),
            )
        })
        .collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    list.iter().map(owned).collect()
}

#[test]
fn parts_lead_back() {
    let found = parts(
        r#"ToLower(Join("@", NormalizeDiacritics(StripSpaces(Join(".", [givenName], [surname]))), "contoso.com"))"#,
        &[("givenName", "Zoë Ann"), ("surname", "Æble")],
    );
    let expected = [
        ("zo", "[givenName] 0..2"),
        ("e", "[givenName] 2..4"),
        ("ann", "[givenName] 5..8"),
        (".", "\".\" 0..1"),
        ("ae", "[surname] 0..2"),
        ("ble", "[surname] 2..5"),
        ("@", "\"@\" 0..1"),
        ("contoso.com", "\"contoso.com\" 0..11"),
    ];
    assert_eq!(found, pairs(&expected));
}

#[test]
fn regex_groups_and_made_values() {
    let found = parts(
        r#"Replace([phone], , "\\+(?<c>\\d+) (?<n>.*)", , "${n}/${c}", , )"#,
        &[("phone", "+44 2079")],
    );
    let expected = [
        ("2079", "[phone] 4..8"),
        ("/", "\"${n}/${c}\" 0..9"),
        ("44", "[phone] 1..3"),
    ];
    assert_eq!(found, pairs(&expected));
    let found = parts(
        r#"Append(Mid([a], 2, 2), ConvertToUTF8Hex("x"))"#,
        &[("a", "abcd")],
    );
    let expected = [("bc", "[a] 1..3"), ("78", "ConvertToUTF8Hex(\"x\")")];
    assert_eq!(found, pairs(&expected));
}

#[test]
fn calls_are_recorded_with_what_was_evaluated() {
    let traced = trace(
        r#"Switch([a], Item([b], 9), "x", Append([b], "!"))"#,
        &[("a", "x"), ("b", "q")],
    );
    let functions: Vec<Function> = traced.calls.iter().map(|call| call.function).collect();
    assert_eq!(functions, [Function::Append, Function::Switch]);
    let switch = &traced.calls[1];
    assert_eq!(
        switch.arguments[0],
        Some(EvaluationOutcome::Value("x".into()))
    );
    assert_eq!(switch.arguments[1], None);
    assert_eq!(
        switch.arguments[3],
        Some(EvaluationOutcome::Value("q!".into()))
    );
    assert_eq!(switch.result, Some(EvaluationOutcome::Value("q!".into())));
    assert_eq!((traced.calls[0].depth, switch.depth), (1, 0));
}

#[test]
fn a_failed_call_is_recorded() {
    let traced = trace(r#"Append(Item([a], 3), "x")"#, &[("a", "q")]);
    assert!(traced.outcome.is_err());
    assert!(traced.calls.iter().all(|call| call.result.is_none()));
}

/// Every example in the table is a test.
#[test]
fn examples_of_the_table() {
    for info in functions::documented() {
        for example in info.examples {
            let Some(gives) = example.gives else { continue };
            let user: HashMap<String, AttributeValue> = example
                .attributes
                .iter()
                .map(|(name, values)| {
                    let value = match values {
                        [one] => AttributeValue::from(*one),
                        many => {
                            AttributeValue::Many(many.iter().map(|v| (*v).to_owned()).collect())
                        }
                    };
                    ((*name).to_owned(), value)
                })
                .collect();
            let program = Program::parse(example.expression).unwrap();
            let mut environment = Environment::default();
            let found = match program.run(&user, &mut environment) {
                Ok(EvaluationOutcome::Value(text)) => vec![text.into_owned()],
                Ok(EvaluationOutcome::Values(texts)) => texts
                    .into_iter()
                    .map(std::borrow::Cow::into_owned)
                    .collect(),
                Ok(EvaluationOutcome::Null | EvaluationOutcome::Ignored(_)) => Vec::new(),
                Err(error) => panic!("{}: {error}", example.expression),
            };
            assert_eq!(found, gives, "{}", example.expression);
        }
    }
}
