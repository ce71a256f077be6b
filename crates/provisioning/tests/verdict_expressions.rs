//! The table of reported expressions and what is to be said of them: `tests/verdicts/expressions.json`.

// Helpers of tests fail by panicking, as tests do.
#![allow(clippy::unwrap_used, clippy::panic)]

use entra_expression::contested;
use entra_expression::evaluate::Environment;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::diagnostics::source::{expression, first_error};
use provisioning::evaluate::CompiledSet;
use provisioning::expression::microsoft::compare;
use provisioning::expression::{
    ExpressionOutcome, ExpressionRequest, ExpressionValue as ShownValue, evaluate,
};
use provisioning::mapping::matching::reads_several_sources;
use provisioning::mapping::{MappingSet, Row, Source};
use provisioning::scim_request::{OmitReason, PatchStyle, patch, post, unsent};
use provisioning::set_status::row_status::held_back;
use provisioning::set_status::set_evaluation::SetEvaluation;
use provisioning::user::{SourceUser, UserValue};
use serde_json::{Value, json};

const CASES: &str = include_str!("../../../tests/verdicts/expressions.json");

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_default()
}

fn texts(value: &Value) -> Vec<String> {
    let values = value.as_array().into_iter().flatten();
    values
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// What is found of a case, in the shape of its expectation.
fn found(case: &Value) -> Value {
    let input = text(case, "input");
    match text(case, "check") {
        "diagnostics" => diagnosed(input, &case["expected"]),
        "value" => evaluated(case, input),
        "microsoft" => {
            let response = json!({
                "parsingSucceeded": true,
                "evaluationSucceeded": true,
                "evaluationResult": case["answer"],
            });
            let here = text(case, "here");
            let here = ExpressionOutcome::One(ShownValue {
                text: here.to_owned(),
                bytes: here.len(),
                origins: Vec::new(),
            });
            let compared = compare(&response.to_string(), input, &here).unwrap();
            json!(format!("{:?}", compared.agreement))
        }
        "matching" => json!(reads_several_sources(&Row {
            matching_precedence: Some(1),
            ..Row::new("userName", Source::Expression(input.to_owned()))
        })),
        "preview" => previewed(case, input),
        other => panic!("{other}"),
    }
}

fn diagnosed(input: &str, expected: &Value) -> Value {
    // What a custom attribute takes is not known, so nothing depends on the target.
    let diagnostics = |text: &str| expression("urn:custom", text, std::iter::empty());
    let all = diagnostics(input);
    let mut codes: Vec<String> = all
        .iter()
        .map(|found| format!("{}:{}", found.code, found.severity.word()))
        .collect();
    codes.sort();
    let source = Source::Expression(input.to_owned());
    let has_error = first_error("urn:custom", &source).is_some();
    let mut found = json!({ "codes": codes, "mistake": has_error });
    // The list of mappings holds the same expressions back.
    let mut set = MappingSet::default();
    set.put(Row::new("urn:custom", source));
    let is_held = held_back(&set, &SetEvaluation::pending(), "urn:custom").is_some();
    assert_eq!(is_held, has_error, "{input}");
    let fix = all.iter().flat_map(|found| &found.fixes).next();
    if expected["fixed"].is_string() {
        let fixed = fix.map(|fix| fix.apply(input)).unwrap_or_default();
        let left = diagnostics(&fixed);
        assert!(
            !left.iter().any(MappingDiagnostic::is_error),
            "{fixed}: {left:?}"
        );
        found["fixed"] = json!(fixed);
    }
    if let Some(says) = expected["says"].as_str() {
        let is_reported = all.iter().any(|found| found.message.contains(says));
        found["says"] = json!(if is_reported { says } else { "" });
    }
    found
}

fn evaluated(case: &Value, input: &str) -> Value {
    let mut user = SourceUser::default();
    for (name, value) in case["user"].as_object().unwrap() {
        let value = match value.as_str() {
            Some(text) => UserValue::One(text.to_owned()),
            None => UserValue::Many(texts(value)),
        };
        let _ = user.attributes.insert(name.clone(), value);
    }
    let response = evaluate::evaluate(&ExpressionRequest {
        expression: input.to_owned(),
        user,
        now: 0,
        seed: 1,
    });
    let mut found = match &response.outcome {
        ExpressionOutcome::One(value) => json!({ "value": value.text }),
        ExpressionOutcome::Failed(failed) => json!({ "error": failed.class }),
        other => json!(format!("{other:?}")),
    };
    if case["expected"]["contested"].is_array() {
        let name = |index: &usize| format!("{:?}", contested::ALL[*index].behavior);
        found["contested"] = response.contested.iter().map(name).collect();
    }
    found
}

fn previewed(case: &Value, input: &str) -> Value {
    let mut set = MappingSet::default();
    set.put(Row::new("roles", Source::Expression(input.to_owned())));
    let set = CompiledSet::new(&set);
    let mut environment = Environment::default();
    let [before, after] = ["before", "after"].map(|key| {
        let mut user = SourceUser::of(&[("userPrincipalName", "ana@contoso.com")]);
        let roles = UserValue::Many(texts(&case[key]));
        let _ = user
            .attributes
            .insert("appRoleAssignments".to_owned(), roles);
        user.record()
    });
    let before = set.evaluate(&before, &mut environment);
    let after = set.evaluate(&after, &mut environment);
    let body = serde_json::to_value(post(&before).body).unwrap();
    let patch = serde_json::to_value(patch(&before, &after, PatchStyle::Default)).unwrap();
    let operation = &patch["Operations"][0];
    // Each value is an object with JSON in a text.
    let values = operation["value"].as_array().unwrap().iter().map(|value| {
        let inner: Value = serde_json::from_str(value["value"].as_str().unwrap()).unwrap();
        inner["value"].clone()
    });
    let retained = unsent(&before, &after)
        .iter()
        .any(|left| left.why == OmitReason::RoleRetained);
    json!({
        "post": body["roles"],
        "patch": { "op": operation["op"], "path": operation["path"], "values": values.collect::<Value>() },
        "removal": if retained { "never sent" } else { "sent" },
    })
}

#[test]
fn every_case_has_its_outcome() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let mut failures = Vec::new();
    for case in &cases {
        let found = found(case);
        if found != case["expected"] {
            let (id, expected) = (&case["id"], &case["expected"]);
            failures.push(format!("{id}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
    let own = cases
        .iter()
        .filter(|case| text(case, "id").starts_with("X-"));
    assert!(own.count() >= 5 && cases.len() >= 25);
}
