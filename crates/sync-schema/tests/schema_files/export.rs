//! The setup goes into a file.

use super::*;

#[test]
fn nothing_to_change_changes_no_byte_in_any_encoding() {
    for text in [JOB, OLDER, TEMPLATE] {
        for encoding in [
            SchemaFileEncoding::Utf8,
            SchemaFileEncoding::Utf16Little,
            SchemaFileEncoding::Utf16Big,
        ] {
            let bytes = encoding.encode(&format!("\u{feff}{text}"));
            let read = read(&bytes, None).unwrap();
            let made = export(&bytes, read.pick, &read.set, &ExportOptions::default()).unwrap();
            assert_eq!((made.splices.len(), made.refusals.len()), (0, 0));
            assert_eq!(apply(&bytes, &made), bytes);
        }
    }
}

#[test]
fn the_talkdesk_set_goes_into_each_shape() {
    let options = ExportOptions {
        trees: Vec::new(),
        disable_groups: true,
    };
    for text in [JOB, OLDER, TEMPLATE] {
        let set = talkdesk_set();
        let (made, changed) = exported(text, &set, &options);
        assert_eq!(made.refusals, []);
        assert_eq!(made.added, [ROLES, TEAMS]);
        assert_eq!(made.disabled.len(), 1);
        let read = reading(&changed);
        assert!(compare(&read.set, &set).is_same());
        assert_eq!(read.set.rows.len(), set.rows.len());
        assert_eq!(read.groups, [] as [String; 0]);
        assert!(read.listed.unwrap().iter().any(|name| name == ROLES));
        assert_eq!(read.version, reading(text).version);
        // The new pieces are set like the old ones.
        assert_eq!(changed.contains("\r\n"), text.contains("\r\n"));
        assert_eq!(changed.lines().count() == 1, text.lines().count() == 1);
        let (again, same) = exported(&changed, &set, &options);
        assert_eq!((again.splices.len(), same), (0, changed));
    }
}

#[test]
fn one_changed_source_is_one_changed_line() {
    let mut set = reading(JOB).set;
    let external = set
        .rows
        .iter_mut()
        .find(|row| row.target == "externalId")
        .unwrap();
    external.source = Source::Direct("objectId".to_owned());
    let (made, changed) = exported(JOB, &set, &ExportOptions::default());
    assert_eq!(made.splices.len(), 1);
    let row = JOB
        .find("\"externalId\",\n            \"source\"")
        .or(JOB.find("\"targetAttributeName\": \"externalId\""));
    let (start, end) = (
        row.unwrap(),
        JOB[row.unwrap()..].find("mailNickname").unwrap(),
    );
    let old = &JOB[start..start + end + 60];
    assert!(
        changed.contains(&JOB[..start]),
        "what stands before is untouched"
    );
    assert!(old.contains("mailNickname") && !changed.contains(old));
    let wanted = JOB.replace("[mailNickname]", "[objectId]");
    let mut wanted = value(&wanted);
    let source = "/synchronizationRules/0/objectMappings/1/attributeMappings/18/source/name";
    *wanted.pointer_mut(source).unwrap() = "objectId".into();
    assert_eq!(value(&changed), wanted);
    // Members keep the order that they have in the file.
    let piece = &made.splices[0].text;
    assert!(piece.find("expression").unwrap() < piece.find("\"name\"").unwrap());
    assert!(
        piece.contains("\n                \"expression\": \"[objectId]\""),
        "{piece}"
    );
}

#[test]
fn operations_keep_the_spelling_of_the_file() {
    for (text, spelling) in [
        (JOB, "\"Add,Update\""),
        (OLDER, "\"Add, Update\""),
        (TEMPLATE, "\"Add,Update\""),
    ] {
        let mut set = reading(text).set;
        set.operations.delete = false;
        let (made, _) = exported(text, &set, &ExportOptions::default());
        assert_eq!(made.splices.len(), 1);
        assert_eq!(made.splices[0].text, spelling);
    }
}

#[test]
fn an_older_definition_gets_only_the_members_that_its_neighbours_have() {
    let (_, changed) = exported(OLDER, &talkdesk_set(), &ExportOptions::default());
    let root = value(&changed);
    let attributes = root.pointer("/directories/1/objects/0/attributes").unwrap();
    let last = attributes.as_array().unwrap().last().unwrap();
    assert_eq!(last["name"], TEAMS);
    assert_eq!(last.get("flowNullValues"), None);
    assert_eq!(last["anchor"], false);
    assert_eq!(last["metadata"], serde_json::json!([]));
}

