//! What is wrong with a mapping, at its position in the file.

#![allow(clippy::unwrap_used)] // A fixture that is not as it should be stops the test.

use sync_schema::check::{LocatedDiagnostic, LocatedFix, check};

const JOB: &str = include_str!("schemas/scim-job.json");
const OLDER: &str = include_str!("schemas/older-order.json");
const TEMPLATE: &str = include_str!("schemas/template.json");

const NOW: i64 = 1_767_225_600;

fn diagnostics(text: &str) -> Vec<LocatedDiagnostic> {
    let checked = check(text.as_bytes(), NOW).unwrap();
    assert_eq!(checked.text, text);
    checked.diagnostics
}

/// The parts of the text that the diagnostics with a code are about.
fn parts<'t>(text: &'t str, code: &str) -> Vec<&'t str> {
    let found = diagnostics(text).into_iter();
    let own = found.filter(|one| one.diagnostic.code == code);
    own.map(|one| &text[one.span]).collect()
}

fn applied(text: &str, fix: &LocatedFix) -> String {
    let mut fixed = text.to_owned();
    for edit in fix.edits.iter().rev() {
        fixed.replace_range(edit.start..edit.end, &edit.text);
    }
    fixed
}

/// The job with other rows of its user mapping, of which the first is `userName`.
fn with_rows(change: impl Fn(&str) -> String) -> String {
    let start = JOB.find("\"targetAttributeName\": \"userName\"").unwrap();
    let (before, rows) = JOB.split_at(start);
    format!("{before}{}", change(rows))
}

#[test]
fn a_diagnostic_is_about_its_part_of_the_text() {
    let replaced =
        |from: &'static str, to: &'static str| with_rows(move |rows| rows.replacen(from, to, 1));
    let join = r#"Join(\" \", [givenName], [surname])"#;
    let cases = [
        (
            replaced(join, r#"\u004aoin(\"é\", tolower([surname]))"#),
            "wrong-case-function",
            vec!["tolower"],
        ),
        (
            replaced("\"name\": \"surname\"", "\"name\": \"Surname\""),
            "wrong-case-attribute",
            vec!["\"Surname\""],
        ),
        (
            replaced(
                "\"targetAttributeName\": \"active\"",
                "\"targetAttributeName\": \"userName\"",
            ),
            "two-rows",
            vec!["\"userName\""],
        ),
        (
            replaced("\"targetAttributeName\": \"externalId\"", "\"x\": 1"),
            "no-target",
            vec!["{"],
        ),
        (JOB.to_owned(), "group-mapping-on", vec!["true"]),
    ];
    for (text, code, expected) in cases {
        assert_eq!(parts(&text, code), expected, "{code}");
    }
    // The second of two rows is the one too many.
    let twice = replaced(
        "\"targetAttributeName\": \"active\"",
        "\"targetAttributeName\": \"userName\"",
    );
    let found = diagnostics(&twice).into_iter();
    let mut own = found.filter(|one| one.diagnostic.code == "two-rows");
    let first = twice.find("\"userName\"").unwrap();
    assert!(own.next().unwrap().span.start > first);
}

#[test]
fn every_encoding_has_the_same_diagnostics() {
    let utf16: Vec<u8> = JOB.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xFF, 0xFE], utf16.as_slice()].concat();
    let expected = diagnostics(JOB);
    for bytes in [utf16, marked, format!("\u{feff}{JOB}").into_bytes()] {
        let checked = check(&bytes, NOW).unwrap();
        assert_eq!(checked.text, JOB);
        assert_eq!(checked.diagnostics, expected);
    }
}

/// A fix leaves the file as it is but for what it fixes, and is written in both
/// the text and the tree of an expression.
#[test]
fn a_fix_leaves_a_file_without_the_diagnostic() {
    let broken = with_rows(|rows| {
        let rows = rows.replace("[IsSoftDeleted], , ", "[IsSoftDeleted], \\\"False\\\", ");
        let rows = rows.replacen("\"name\": \"surname\"", "\"name\": \"Surname\"", 1);
        rows.replacen("\"Add,Update,Delete\"", "\"Add\"", 1)
    });
    let mut fixes = 0;
    for text in [JOB, OLDER, TEMPLATE, &broken] {
        let before = diagnostics(text);
        let count = |found: &[LocatedDiagnostic], one: &LocatedDiagnostic| {
            let is_same = |other: &&LocatedDiagnostic| {
                other.diagnostic.code == one.diagnostic.code
                    && other.diagnostic.target == one.diagnostic.target
            };
            found.iter().filter(is_same).count()
        };
        for one in &before {
            assert!(text.get(one.span.clone()).is_some(), "{one:?}");
            for fix in one.fixes.iter().filter(|fix| !fix.edits.is_empty()) {
                let after = diagnostics(&applied(text, fix));
                assert!(count(&after, one) < count(&before, one), "{one:?}");
                let differ = |found: &[LocatedDiagnostic]| {
                    let codes = found.iter().map(|one| one.diagnostic.code.clone());
                    codes.filter(|code| code == "text-and-tree-differ").count()
                };
                assert!(differ(&after) <= differ(&before), "{one:?}");
                fixes += 1;
            }
        }
    }
    assert!(fixes >= 4, "{fixes}");
}

#[test]
fn a_file_that_is_no_schema_is_an_error() {
    for text in ["", "{}", "{\"value\": [", "a,b\nc,d"] {
        assert!(check(text.as_bytes(), NOW).is_err(), "{text}");
    }
}
