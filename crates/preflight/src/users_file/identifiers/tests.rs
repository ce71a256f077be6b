use proptest::prelude::*;
use serde_json::Value;

use super::*;

const CASES: &str = include_str!("../../../../../tests/services/users-files/cases.json");

/// The bytes of a case: its text, then parts that repeat and in which `{n}`
/// stands for their number, in its encoding.
fn bytes(case: &Value) -> Vec<u8> {
    let mut text = case["text"].as_str().unwrap().to_owned();
    for part in case["parts"].as_array().into_iter().flatten() {
        for n in 0..part[1].as_u64().unwrap() {
            text.push_str(&part[0].as_str().unwrap().replace("{n}", &n.to_string()));
        }
    }
    let units = || text.encode_utf16();
    let marked = || std::iter::once(0xFEFF).chain(units());
    match case["encoding"].as_str() {
        None => text.into_bytes(),
        Some("utf-8-bom") => ["\u{FEFF}", &text].concat().into_bytes(),
        Some("utf-16le") => marked().flat_map(u16::to_le_bytes).collect(),
        Some("utf-16be") => marked().flat_map(u16::to_be_bytes).collect(),
        Some("bytes") => text.chars().map(|c| u8::try_from(c).unwrap()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_table_of_cases_holds() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert!(cases.len() > 100);
    for case in &cases {
        let name = &case["name"];
        let read = identifiers(&bytes(case));
        match (&case["error"], read) {
            (Value::Null, Ok(users)) => {
                assert_eq!(
                    case["count"].as_u64().map_or(users.len() as u64, |n| n),
                    users.len() as u64
                );
                if case["count"].is_null() {
                    assert_eq!(case["users"], Value::from(users), "{name}");
                }
            }
            (Value::String(kind), Err(error)) => {
                assert_eq!(error.kind.code(), kind, "{name}");
                let line = error.lines.first().copied();
                assert_eq!(line, case["line"].as_u64(), "{name}");
                let message = error.message("users.csv");
                assert!(
                    message.starts_with("users.csv") && message.ends_with('.'),
                    "{message}"
                );
            }
            (_, read) => panic!("{name}: {read:?}"),
        }
    }
}

#[test]
fn messages_list_five_lines() {
    for (rows, expected) in [
        ("a\n", "users.csv, line 2: neither"),
        ("a\nb\n", "users.csv, lines 2, 3: neither"),
        (
            "a\nb\nc\nd\ne\nf\ng\n",
            "users.csv, lines 2, 3, 4, 5, 6 and 2 more: neither",
        ),
    ] {
        let error = identifiers(format!("upn\n{rows}").as_bytes()).unwrap_err();
        let message = error.message("users.csv");
        assert!(message.starts_with(expected), "{message}");
    }
}

fn files() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "upn",
        "id",
        "userPrincipalName",
        "[id]",
        "sep=;\n",
        "#TYPE x\n",
        "version:v1.0\n",
        "a@x.org",
        "A@X.org",
        "00000000-0000-4000-8000-000000000001",
        "\"",
        "\"\"",
        ",",
        ";",
        "\t",
        "\r",
        "\n",
        "\r\n",
        " ",
        "é",
        "\u{FEFF}",
        "\u{A0}",
        "\0",
    ];
    let text = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..30)
        .prop_map(|pieces| pieces.concat().into_bytes());
    prop_oneof![4 => text, 1 => prop::collection::vec(any::<u8>(), 0..200)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in files()) {
        if let Ok(users) = identifiers(&bytes) {
            prop_assert!(!users.is_empty());
            let text = decoded(&bytes).unwrap();
            for user in &users {
                prop_assert!(titles::is_identifier(user) && text.contains(user.as_str()));
            }
            let distinct: HashSet<_> = users.iter().map(|user| user.to_ascii_lowercase()).collect();
            prop_assert_eq!(distinct.len(), users.len());
        }
    }

    #[test]
    fn an_encoding_with_a_mark_changes_nothing(text in "(upn|id|x)([,;]n)?(\r\n|\n)([a-cé\"@,;\n]{0,9}\r?\n){0,4}") {
        let plain = identifiers(text.as_bytes());
        for encoding in ["utf-8-bom", "utf-16le", "utf-16be"] {
            let case = serde_json::json!({ "text": text, "encoding": encoding });
            prop_assert_eq!(identifiers(&bytes(&case)), plain.clone());
        }
    }
}

/// Whatever is repeated, four times the text takes about four times the time.
#[test]
fn reading_is_linear() {
    let units = [
        "\"",
        "\"\"",
        "\"\n",
        ",",
        ";",
        ",\"",
        "\"x",
        "\n",
        "\r",
        "id,",
        "\"\",",
        "a@b,",
        "a@b,1\n",
        "\u{FEFF}",
        "[",
        "[]",
        "é",
        " ",
        "\"a\n\"\n",
    ];
    for unit in units {
        let [short, long] = [200_000, 800_000]
            .map(|length| format!("upn,id\n{}", unit.repeat(length / unit.len())));
        let read = |text: &str| _ = std::hint::black_box(identifiers(text.as_bytes()));
        let excess = linear_time::excess(9, || read(&short), || read(&long));
        assert_eq!(excess, None, "{unit:?}");
    }
}
