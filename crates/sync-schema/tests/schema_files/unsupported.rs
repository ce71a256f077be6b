//! What is not understood, and crowds of it.

use super::*;

#[test]
fn what_is_not_understood_is_listed_and_preserved() {
    let row = |members: &str| format!(r#"{{"targetAttributeName": "{members}}}"#);
    let rows = [
        row(r#"a", "mappingType": "Direct", "source": {"type": "Magic", "name": "x"}"#),
        row(
            r#"b", "source": {"type": "Function", "name": "Not", "parameters": [{"key": "source", "value": {"type": "Attribute", "name": "x"}}]}"#,
        ),
        row(
            r#"c", "source": {"type": 2, "name": "Not", "expression": "Not([y])", "parameters": [{"key": "source", "value": {"type": 0, "name": "x"}}]}"#,
        ),
        row(r#"d", "source": {"type": "Function", "name": "Not", "expression": "Not([y]"}"#),
        row(
            r#"e", "flowType": 3, "flowBehavior": "FlowAlways", "matchingPriority": "x", "matchingPriority": -1"#,
        ),
        r#"{"source": null}"#.to_owned(),
        row(r#"a""#),
        r#"7"#.to_owned(),
        row(r#"f", "defaultValue": 5"#),
        row(r#"g", "source": {"type": "Attribute", "name": "mail", "expression": "[surname]"}"#),
    ];
    let text = format!(
        r#"{{"synchronizationRules": [{{"note": 1, "objectMappings": [{{"sourceObjectName": "User", "flowTypes": "Add, Fly", "attributeMappings": [{}]}}]}}]}}"#,
        rows.join(", ")
    );
    let read = reading(&text);
    let target = |name: &str| name.to_owned();
    let unknown = |object, name: &str| Unsupported::UnknownMember {
        object,
        name: name.to_owned(),
        count: 1,
    };
    let wanted = [
        Unsupported::UnknownSource {
            target: target("a"),
        },
        Unsupported::TextFromTree {
            target: target("b"),
        },
        Unsupported::TextAndTreeDiffer {
            target: target("c"),
            tree: "Not([x])".to_owned(),
        },
        Unsupported::DefaultValue {
            target: target("f"),
        },
        Unsupported::TextAndTreeDiffer {
            target: target("g"),
            tree: "[mail]".to_owned(),
        },
        Unsupported::FlowAlways {
            target: target("e"),
        },
        Unsupported::FlowType {
            target: target("e"),
            value: "3".to_owned(),
        },
        Unsupported::Priority {
            target: target("e"),
        },
        Unsupported::NoTarget { number: 6 },
        Unsupported::TwoRows {
            target: target("a"),
        },
        Unsupported::NoTarget { number: 8 },
        Unsupported::Operation {
            word: "Fly".to_owned(),
        },
        Unsupported::TwiceNamed {
            object: SchemaObject::Row,
            name: target("matchingPriority"),
        },
        unknown(SchemaObject::Rule, "note"),
        unknown(SchemaObject::Row, "mappingType"),
        Unsupported::NoDefinition {
            object: ": ".to_owned(),
        },
    ];
    for note in &wanted {
        assert!(read.notes.contains(note), "{note:?} in {:?}", read.notes);
    }
    let unsound = read
        .notes
        .iter()
        .any(|note| matches!(note, Unsupported::Unsound { target, .. } if target == "d"));
    assert!(unsound);
    assert_eq!(read.notes.len(), wanted.len() + 1);
    let texts: Vec<_> = read.set.rows.iter().map(|row| row.source.text()).collect();
    let wanted = ["", "Not([x])", "Not([y])", "Not([y]", "", "", "", "mail"];
    assert_eq!(texts, wanted);
    // Only where text and tree differ, they are made to say the same.
    let (made, changed) = exported(&text, &read.set, &ExportOptions::default());
    assert_eq!((made.splices.len(), made.refusals.len()), (2, 0));
    let wanted = text.replace("\"[surname]\"", "\"[mail]\"");
    let (mut wanted, changed) = (value(&wanted), value(&changed));
    let c = "/synchronizationRules/0/objectMappings/0/attributeMappings/2/source";
    let tree = changed.pointer(c).unwrap().clone();
    assert_eq!(tree["parameters"][0]["value"]["name"], "y");
    *wanted.pointer_mut(c).unwrap() = tree;
    assert_eq!(changed, wanted);
    // A default that was not understood goes only for another one.
    let mut set = read.set.clone();
    set.rows[6].apply = Apply::OnlyDuringCreation;
    let (_, exported_text) = exported(&text, &set, &ExportOptions::default());
    assert!(
        exported_text.contains("\"defaultValue\": 5"),
        "{exported_text}"
    );
    set.rows[6].default_value = Some("x".to_owned());
    let (_, gone) = exported(&text, &set, &ExportOptions::default());
    assert!(gone.contains("\"defaultValue\": \"x\""), "{gone}");
    // When rows go, what is no row stays.
    let mut set = read.set.clone();
    set.rows.truncate(1);
    let (_, changed) = exported(&text, &set, &ExportOptions::default());
    let left = value(&changed);
    let left = left.pointer("/synchronizationRules/0/objectMappings/0/attributeMappings");
    assert_eq!(left.unwrap()[1], serde_json::json!({"source": null}));
    assert_eq!(left.unwrap()[2], 7);
    assert!(changed.contains(&rows[0]));
}

/// Files as large as they may be, made to cost as much time as they can.
#[test]
fn crowds_are_refused() {
    let many = |one: &str| vec![one; 15_000_000 / (one.len() + 1)].join(",");
    let mapping = |rows: &str, scope: &str| {
        format!(
            r#"{{"synchronizationRules": [{{"objectMappings": [{{"sourceObjectName": "User", "attributeMappings": [{rows}], "scope": {{"groups": [{scope}]}}}}]}}]}}"#
        )
    };
    let cases = [
        (
            mapping(&many(r#"{"targetAttributeName":"a"}"#), ""),
            Limit::Rows,
        ),
        (mapping("", &many(r#"{"clauses":[{}]}"#)), Limit::Clauses),
        (
            format!(
                r#"{{"synchronizationRules": [{{"objectMappings": [{}]}}]}}"#,
                many("{}")
            ),
            Limit::Mappings,
        ),
    ];
    for (text, crowd) in cases {
        match read(text.as_bytes(), None) {
            Err(SchemaFileError::TooMany { what, .. }) => assert_eq!(what, crowd),
            other => panic!("{crowd:?}: {:?}", other.map(|read| read.set.rows.len())),
        }
    }
}

#[test]
fn unknown_members_take_linear_time() {
    let file = |count: usize| {
        format!(
            "{{{}, \"synchronizationRules\": [{{\"objectMappings\": [{{\"sourceObjectName\": \"User\"}}]}}]}}",
            vec!["\"a\":1"; count].join(",")
        )
    };
    let (short, long) = (file(100_000), file(800_000));
    let read_file = |text: &str| assert!(read(text.as_bytes(), None).is_ok());
    assert_eq!(
        linear_time::excess(24, || read_file(&short), || read_file(&long)),
        None
    );
}

/// Rows, each with as many errors as fit; five times as many are read.
#[test]
fn many_errors_take_linear_time() {
    let expression = format!("Foo({}[Mail])", "Apendd([Mial], ".repeat(600));
    let row = format!(
        r#"{{"targetAttributeName":"a","source":{{"type":"Function","name":"Foo","expression":"{expression}"}}}}"#
    );
    let read_rows = |count: usize| {
        let rows = vec![row.as_str(); count].join(",");
        let text = format!(
            r#"{{"synchronizationRules": [{{"objectMappings": [{{"sourceObjectName": "User", "attributeMappings": [{rows}]}}]}}]}}"#
        );
        assert_eq!(reading(&text).set.rows.len(), count);
    };
    assert_eq!(
        linear_time::excess(24, || read_rows(50), || read_rows(400)),
        None
    );
}
