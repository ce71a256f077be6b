//! All vectors of `vectors/vectors.jsonl`. A deviation stands in `DEVIATIONS` with its reason.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cases;
mod properties;
mod trace;

use std::collections::HashMap;

use dotnet_text::date;
use entra_expression::evaluate::{AttributeValue, Environment, EvaluationOutcome, Program};
use serde_json::{Value, json};

use crate::common::attributes;

const VECTORS: &str = include_str!("vectors/vectors.jsonl");

/// Vectors that are deliberately not met: id, what comes out, and why.
const DEVIATIONS: &[(&str, &str, &str)] = &[];

fn shape(outcome: &EvaluationOutcome<'_>) -> Value {
    match outcome {
        EvaluationOutcome::Value(text) => json!({ "value": text }),
        EvaluationOutcome::Values(texts) => json!({ "values": texts }),
        EvaluationOutcome::Null => json!({ "null": true }),
        EvaluationOutcome::Ignored(_) => json!({ "ignored": true }),
    }
}

fn evaluated(vector: &Value) -> Value {
    let expression = vector["expression"].as_str().unwrap();
    let program = match Program::parse(expression) {
        Ok(program) => program,
        Err(error) => return json!({ "error": error.kind.class() }),
    };
    let attributes = attributes(vector);
    let mut environment = Environment::default();
    if let Some(now) = vector["now"].as_str() {
        environment.now = date::parse(now, date::Ticks::from_unix(0)).unwrap();
    }
    for taken in vector["taken"].as_array().into_iter().flatten() {
        environment.taken.push(taken.as_str().unwrap().to_owned());
    }
    let found = match program.run(&attributes, &mut environment) {
        Ok(outcome) => shape(&outcome),
        Err(error) => {
            assert!(error.span.end <= expression.len(), "{expression}");
            assert!(!error.to_string().is_empty());
            json!({ "error": error.kind.class() })
        }
    };
    check_trace(vector, &program, &attributes, environment, &found);
    found
}

/// A traced run gives the same, and every origin lies inside of its value and of the expression.
fn check_trace(
    vector: &Value,
    program: &Program,
    attributes: &HashMap<String, AttributeValue>,
    mut environment: Environment,
    found: &Value,
) {
    let expression = vector["expression"].as_str().unwrap();
    let traced = program.trace(attributes, &mut environment);
    let random = expression.contains("Guid") || expression.contains("RandomString");
    let Ok(outcome) = &traced.outcome else {
        assert!(found["error"].is_string(), "{expression}");
        return;
    };
    assert!(
        random || shape(outcome) == *found,
        "{expression}: {traced:?}"
    );
    let texts: Vec<&str> = match outcome {
        EvaluationOutcome::Value(text) => vec![text],
        EvaluationOutcome::Values(texts) => texts.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    for (text, origins) in texts.iter().zip(&traced.origins) {
        let mut end = 0;
        for origin in origins {
            assert!(origin.bytes.start >= end && text.get(origin.bytes.clone()).is_some());
            end = origin.bytes.end;
        }
    }
}

#[test]
fn vectors() {
    let mut failures = Vec::new();
    let mut count = 0;
    for line in VECTORS.lines().filter(|line| !line.is_empty()) {
        let vector: Value = serde_json::from_str(line).unwrap();
        let found = evaluated(&vector);
        let id = vector["id"].as_str().unwrap();
        count += 1;
        let expected = match DEVIATIONS.iter().find(|(own, ..)| *own == id) {
            Some((_, outcome, _)) => serde_json::from_str(outcome).unwrap(),
            None => vector["expect"].clone(),
        };
        if found != expected {
            let expression = &vector["expression"];
            let attributes = &vector["attributes"];
            failures.push(format!(
                "{id}: {expression} on {attributes}\n  gives {found}\n  wants {expected}"
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
