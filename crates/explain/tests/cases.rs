//! Every case of `tests/verdicts/explain.json`: reports of admins and inputs of
//! the same kinds, with what is to be recognized and explained.

use explain::input_kind::InputKind;
use explain::recognize::recognize;
use serde::Deserialize;

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
}

fn cases() -> Vec<ExplainCase> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/verdicts/explain.json"
    );
    let text = std::fs::read_to_string(path).expect("the table");
    serde_json::from_str(&text).expect("the table is valid")
}

#[test]
fn every_input_is_recognized() {
    let mut wrong = Vec::new();
    for case in cases() {
        let found = recognize(case.input.as_bytes(), None);
        if found.kind != case.expected.input {
            wrong.push(format!(
                "{} ({}): {:?}, expected {:?}",
                case.id, case.kind, found, case.expected.input
            ));
        }
        assert!(!case.wanted.is_empty() && !case.source.is_empty());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
