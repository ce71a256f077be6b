use serde_json::json;

use super::*;

fn record(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(record) => record,
        _ => Map::new(),
    }
}

/// With everything that a path has to cope with.
fn sample() -> Map<String, Value> {
    record(json!({
        "name": "Contoso",
        "a/b~c": {"kept": ["whole"]},
        "tenant": {"region": "eu"},
        "guide": {"steps": [
            {"number": "1.1", "mark": {"done": "2026"}, "note": "x"},
            {"number": "2/1", "mark": null, "note": ""},
        ]},
        "mapping": {
            "rows": [
                {"target": "z", "source": {"direct": "mail"}},
                {"target": "a/~1", "source": "none"},
                {"target": "z", "source": "none"},
                {"target": "", "source": "none"},
            ],
            "operations": {"create": true, "update": false, "delete": true},
        },
        "workbench": {"expression": "[mail]", "x/y": 1},
    }))
}

#[test]
fn leaves_give_the_record_back() {
    assert_eq!(Replica::of(sample(), 0).record(), sample());
    let mut edited = Replica::of(Map::new(), 9);
    let _ = edited.edit(sample(), 7);
    let mut written = edited.record();
    assert_eq!(Replica::of(written.clone(), 9), edited);
    assert!(written.remove(EDITS).is_some());
    assert_eq!(written, sample());
}

#[test]
fn what_is_valid_only_as_a_whole_is_one_leaf() {
    let replica = Replica::of(sample(), 0);
    let paths: Vec<&str> = replica.values.keys().map(String::as_str).collect();
    for path in [
        "tenant",
        "guide/steps/1.1/mark",
        "guide/steps/2~11/note",
        "mapping/rows/z",
        "mapping/rowOrder",
        "mapping/operations/create",
        "workbench/x~1y",
        "a~1b~0c",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
}

#[test]
fn edits_are_found_and_taken_back() {
    let mut replica = Replica::of(sample(), 0);
    let before = replica.clone();
    let mut changed = sample();
    changed["name"] = "Fabrikam".into();
    changed["mapping"]["rows"] = json!([]);
    let _ = changed.remove("tenant");
    let edits = replica.edit(changed.clone(), 5);
    assert_eq!(replica.latest(), 5);
    assert_eq!(edits.len(), 1 + 4 + 1 + 1);
    let mut written = replica.record();
    let _ = written.remove(EDITS);
    assert_eq!(written, changed);
    for edit in edits {
        let _ = replica.revert(edit);
    }
    assert_eq!(replica, before);
}

#[test]
fn edits_that_claim_to_be_of_the_future_do_not_win_forever() {
    let mut hostile = sample();
    let _ = hostile.insert(
        EDITS.to_owned(),
        json!({"name": u64::MAX, "tenant": 50, "workbench": "x"}),
    );
    assert_eq!(Replica::of(hostile, 100).latest(), 50);
}

#[test]
fn rows_that_two_tabs_add_are_both_there_and_moving_one_is_an_edit_of_the_order_only() {
    let with = |targets: &[&str]| {
        let rows = targets.iter().map(|target| json!({ "target": target }));
        record(json!({"mapping": {"rows": rows.collect::<Vec<_>>()}}))
    };
    let mut one = Replica::of(with(&["b", "a"]), 0);
    let mut other = one.clone();
    let _ = one.edit(with(&["b", "a", "d"]), 1);
    let _ = other.edit(with(&["c", "b", "a"]), 2);
    let _ = one.merge(&other);
    let mut merged = one.record();
    let _ = merged.remove(EDITS);
    assert_eq!(merged, with(&["c", "b", "a", "d"]));
    assert_eq!(Replica::of(one.record(), 9), one);
    assert!(one.edit(merged, 3).is_empty());
    let edits = one.edit(with(&["d", "c", "b", "a"]), 4);
    let paths: Vec<&str> = edits.iter().map(|edit| edit.path.as_str()).collect();
    assert_eq!(paths, [ROW_ORDER_PATH]);
}

#[test]
fn merging_does_not_depend_on_order_or_number() {
    let mut seed = 1_u64;
    let mut below = move |limit: u64| {
        seed = seed
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (seed >> 33) % limit
    };
    for _ in 0..300 {
        let copies: Vec<Replica> = (0..3)
            .map(|_| {
                let mut copy = Replica::of(sample(), 0);
                for _ in 0..below(5) {
                    let mut record = copy.record();
                    let _ = record.remove(EDITS);
                    match below(4) {
                        0 => record["name"] = below(3).into(),
                        1 => record["mapping"]["rows"] = json!([{"target": below(3).to_string()}]),
                        2 => {
                            record["guide"]["steps"] =
                                json!([{"number": below(3).to_string(), "note": below(2)}])
                        }
                        _ => drop(record.remove("tenant")),
                    }
                    let _ = copy.edit(record, 1 + below(4));
                }
                copy
            })
            .collect();
        let merged = |order: &[usize]| {
            let mut all = Replica::default();
            for index in order {
                let _ = all.merge(&copies[*index]);
            }
            all
        };
        let all = merged(&[0, 1, 2]);
        for order in [&[2, 1, 0][..], &[1, 0, 1, 2, 0], &[2, 0, 2, 1]] {
            assert_eq!(merged(order), all);
        }
        let mut again = all.clone();
        assert!(!again.merge(&all));
        assert_eq!(Replica::of(all.record(), 9), all);
    }
}
