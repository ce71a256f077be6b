//! Graph trees: `tests/vectors/vectors-tree.jsonl`.

#![allow(clippy::unwrap_used)] // A vector that is no JSON has to stop the test.

use entra_expression::graph::{TreeError, from_tree, to_tree, update_tree};
use entra_expression::{parse, print};
use serde_json::{Value, json};

fn vectors() -> Vec<(String, Value)> {
    include_str!("vectors/vectors-tree.jsonl")
        .lines()
        .map(|line| {
            let vector: Value = serde_json::from_str(line).unwrap();
            (
                vector["expression"].as_str().unwrap().to_owned(),
                vector["tree"].clone(),
            )
        })
        .collect()
}

/// The tree without the texts, so that only keys are left.
fn without_texts(tree: &Value) -> Value {
    let mut tree = tree.clone();
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                let function = object.get("type") == Some(&json!("Function"));
                if function {
                    object.remove("expression");
                }
                object.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut tree);
    tree
}

#[test]
fn expressions_become_trees_and_come_back() {
    for (text, tree) in vectors() {
        let expr = parse(&text).expr().unwrap();
        assert_eq!(to_tree(&expr).as_ref(), Ok(&tree), "{text}");
        let printed = tree["expression"].as_str().unwrap();
        assert_eq!(print(&from_tree(&tree).unwrap()), printed);
        assert_eq!(update_tree(&tree, &expr), Ok(tree));
    }
}

#[test]
fn keys_alone_are_enough_where_positions_follow_from_them() {
    for (text, tree) in vectors() {
        let printed = tree["expression"].as_str().unwrap();
        let read = print(&from_tree(&without_texts(&tree)).unwrap());
        // A last empty place leaves no trace in the keys.
        let lost = printed.strip_suffix(", )").map(|start| format!("{start})"));
        assert!(
            read == printed || lost.as_deref() == Some(&read),
            "{text} {read}"
        );
    }
}

#[test]
fn a_tree_with_unknown_keys_is_printed_and_stored() {
    let tree = json!({
        "type": "Function", "name": "PCase", "expression": "PCase([a], )",
        "parameters": [{"key": "nobodyKnows", "value": {"type": "Attribute", "name": "a"}}],
        "somethingNew": 7,
    });
    let expr = from_tree(&tree).unwrap();
    assert_eq!(print(&expr), "PCase([a], )");
    assert_eq!(update_tree(&tree, &expr).unwrap(), tree);
    let changed = parse("PCase([b])").expr().unwrap();
    assert_eq!(
        update_tree(&tree, &changed),
        Err(TreeError::UnknownKey {
            function: "PCase".into(),
            parameter: "source".into()
        })
    );
}

#[test]
fn what_cannot_be_written_is_refused_by_name() {
    let refuse = |text: &str| to_tree(&parse(text).expr().unwrap()).unwrap_err();
    assert_eq!(
        refuse("ToLower([a])"),
        TreeError::UnknownKey {
            function: "ToLower".into(),
            parameter: "source".into()
        }
    );
    assert_eq!(
        refuse("FormatDateTime([a], \"None\", \"yyyy\", \"yy\")"),
        TreeError::UnknownKey {
            function: "FormatDateTime".into(),
            parameter: "dateTimeStyles".into()
        }
    );
    assert_eq!(
        refuse("Frobnicate([a])"),
        TreeError::UnknownFunction {
            name: "Frobnicate".into()
        }
    );
    assert_eq!(
        refuse("IIF([a]=\"x\", [b], IgnoreAttributeFlow)"),
        TreeError::UnknownKeyword {
            keyword: "IgnoreAttributeFlow".into()
        }
    );
    assert!(refuse("Mid([a], 1, 2, 3)").to_string().contains("Mid"));
}

#[test]
fn special_values_are_written_as_microsoft_has_them() {
    let tree = |text: &str| to_tree(&parse(text).expr().unwrap()).unwrap();
    let domain = tree("Append([a], %DomainFQDN%)");
    assert_eq!(domain["parameters"][1]["value"]["expression"], Value::Null);
    assert_eq!(
        print(&from_tree(&domain).unwrap()),
        "Append([a], %DomainFQDN%)"
    );
    assert_eq!(
        tree("BitAnd(&HF, [a])")["parameters"][0]["value"]["name"],
        "15"
    );
    assert_eq!(tree("Now()")["parameters"], json!([]));
    let three = tree("FormatDateTime([a], , \"yyyy\")");
    assert_eq!(three["parameters"][1]["key"], "outputFormat");
    assert_eq!(
        print(&from_tree(&three).unwrap()),
        "FormatDateTime([a], , \"yyyy\")"
    );
}

#[test]
fn a_comparison_that_is_not_understood_is_not_dropped() {
    let constant =
        |key: &str, name: &str| json!({"key": key, "value": {"type": "Constant", "name": name}});
    let tree = |pairs: &[Value]| json!({"type": "Function", "name": "IIF", "parameters": pairs});
    let printed = |operator: &str| {
        let keys = ["one", "two", "three", "four", "five"];
        let values = ["a", operator, "b", "yes", "no"];
        let pairs: Vec<_> = keys
            .iter()
            .zip(values)
            .map(|(k, v)| constant(k, v))
            .collect();
        print(&from_tree(&tree(&pairs)).unwrap())
    };
    assert_eq!(printed(" <> "), r#"IIF("a"<>"b", "yes", "no")"#);
    assert_eq!(printed("~"), r#"IIF("a", "~", "b", "yes", "no")"#);
    let half = [
        constant("one", "a"),
        constant("three", "b"),
        constant("four", "yes"),
    ];
    assert_eq!(
        print(&from_tree(&tree(&half)).unwrap()),
        r#"IIF("a", "b", "yes")"#
    );
}

#[test]
fn what_is_no_tree_is_refused() {
    for bad in [
        json!(null),
        json!([]),
        json!({}),
        json!({"type": "Nonsense", "name": "x"}),
        json!({"type": "Function", "parameters": []}),
        json!({"type": "Function", "name": "Not", "parameters": 3}),
        json!({"type": "Function", "name": "Not", "parameters": [{"key": "source"}]}),
        json!({"type": "Attribute"}),
    ] {
        assert!(from_tree(&bad).is_err(), "{bad}");
    }
    let minimal = json!({"name": "extensionAttribute10", "type": "Attribute"});
    assert_eq!(
        print(&from_tree(&minimal).unwrap()),
        "[extensionAttribute10]"
    );
}
