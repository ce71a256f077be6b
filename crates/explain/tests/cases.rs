//! Every case of `tests/verdicts/explain.json`: reports of admins and inputs of
//! the same kinds, with what is to be recognized and explained.

use explain::input_kind::InputKind;
use explain::recognize::recognize;
use serde::Deserialize;

use crate::setup::{explained, table};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplainCase {
    id: String,
    /// The kind of failure in the field reports, A to F.
    kind: String,
    input: String,
    expected: ExpectedResult,
    /// The result that the report wants, in words.
    wanted: String,
    source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedResult {
    input: InputKind,
    cause: String,
    owner: String,
    #[serde(default)]
    severity: Option<String>,
    /// What the text for people has in it, and what it hasn’t.
    #[serde(default)]
    says: Vec<String>,
    #[serde(default, rename = "saysNot")]
    says_not: Vec<String>,
    /// Why the result isn’t right yet.
    #[serde(default)]
    wrong: Option<String>,
}

fn cases() -> Vec<ExplainCase> {
    serde_json::from_str(&table()).expect("the table is valid")
}

/// What differs from what is expected, if anything does.
fn differences(case: &ExplainCase) -> Vec<String> {
    let found = explained(&case.input);
    let text = found.text();
    let expected = &case.expected;
    let mut differences = Vec::new();
    let mut compare = |name: &str, found: String, expected: &str| {
        if found != expected {
            differences.push(format!("{name} {found}, expected {expected}"));
        }
    };
    let of_bytes = recognize(case.input.as_bytes(), None).kind;
    compare(
        "input",
        format!("{:?}", found.recognition.kind),
        &format!("{:?}", expected.input),
    );
    compare(
        "input of bytes",
        format!("{of_bytes:?}"),
        &format!("{:?}", expected.input),
    );
    compare("cause", found.cause.id(), &expected.cause);
    compare("owner", format!("{:?}", found.owner), &expected.owner);
    if let Some(severity) = &expected.severity {
        compare("severity", format!("{:?}", found.severity), severity);
    }
    for part in &expected.says {
        if !text.contains(part) {
            differences.push(format!("doesn’t say “{part}”"));
        }
    }
    for part in &expected.says_not {
        if text.contains(part) {
            differences.push(format!("says “{part}”"));
        }
    }
    if !differences.is_empty() {
        differences.push(format!("it says: {}", text.replace('\n', " / ")));
    }
    differences
}

#[test]
fn every_case_is_explained() {
    let cases = cases();
    let mut wrong = Vec::new();
    let mut known = 0;
    for case in &cases {
        assert!(!case.wanted.is_empty() && !case.source.is_empty() && !case.kind.is_empty());
        let differences = differences(case);
        match &case.expected.wrong {
            None if differences.is_empty() => {}
            None => wrong.push(format!(
                "{} ({}): {}",
                case.id,
                case.kind,
                differences.join("\n    ")
            )),
            // A case that is right now must lose its excuse.
            Some(reason) if differences.is_empty() => {
                wrong.push(format!("{} is right, though “{reason}”", case.id));
            }
            Some(_) => known += 1,
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(
        known * 20 <= cases.len(),
        "{known} of {} are wrong",
        cases.len()
    );
}
