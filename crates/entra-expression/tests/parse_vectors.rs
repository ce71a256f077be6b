//! The published and derived cases of `tests/vectors/vectors-parse.jsonl`.

#![allow(clippy::unwrap_used)] // A vector that is no JSON has to stop the test.

use entra_expression::{parse, print};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    include_str!("vectors/vectors-parse.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn text<'a>(vector: &'a Value, key: &str) -> &'a str {
    vector.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn what_is_no_expression_is_refused_once_and_at_the_right_position() {
    let mut failures = Vec::new();
    for vector in vectors()
        .iter()
        .filter(|v| text(v, "expect") == "parse-error")
    {
        let input = text(vector, "input");
        let parsed = parse(input);
        let wanted = text(vector, "code");
        let found = parsed.diagnostics.iter().any(|diagnostic| {
            let position = vector["at"]
                .as_array()
                .is_none_or(|at| at[0] == diagnostic.span.start && at[1] == diagnostic.span.end);
            position && same_code(wanted, diagnostic.code)
        });
        let lone = parsed.diagnostics.len() == 1 || SEVERAL.contains(&text(vector, "id"));
        if !found || !lone || parsed.expr().is_some() {
            let got: Vec<_> = parsed
                .diagnostics
                .iter()
                .map(|d| (d.code, d.span.start, d.span.end))
                .collect();
            failures.push(format!(
                "{} {input}\n   wanted {wanted} {} got {got:?}",
                text(vector, "id"),
                vector["at"]
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Vectors whose text holds more than one error.
const SEVERAL: &[&str] = &[
    "parse-connect-sync-keyword-01",
    "parse-parenthesised-01",
    "parse-logical-operator-01",
];

/// The vectors' codes and ours are the same but for one: HTML's `&quot;` has a code of its own.
fn same_code(vector: &str, ours: &str) -> bool {
    vector == ours || (vector == "connect-sync-operator" && ours == "html-entity")
}

#[test]
fn what_is_an_expression_prints_as_microsoft_prints_it() {
    let mut failures = Vec::new();
    for vector in vectors().iter().filter(|v| text(v, "expect") == "print") {
        let input = text(vector, "input");
        let printed = parse(input).expr().map(|expr| print(&expr));
        if printed.as_deref() != Some(text(vector, "print")) {
            failures.push(format!(
                "{input}\n   got {printed:?} {:?}",
                parse(input).diagnostics
            ));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn what_only_the_service_objects_to_has_a_tree() {
    for vector in vectors().iter().filter(|v| text(v, "expect") == "lint") {
        let input = text(vector, "input");
        assert!(
            parse(input).expr().is_some(),
            "{input} {:?}",
            parse(input).diagnostics
        );
    }
}

#[test]
fn every_expression_with_a_value_is_sound() {
    for line in include_str!("vectors/vectors.jsonl").lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let input = text(&vector, "expression");
        let error = vector["expect"]["error"].as_str();
        if error != Some("parse") {
            assert!(
                parse(input).expr().is_some(),
                "{input} {:?}",
                parse(input).diagnostics
            );
        }
    }
}
