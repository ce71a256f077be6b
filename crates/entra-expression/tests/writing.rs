//! No way of writing an expression changes its value, and neither does a fix that promises so.

#![allow(clippy::unwrap_used)] // A vector that is no JSON has to stop the test.

use dotnet_text::date;
use entra_expression::evaluate::{Environment, Program};
use entra_expression::{CheckOptions, check, parse, print, print_readable};
use serde_json::Value;

use crate::common::attributes;

/// What an expression gives for a vector, in a form that can be compared.
fn value(expression: &str, vector: &Value) -> String {
    let program = match Program::parse(expression) {
        Ok(program) => program,
        Err(error) => return format!("error {}", error.kind.class()),
    };
    let mut environment = Environment::default();
    if let Some(now) = vector["now"].as_str() {
        environment.now = date::parse(now, date::Ticks::from_unix(0)).unwrap();
    }
    for taken in vector["taken"].as_array().into_iter().flatten() {
        environment.taken.push(taken.as_str().unwrap().to_owned());
    }
    match program.run(&attributes(vector), &mut environment) {
        Ok(outcome) => format!("{outcome:?}"),
        Err(error) => format!("error {}", error.kind.class()),
    }
}

fn vectors() -> Vec<Value> {
    include_str!("vectors/vectors.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn printing_changes_no_value() {
    for vector in vectors() {
        let text = vector["expression"].as_str().unwrap();
        let Some(expr) = parse(text).expr() else {
            continue;
        };
        let before = value(text, &vector);
        assert_eq!(value(&print(&expr), &vector), before, "{text}");
        assert_eq!(value(&print_readable(&expr), &vector), before, "{text}");
    }
}

#[test]
fn fixes_that_promise_the_same_value_keep_it() {
    let options = CheckOptions {
        general_cautions: true,
        ..CheckOptions::default()
    };
    let mut tried = 0;
    for vector in vectors() {
        let text = vector["expression"].as_str().unwrap();
        for finding in check(&parse(text), &options) {
            let promises = matches!(
                finding.code,
                "iif-null-check"
                    | "switch-null-test-source"
                    | "switch-unchanged-source"
                    | "unknown-escape"
                    | "switch-duplicate-key"
            );
            for fix in finding.fixes.iter().filter(|_| promises) {
                let fixed_text = fix.apply(text);
                tried += 1;
                assert_eq!(
                    value(&fixed_text, &vector),
                    value(text, &vector),
                    "{text}\n{fixed_text}"
                );
            }
        }
    }
    assert!(tried > 50, "{tried}");
}