#[test]
fn a_row_whose_tree_is_not_certain_is_refused_until_microsofts_tree_is_pasted() {
    let mut set = reading(JOB).set;
    let text = "PCase([displayName])";
    set.put(Row::new("displayName", Source::Expression(text.to_owned())));
    let (made, changed) = exported(JOB, &set, &ExportOptions::default());
    assert_eq!((made.splices.len(), changed.as_str()), (0, JOB));
    let [refusal] = made.refusals.as_slice() else {
        panic!("one row is refused");
    };
    assert_eq!(
        (refusal.target.as_str(), refusal.expression.as_str()),
        ("displayName", text)
    );
    assert!(matches!(refusal.why, RefusalReason::CannotWrite(_)));
    let tree = r#"{"expression": "PCase([displayName], )", "name": "PCase", "type": "Function",
        "parameters": [{"key": "whatever", "value": {"expression": "[displayName]", "name": "displayName", "type": "Attribute", "parameters": []}}]}"#;
    let options = |text: String| ExportOptions {
        trees: vec![PastedTree {
            target: "displayName".to_owned(),
            text,
        }],
        disable_groups: false,
    };
    let response = format!(r#"{{"parsingSucceeded": true, "parsedExpression": {tree}}}"#);
    let (made, changed) = exported(JOB, &set, &options(response));
    assert_eq!(made.refusals, []);
    assert!(changed.contains(tree));
    assert!(compare(&reading(&changed).set, &set).is_same());
    let (made, _) = exported(JOB, &set, &options(tree.replace("PCase", "ToUpper")));
    assert!(matches!(
        made.refusals[0].why,
        RefusalReason::Pasted(PastedError::Another(_))
    ));
}

/// Each is one that the list of mappings holds back.
#[test]
fn a_row_with_an_error_is_refused_with_its_reason() {
    let long = format!("Append([mail], \"{}\")", "x".repeat(10_000));
    let cases = [
        ("Left([mail])", "Left"),
        ("Left([mail], \"x\")", "Left"),
        (r#"Switch([department], "a", "b", "c", "d")"#, "Switch"),
        ("tolower([mail])", "ToLower"),
        ("Foo([mail])", "Foo isn’t a function"),
        ("SelectUniqueValue([mail], [displayName])", "application"),
        ("Not([x]", "closed"),
        (&long, "10,000 are allowed"),
    ];
    for (text, reason) in cases {
        let mut set = reading(JOB).set;
        set.put(Row::new(
            "name.familyName",
            Source::Expression(text.to_owned()),
        ));
        set.put(Row::new(
            "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor",
            Source::Expression(text.to_owned()),
        ));
        let (made, changed) = exported(JOB, &set, &ExportOptions::default());
        assert_eq!((made.splices.len(), changed.as_str()), (0, JOB));
        assert_eq!(made.refusals.len(), 2, "{text}");
        let refusal = &made.refusals[0];
        let message = message::refusal(refusal);
        assert_eq!(refusal.target, "name.familyName");
        assert!(message.contains(reason), "{message}");
        assert!(!refusal.parser_may_help());
        assert_eq!(message::correct(refusal), "Fix the expression");
    }
    // What is in the file already is reported when it is read, and stays.
    let faulty = JOB.replace("Join(\\\" \\\", [givenName], [surname])", "Left([mail])");
    let read = reading(&faulty);
    let is_unsound = |note: &Unsupported| matches!(note, Unsupported::Unsound { target, .. } if target == "name.formatted");
    assert!(read.notes.iter().any(is_unsound), "{:?}", read.notes);
    let (made, _) = exported(&faulty, &read.set, &ExportOptions::default());
    assert_eq!((made.splices.len(), made.refusals.len()), (0, 0));
}

#[test]
fn text_and_tree_say_the_same_after_an_export() {
    let tree_only = JOB.replace(
        &Value::from(ACTIVE_EXPRESSION).to_string(),
        "\"Not([IsSoftDeleted])\"",
    );
    assert_ne!(tree_only, JOB);
    let read = reading(&tree_only);
    let differ = |note: &Unsupported| matches!(note, Unsupported::TextAndTreeDiffer { target, .. } if target == "active");
    assert!(read.notes.iter().any(differ));
    // The tree says what is wanted, so only the text changes.
    let (made, changed) = exported(&tree_only, &reading(JOB).set, &ExportOptions::default());
    assert_eq!((made.splices.len(), made.refusals.len()), (1, 0));
    assert_eq!(reading(&changed).notes, []);
    assert_eq!(value(&changed), value(JOB));
    // The text says what is wanted, so the tree has to follow.
    let (made, changed) = exported(&tree_only, &read.set, &ExportOptions::default());
    assert_eq!((made.splices.len(), made.refusals.len()), (1, 0));
    assert_eq!(reading(&changed).notes, []);
    assert!(compare(&reading(&changed).set, &read.set).is_same());
    let not = value(&changed);
    let not = not.pointer("/synchronizationRules/0/objectMappings/1/attributeMappings/1/source");
    assert_eq!(not.unwrap()["name"], "Not");
}
