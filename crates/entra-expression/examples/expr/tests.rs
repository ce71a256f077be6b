//! Every line is answered, whatever stands in it.

#![allow(clippy::unwrap_used)] // A door that does not response has to stop the test.

use serde_json::{Value, json};

use super::{run, sub_command};

fn responses(command: &str, lines: &[u8]) -> Vec<Value> {
    let mut output = Vec::new();
    run(sub_command(command).unwrap(), lines, &mut output).unwrap();
    let text = String::from_utf8(output).unwrap();
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn one(command: &str, line: &Value) -> Value {
    responses(command, format!("{line}\n").as_bytes())
        .pop()
        .unwrap()
}

#[test]
fn hostile_lines_get_responses_one_by_one() {
    let deep_call = json!({"input": "Not(".repeat(10_000)}).to_string();
    let closed = format!("{}[a]{}", "Not(".repeat(10_000), ")".repeat(10_000));
    let deep_call_closed = json!({ "input": closed }).to_string();
    let long = json!({"input": "x".repeat(200_000)}).to_string();
    let deep_json = "[".repeat(100_000);
    let lines: Vec<&[u8]> = vec![
        b"{",
        b"",
        b"   \t ",
        b"null",
        b"[]",
        b"5",
        b"{\"input\":null}",
        b"{\"input\":[]}",
        b"{\"tree\":null}",
        b"{\"tree\":{\"type\":\"Function\",\"name\":\"Not\",\"parameters\":[5]}}",
        b"{\"input\":\"[a]\",\"attributes\":{\"a\":\"\\ud800\"}}",
        b"\xff\xfe\x00",
        b"{\"input\":\"[a]\"} trailing",
        deep_call.as_bytes(),
        deep_call_closed.as_bytes(),
        long.as_bytes(),
        deep_json.as_bytes(),
    ];
    let input = lines.join(&b'\n');
    for command in ["eval", "lint", "print", "explain", "tree", "untree"] {
        let responses = responses(command, &input);
        assert_eq!(responses.len(), lines.len(), "{command}");
        for (response, line) in responses.iter().zip(&lines) {
            let line = String::from_utf8_lossy(&line[..line.len().min(60)]);
            let errors = response["diagnostics"].as_array().map(Vec::len);
            assert!(
                response["error"]["message"].is_string() || errors > Some(0),
                "{command} {line} {response}"
            );
        }
    }
}

#[test]
fn a_slip_never_passes_for_a_default() {
    for line in [
        json!({"input": "[a]", "attributes": [1]}),
        json!({"input": "[a]", "attributes": {"a": {"b": 1}}}),
        json!({"input": "[a]", "now": 5}),
        json!({"input": "[a]", "now": "soon"}),
        json!({"input": "[a]", "taken": "x"}),
        json!({"input": "[a]", "taken": [1]}),
    ] {
        assert_eq!(one("eval", &line)["error"]["kind"], "input", "{line}");
    }
    for line in [
        json!({"input": "[a]", "attributes": 5}),
        json!({"input": "[a]", "knownAttributes": [5]}),
        json!({"input": "[a]", "target": {"type": "Boolean"}}),
        json!({"input": "[a]", "target": {"name": "a", "type": "boolean"}}),
        json!({"input": "[a]", "service": "Other"}),
        json!({"input": "[a]", "cautions": 1}),
    ] {
        assert_eq!(one("lint", &line)["error"]["kind"], "input", "{line}");
    }
}

#[test]
fn now_may_have_any_common_form() {
    let text = "FormatDateTime(Now(), , , \"yyyy-MM-ddTHH:mm:ss\")";
    for (now, found) in [
        ("2024-05-06", "2024-05-06T00:00:00"),
        ("2024-05-06T07:08", "2024-05-06T07:08:00"),
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09"),
        ("2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09"),
        ("2024-05-06T07:08:09+02:00", "2024-05-06T05:08:09"),
        ("2024-05-06 07:08:09", "2024-05-06T07:08:09"),
    ] {
        let line = json!({"expression": text, "now": now});
        assert_eq!(one("eval", &line), json!({"value": found}), "{now}");
    }
    // Without it the clock is asked, and that has gone on since this was written.
    let years = "DateDiff(\"yyyy\", \"2025-01-01\", Now())";
    let found = one("eval", &json!({"expression": years}))["value"].take();
    assert!(found.as_str().unwrap().parse::<i32>().unwrap() > 0);
}

#[test]
fn errors_say_what_is_wrong_and_where() {
    let error = |text: &str| one("eval", &json!({"expression": text}))["error"].take();
    let found = error("Append(\"é\", [a) ");
    assert_eq!(found["kind"], "parse");
    assert_eq!(found["code"], "unclosed-bracket");
    // Bytes, so é counts two.
    assert_eq!((&found["start"], &found["end"]), (&json!(13), &json!(14)));
    assert_eq!(error("Item([a], 1, 2)")["kind"], "arity");
    assert_eq!(error("Left(\"x\", \"y\")")["kind"], "type");
}

#[test]
fn lint_knows_the_place_of_use() {
    let codes = |line: Value| -> Vec<String> {
        let found = one("lint", &line);
        let found = found["diagnostics"].as_array().unwrap().iter();
        found
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let target = json!({"name": "active", "type": "Boolean"});
    assert_eq!(
        codes(json!({"input": "[accountEnabled]", "target": target})),
        ["active-account-enabled"]
    );
    assert_eq!(
        codes(json!({"input": "[accountEnabled]", "target": "active"})),
        ["active-account-enabled"]
    );
    assert_eq!(
        codes(json!({"input": "\"yes\"", "target": target})),
        ["result-type"]
    );
    let unique = "SelectUniqueValue([a], [b])";
    assert_eq!(codes(json!({"input": unique})), ["selectuniquevalue-app"]);
    assert!(codes(json!({"input": unique, "service": "HrInbound"})).is_empty());
    assert_eq!(
        codes(json!({"input": "[Mail]", "attributes": ["mail"]})),
        ["wrong-case-attribute"]
    );
    assert!(codes(json!({"input": "[Mail]", "attributes": {"mail": "x"}})).is_empty());
    let switch = "Switch([a], , \"b\", \"c\")";
    assert_eq!(
        codes(json!({"input": switch, "cautions": true})),
        ["switch-unchanged-source"]
    );
}
