use super::*;

fn error(text: &str) -> (usize, usize, JsonError) {
    match parse(text) {
        Err(SchemaFileError::Damaged { spot, error }) => (spot.line, spot.column, error),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_serde_reads_is_read_the_same() {
    let texts = [
        r#" {"a": [1, -0.5e+3, true, null, "x\u00e4\ud83d\ude00\/\n"], "b": {} , "c": []}"#,
        "\"only a text\"",
        "0",
        "[[[]]]\r\n\t",
    ];
    for text in texts {
        let read = parse(text).unwrap();
        assert_eq!(read.value(), serde_json::from_str::<Value>(text).unwrap());
    }
}

#[test]
fn positions_are_those_of_the_text() {
    let text = r#"{"a" : [1.50, "x"], "a": 2}"#;
    let read = parse(text).unwrap();
    let first = &read.members()[0];
    assert_eq!(&text[first.name_span.clone()], "\"a\"");
    assert_eq!(&text[first.value.span.clone()], r#"[1.50, "x"]"#);
    assert_eq!(&text[first.value.elements()[0].span.clone()], "1.50");
    assert_eq!(read.get("a").and_then(Json::integer), Some(2));
}

#[test]
fn a_lone_half_of_a_character_is_no_error() {
    for text in [
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ude00\ud83d""#,
    ] {
        assert!(parse(text).is_ok(), "{text}");
    }
}

#[test]
fn errors_are_found_where_it_is() {
    use Expected::*;
    let unexpected = |found, due| JsonError::Unexpected { found, due };
    let cut = |due, open| JsonError::CutShort { due, open };
    let cases = [
        ("", (1, 1, cut(Value, None))),
        ("{\n  \"a\": 1,\n}", (3, 1, unexpected('}', Name))),
        ("{\n \"a\": [1,\n 2", (3, 3, cut(CommaOrBracket, Some(2)))),
        ("{\"a\" 1}", (1, 6, unexpected('1', Colon))),
        ("{\"a\": 1 \"b\"", (1, 9, unexpected('"', CommaOrBrace))),
        ("{a: 1}", (1, 2, unexpected('a', Name))),
        ("[“x”]", (1, 2, unexpected('“', Value))),
        ("[\"x\n\"]", (1, 4, JsonError::Control)),
        ("[\"x", (1, 4, cut(Quote, Some(1)))),
        (r#"["\q"]"#, (1, 3, JsonError::BadEscape)),
        (r#"["\u12"]"#, (1, 3, JsonError::BadEscape)),
        ("[01]", (1, 2, JsonError::BadNumber)),
        ("[1.]", (1, 2, JsonError::BadNumber)),
        ("[] []", (1, 4, JsonError::After)),
        ("[nul]", (1, 2, unexpected('n', Value))),
        ("// note\n{}", (1, 1, unexpected('/', Value))),
    ];
    for (text, wanted) in cases {
        assert_eq!(error(text), wanted, "{text}");
    }
}

#[test]
fn depth_has_a_bound() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(error(&nested(MAX_DEPTH + 1)).2, JsonError::TooDeep);
    assert_eq!(error(&"[".repeat(100_000)).2, JsonError::TooDeep);
}

#[test]
fn numbers_are_those_of_the_rfc() {
    for text in ["0", "-0", "10", "1.5", "0.50", "1e5", "1E-5", "-2.0e+10"] {
        assert!(is_number(text), "{text}");
    }
    for text in [
        "", "-", "01", ".5", "1.", "1e", "+1", "1e+", "--1", "1.2.3", "1e5e5",
    ] {
        assert!(!is_number(text), "{text}");
    }
}
