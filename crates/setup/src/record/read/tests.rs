use serde_json::json;

use super::*;

/// A record with every member.
fn whole() -> Value {
    json!({
        "id": "00c0ffee00c0ffee",
        "name": "Contoso",
        "tenant": {"region": "au-mytalkdesk"},
        "applicationName": "SCIM",
        "mapping": {
            "rows": [
                {"target": "userName", "source": {"direct": "mail"}, "matchingPrecedence": 2},
                {"target": "title", "source": {"constant": "x"}, "defaultValue": "y",
                 "apply": "onlyDuringCreation"},
                {"target": "active", "source": {"expression": "Not([a])"}, "apply": "always"},
                {"target": "nickName", "source": "none"},
            ],
            "operations": {"create": true, "update": false, "delete": true},
        },
        "guide": {"steps": [
            {"number": "0.1", "mark": {"done": "2026-11-23"}, "note": "a"},
            {"number": "0.3", "mark": {"notNeeded": "2026-11-24"}},
            {"number": "1.1", "mark": null},
        ]},
        "connectionPassed":
            {"when": "2026-11-23", "tenantUrl": "https://a.example/", "matching": "userName"},
        "connectionFailed":
            {"when": "2026-11-24", "tenantUrl": "https://b.example/", "reason": "expired"},
        "preflight": {"when": "2026-11-25", "users": 7, "created": 1, "existing": 2,
            "rejected": 3, "unknown": 4, "skipped": 5, "seconds": 6, "mapping": "f"},
        "guideStart": {"when": "2026-11-26", "method": "script"},
        "created": "2026-11-22",
    })
}

/// Every value below the record, with each replaced by values of other kinds,
/// and without it.
fn damaged(value: &Value) -> Vec<Value> {
    let mut all = vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(4_294_967_296_u64),
        json!(1.5),
        json!("other"),
        json!([]),
        json!({}),
        json!({"a": 1, "b": 2}),
    ];
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let mut without = members.clone();
                let _ = without.remove(name);
                all.push(Value::Object(without));
                for other in damaged(member) {
                    let mut with = members.clone();
                    let _ = with.insert(name.clone(), other);
                    all.push(Value::Object(with));
                }
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                for other in damaged(element) {
                    let mut with = elements.clone();
                    with[index] = other;
                    all.push(Value::Array(with));
                }
            }
        }
        _ => {}
    }
    all
}

/// An empty list is an object without members to serde.
fn is_list_for_object(value: &Value, whole: &Value) -> bool {
    match (value, whole) {
        (Value::Array(_), Value::Object(_)) => true,
        (Value::Object(members), Value::Object(whole)) => members.iter().any(|(name, member)| {
            whole
                .get(name)
                .is_some_and(|own| is_list_for_object(member, own))
        }),
        (Value::Array(elements), Value::Array(whole)) => elements
            .iter()
            .zip(whole)
            .any(|(element, own)| is_list_for_object(element, own)),
        _ => false,
    }
}

#[test]
fn records_are_read_as_serde_reads_them() {
    let whole = whole();
    let mut read = 0;
    let all = damaged(&whole).into_iter().chain([whole.clone()]);
    for record in all.filter(|record| !is_list_for_object(record, &whole)) {
        let Value::Object(members) = record.clone() else {
            continue;
        };
        let by_hand = setup(members).ok();
        let derived = serde_json::from_value::<Setup>(record.clone()).ok();
        assert_eq!(by_hand, derived, "{record}");
        read += usize::from(by_hand.is_some());
    }
    assert!(read > 50, "{read} records could be read");
}

#[test]
fn the_error_names_the_member() {
    let Value::Object(mut members) = whole() else {
        panic!("it is an object");
    };
    members["mapping"]["rows"][0]["source"] = json!(7);
    let error = setup(members).expect_err("a damaged row").to_string();
    assert!(error.contains("“mapping”"), "{error}");
}
